// A listener of 'uncaughtException' may end the run with a code of its own.
const log = (...values) => console.log(...values);
process.on('exit', (code) => log('exit', code));
process.on('uncaughtException', (error) => {
  log('caught', error.message);
  process.exit(3);
});
setTimeout(() => { throw new Error('in a timer'); }, 1);
setTimeout(() => log('never'), 1);
