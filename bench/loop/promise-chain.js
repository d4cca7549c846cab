// The same chain made at once: a then() on what the last one gave.
measureLoop(['Promise'], function (done) {
  var promise = Promise.resolve(0);
  for (var i = 0; i < 200000; i++) promise = promise.then(function (value) { return value + 1; });
  promise.then(done);
}, function (answer) { return answer === 200000; });
