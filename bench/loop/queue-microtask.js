// Microtasks that queue the next one.
measureLoop(['queueMicrotask'], function (done) {
  var count = 0;
  function step() {
    if (++count === 500000) return done(count);
    queueMicrotask(step);
  }
  step();
}, function (answer) { return answer === 500000; });
