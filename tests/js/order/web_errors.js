// options: --profile=web
// What nobody catches is reported, and the loop goes on; the exit status is 1 at the end.
const log = (...values) => console.log(...values);
setTimeout(() => { throw new Error('in a timer'); }, 0);
setTimeout(log, 0, 'the next timer');
queueMicrotask(() => { throw new Error('in a microtask'); });
queueMicrotask(() => log('the next microtask'));
reportError(new Error('reported'));
log(typeof process, typeof setImmediate, typeof setTimeout(() => {}, 0));
throw new Error('in the script');
