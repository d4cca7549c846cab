// New events to a target with a listener.
measureLoop(['EventTarget', 'Event'], function (done) {
  var target = new EventTarget();
  var count = 0;
  target.addEventListener('ping', function () { count++; });
  target.addEventListener('pong', function () { count += 1000; });
  for (var i = 0; i < 200000; i++) target.dispatchEvent(new Event('ping'));
  done(count);
}, function (answer) { return answer === 200000; });
