// Promises that were rejected, and that nobody handles when ticks and microtasks are done, are told before the next
// callback; those that are handled until then are not.
const log = (...values) => console.log(...values);
process.on('unhandledRejection', (reason, promise) => {
  log('unhandled', reason, promise === first);
  process.nextTick(log, 'a tick of the listener comes before the next timer');
});
process.on('rejectionHandled', (promise) => log('handled late', promise === first));
const first = Promise.reject('first');
Promise.reject('handled in a microtask').catch((reason) => log(reason));
const second = Promise.reject('handled in a tick');
process.nextTick(() => second.catch((reason) => log(reason)));
(async () => { throw 'thrown in an async function'; })();
setTimeout(log, 0, 'timer');
setTimeout(() => first.catch((reason) => log('caught late', reason)), 20);
queueMicrotask(() => log('microtask'));
