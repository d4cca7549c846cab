// A poll phase goes through the ports that there are when it begins, and libuv's threads come first: messages of a port that is
// made when an operation is completed are for the next round, those of an older port are not. From then on the new one is ahead.
const fs = require('fs');
const log = (...values) => console.log(...values);
const wait = (milliseconds) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
function listening(name, times) {
  const { port1, port2 } = new MessageChannel();
  port2.onmessage = ({ data }) => {
    log(name, data);
    if (--times === 0) port2.close();
  };
  return port1;
}
const old = listening('old port:', 2);
setTimeout(() => {
  fs.stat('.', () => {
    log('operation');
    setTimeout(log, 1, 'timer');
    wait(3);
    const young = listening('new port:', 2);
    young.postMessage('behind timers');
    old.postMessage('in this phase');
    setImmediate(() => {
      log('immediate');
      setImmediate(() => {
        old.postMessage('second');
        young.postMessage('first');
      });
    });
  });
}, 5);
