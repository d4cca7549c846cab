// What a listener of an EventTarget throws, Node throws once more in a tick; so does what a promise is rejected with that it has
// returned. The other listeners are called first. Such a tick leaves the drain: what is left of ticks and microtasks waits until
// the next callback has run.
const log = (...values) => console.log(...values);
process.on('uncaughtException', (error, origin) => log('uncaught:', error.message, origin));
const target = new EventTarget();
target.addEventListener('go', () => { throw new Error('first listener'); });
target.addEventListener('go', async () => { throw new Error('an async listener'); });
target.addEventListener('go', () => ({ then(undefined, reject) { reject(new Error('a thenable')); } }));
target.addEventListener('go', { handleEvent() { log('last listener'); } });
setImmediate(() => {
  setImmediate(() => log('immediate of the next round, before which the rest is drained by another one'));
  Promise.resolve().then(() => log('microtask, left by two ticks that throw'));
  log(target.dispatchEvent(new Event('go')));
});
