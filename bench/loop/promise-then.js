// A chain of reactions, each of which is made when the promise before it is settled.
measureLoop(['Promise'], function (done) {
  var count = 0;
  function step() {
    if (++count === 300000) return done(count);
    Promise.resolve(count).then(step);
  }
  step();
}, function (answer) { return answer === 300000; });
