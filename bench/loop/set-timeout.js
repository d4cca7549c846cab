// Many timers of no delay, set at once.
measureLoop(['setTimeout'], function (done) {
  var count = 0;
  function fire() {
    if (++count === 200000) done(count);
  }
  for (var i = 0; i < 200000; i++) setTimeout(fire, 0);
}, function (answer) { return answer === 200000; });
