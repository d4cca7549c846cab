// Where a timer throws and a listener takes that, the next timer follows without a drain, and the timers phase ends with one.
// Node keeps the loop going by an immediate, behind those that are set already.
const log = (...values) => console.log(...values);
process.on('uncaughtException', (error) => {
  log('uncaught:', error.message);
  setImmediate(log, `immediate of the listener for ${error.message}`);
});
setTimeout(() => {
  log('first timer');
  setImmediate(log, 'immediate of the first timer');
  Promise.resolve().then(() => log('microtask of the first timer, after the second'));
  throw new Error('first');
}, 1);
setTimeout(() => {
  log('second timer');
  Promise.resolve().then(() => log('microtask of the second timer'));
}, 1);
setTimeout(() => {
  log('third timer');
  Promise.resolve().then(() => log('microtask of the third timer, at the end of the phase'));
  throw new Error('third');
}, 1);
for (const start = Date.now(); Date.now() - start < 5;);  // all are due now
