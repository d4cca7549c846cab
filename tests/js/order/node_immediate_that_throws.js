// Behind an immediate that has thrown Node takes the next one without a drain. If it was the last of its round, those of the next
// round are taken in the same phase, so ahead of timers: at least the one by which Node sees to it that there is another drain.
const log = (...values) => console.log(...values);
process.on('uncaughtException', (error) => log('uncaught:', error.message));
setImmediate(() => {
  Promise.resolve().then(() => log('microtask, before the timer'));
  setTimeout(log, 1, 'timer');
  for (const start = Date.now(); Date.now() - start < 5;);
  setImmediate(log, 'immediate of the same phase');
  throw new Error('the last immediate');
});
