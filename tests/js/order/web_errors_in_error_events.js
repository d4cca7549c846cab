// options: --profile=web
// While an exception is reported no microtasks are run, though no script is running any more: so an error in one of them is
// reported by an event of its own, and not in the middle of the first.
const log = (...values) => console.log(...values);
addEventListener('error', (event) => {
  event.preventDefault();
  log('first listener:', event.message);
  queueMicrotask(() => log('microtask of the listener'));
});
addEventListener('error', () => log('second listener, before microtasks'));
setTimeout(() => {
  queueMicrotask(() => { throw new Error('in a microtask of the timer'); });
  throw new Error('in a timer');
}, 0);
