// The script is a task like any other: what it queues waits until it has ended. Then come microtasks, as the stack is empty,
// and only then the next task, here a timer, however short.
const log = (...values) => console.log(...values);
log('script starts');
setTimeout(() => log('timer'), 0);
Promise.resolve().then(() => log('promise job'));
queueMicrotask(() => log('microtask'));
(async () => {
  log('an async function begins at once');
  await null;
  log('and goes on in a microtask');
})();
log('script ends');
