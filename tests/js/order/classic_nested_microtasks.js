// A microtask checkpoint goes on until its queue is empty, so microtasks that microtasks queue come before the next task: they
// starve tasks, but not each other, as the queue is first in, first out.
const log = (...values) => console.log(...values);
setTimeout(() => log('timer, after all microtasks'), 0);
let left = 500;
(function chain() {
  if (--left === 0) return log('the last of 500 microtasks, each queued by the one before');
  queueMicrotask(chain);
})();
Promise.resolve().then(() => {
  log('not starved: first round');
  return null;
}).then(() => log('not starved: second round'));
queueMicrotask(() => {
  log('outer');
  queueMicrotask(() => log('inner: behind what was queued before it'));
});
queueMicrotask(() => log('another outer'));
