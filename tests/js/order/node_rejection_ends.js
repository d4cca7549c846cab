// Without a listener it ends the run, before any timer. Listeners of 'exit' hear of that.
const log = (...values) => console.log(...values);
process.on('exit', (code) => log('exit', code, process.exitCode));
setTimeout(log, 0, 'never');
setImmediate(log, 'never');
process.nextTick(log, 'tick');
Promise.resolve().then(() => log('microtask'));
Promise.reject(new RangeError('nobody handles this'));
