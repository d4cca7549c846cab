// AbortSignal.timeout() keeps no run alive. Its listeners are called by a script of Node's, so microtasks wait for all of them.
const signal = AbortSignal.timeout(10);
signal.onabort = () => { console.log(signal.reason.name); queueMicrotask(() => console.log('microtask')); };
signal.addEventListener('abort', () => console.log('second listener, before the microtask'));
AbortSignal.timeout(100_000).onabort = () => console.log('never');
setTimeout(() => console.log('the last timer'), 40);
