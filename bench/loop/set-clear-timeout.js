// Timeouts that are set for every request and cleared when it is answered.
measureLoop(['setTimeout', 'clearTimeout'], function (done) {
  var fired = 0;
  function fire() { fired++; }
  for (var i = 0; i < 200000; i++) clearTimeout(setTimeout(fire, 10000));
  done(fired);
}, function (answer) { return answer === 0; });
