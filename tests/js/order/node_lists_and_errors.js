// Behind a timer that has thrown Node comes back to the list of its duration: another timer there follows without a drain, the
// first one of the next list does not. If the list is gone, as somebody has cleared what was left in it, there is no drain.
const log = (...values) => console.log(...values);
const wait = (milliseconds) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
process.on('uncaughtException', (error) => log('uncaught:', error.message));
const microtask = (text) => Promise.resolve().then(() => log('microtask of', text));

setTimeout(() => {
  log('3, first');
  microtask('3, first');
  throw new Error('3, first');
}, 3);
setTimeout(() => {
  log('3, second, without a drain before');
  microtask('3, second');
  throw new Error('3, second');
}, 3);
setTimeout(() => {
  log('5, behind a drain');
  setImmediate(clearing);
}, 5);
wait(12);

function clearing() {
  setTimeout(() => {
    log('4');
    clearTimeout(cleared);
    microtask('4');
    throw new Error('4');
  }, 4);
  const cleared = setTimeout(log, 4, 'never');
  setTimeout(log, 6, '6, without a drain before');
  setTimeout(() => {
    log('8');
    setImmediate(leaving);
  }, 8);
  wait(15);
}

function leaving() {
  // The list is left before microtasks run: what they set comes by the order in which it was set.
  setTimeout(() => {
    log('7');
    queueMicrotask(() => {
      setTimeout(log, 7, '7 again');
      wait(3);
      setTimeout(log, 4, '4, due with it, but set later');
      wait(10);
    });
  }, 7);
}
