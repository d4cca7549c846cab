// options: --profile=web
// Whether a rejection is handled is asked when the microtasks have been run: a handler that comes in one of them is in time, one
// that comes in a timer is not. The event is a task of its own; `rejectionhandled` tells of the late handler.
const log = (...values) => console.log(...values);
addEventListener('unhandledrejection', (event) => { event.preventDefault(); log('unhandled:', event.reason); });
addEventListener('rejectionhandled', (event) => log('handled after all:', event.reason));
const handled = Promise.reject('handled in a microtask');
const late = Promise.reject('handled in a timer');
queueMicrotask(() => queueMicrotask(() => handled.catch((reason) => log('caught:', reason))));
setTimeout(() => late.catch((reason) => log('caught:', reason)), 20);
log('script ends');
