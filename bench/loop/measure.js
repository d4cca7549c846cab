// In front of every script of this folder: times work that goes on in tasks and microtasks, and prints the milliseconds of each
// round. Not all engines have the names of browsers.
var clock = typeof performance === 'object' && performance.now ? function () { return performance.now(); } : Date.now;
if (typeof setTimeout === 'undefined' && typeof os === 'object') {
  globalThis.setTimeout = os.setTimeout;
  globalThis.clearTimeout = os.clearTimeout;
}

/**
 * @param needs  the names of globals without which the script cannot run
 * @param start  begins the work; is given a function to be called with the answer when it is done
 * @param check  throws, or gives false, if the answer is not right
 */
function measureLoop(needs, start, check) {
  needs.forEach(function (name) {
    if (typeof globalThis[name] === 'undefined') throw new Error('there is no ' + name);
  });
  var started = clock();
  // At least three rounds; then as many as one second has room for, but at most sixty. Nine were too few: their median lay
  // between rounds with a collection and rounds without.
  function round(number) {
    if (number >= 3 && (number >= 60 || clock() - started >= 1000)) return;
    var start_of_round = clock();
    start(function (answer) {
      var milliseconds = clock() - start_of_round;
      if (!check(answer)) throw new Error('a wrong answer: ' + answer);
      console.log('round ' + milliseconds);
      setTimeout(function () { round(number + 1); }, 0);
    });
  }
  setTimeout(function () { round(0); }, 0);
}
