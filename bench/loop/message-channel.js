// Messages to and fro between two ports.
measureLoop(['MessageChannel'], function (done) {
  var channel = new MessageChannel();
  var count = 0;
  channel.port1.onmessage = function (event) { channel.port1.postMessage(event.data + 1); };
  channel.port2.onmessage = function (event) {
    if (++count < 20000) return channel.port2.postMessage(event.data + 1);
    channel.port1.close();
    channel.port2.close();
    done(event.data);
  };
  channel.port2.postMessage(0);
}, function (answer) { return answer === 39999; });
