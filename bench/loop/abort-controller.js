// A controller for each request, of which every second is aborted.
measureLoop(['AbortController'], function (done) {
  var count = 0;
  function aborted() { count++; }
  for (var i = 0; i < 50000; i++) {
    var controller = new AbortController();
    controller.signal.addEventListener('abort', aborted, { once: true });
    if (i % 2) controller.abort('enough');
    else controller.signal.removeEventListener('abort', aborted);
  }
  done(count);
}, function (answer) { return answer === 25000; });
