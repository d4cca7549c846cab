// How long a program with a large heap stands still: some twenty million objects that stay, a gibibyte of them in Orrery, and
// others that do not. Prints the longest time between two looks at the clock while those come and go.
(function () {
  var KEPT = 22e6;
  var PASSING = 40e6;
  var now = typeof performance === 'object' ? function () { return performance.now(); } : Date.now;
  var chunks = [];
  for (var made = 0; made < KEPT;) {
    var chunk = new Array(1000).fill(null);
    for (var i = 0; i < chunk.length; i++, made++) chunk[i] = { number: made, next: i === 0 ? null : chunk[i - 1] };
    chunks.push(chunk);
  }
  var longest = 0;
  var last = now();
  var start = last;
  var recent = new Array(1000).fill(null);
  for (var number = 0; number < PASSING; number++) {
    recent[number % 1000] = { number: number, next: null };
    if (number % 100 === 0) {
      // Old objects change, too.
      chunks[number / 100 % chunks.length][number % 1000].next = recent[number % 1000];
      var time = now();
      if (time - last > longest) longest = time - last;
      last = time;
    }
  }
  console.log('longest pause ' + longest.toFixed(1) + ' ms of ' + (now() - start).toFixed(0) + ' ms');
})();
