// An exception that nobody catches ends the run, unless a listener takes it. Then what the failed callback has left to
// be done waits until another callback has run.
const log = (...values) => console.log(...values);
process.on('uncaughtException', (error, origin) => log('caught', error.message, origin));
process.on('uncaughtExceptionMonitor', (error) => log('seen', error.message));

setTimeout(() => {
  process.nextTick(log, 'tick of the failed timer');
  Promise.resolve().then(() => log('microtask of the failed timer'));
  throw new Error('timer 1');
}, 1);
setTimeout(() => log('timer 2, before those'), 1);
setTimeout(() => log('timer 3'), 1);
for (const start = Date.now(); Date.now() - start < 10;);  // all three are due together

setTimeout(() => {
  process.nextTick(() => {
    process.nextTick(log, 'tick of the failed tick');
    throw new Error('tick');
  });
  process.nextTick(log, 'the tick after it');
  setImmediate(log, 'an immediate, before both');
}, 200);
setTimeout(() => {
  queueMicrotask(() => { throw new Error('microtask'); });
  queueMicrotask(() => log('the microtask after it goes on'));
}, 400);

queueMicrotask(() => log('what the script has queued is run although it fails'));
throw new Error('script');
