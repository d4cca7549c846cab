// Node empties its own queue of ticks before promise jobs, and both again until nothing is left of either. A tick that a
// promise job queues waits until there is no promise job left; a promise job that a tick queues waits for all ticks.
const log = (...values) => console.log(...values);
setImmediate(() => log('immediate'));
Promise.resolve().then(() => {
  log('promise job 1');
  process.nextTick(() => log('tick of a promise job, after all promise jobs'));
}).then(() => log('promise job 3'));
process.nextTick(() => {
  log('tick 1');
  Promise.resolve().then(() => log('promise job 4, of a tick'));
  process.nextTick(() => log('tick 3, of a tick'));
});
process.nextTick(() => log('tick 2'));
queueMicrotask(() => log('promise job 2'));
log('script');
