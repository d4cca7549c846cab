// In front of every script of this folder: times `work(prepare())` for some rounds, and prints the milliseconds of each.
var console_log = console.log;
var clock = typeof performance === 'object' && performance.now ? function () { return performance.now(); } : Date.now;

/**
 * @param work     is timed; gives what `check` looks at
 * @param check    throws, or gives false, if the answer is not right
 * @param prepare  makes what `work` gets, in each round anew; not timed
 */
function measure(work, check, prepare) {
  var started = clock();
  // At least three rounds; then as many as one second has room for, but at most nine.
  for (var round = 0; round < 3 || (round < 9 && clock() - started < 1000); round++) {
    var input = prepare ? prepare() : undefined;
    var start = clock();
    var answer = work(input);
    var milliseconds = clock() - start;
    if (!check(answer)) throw new Error('a wrong answer: ' + answer);
    console_log('round ' + milliseconds);
  }
}
