// An exception that nobody catches ends the run of Node: neither the microtasks of the timer nor the next timer are run.
// Listeners of 'exit' are.
const log = (...values) => console.log(...values);
process.on('exit', (code) => log('exit', code));
setTimeout(() => {
  Promise.resolve().then(() => log('never'));
  throw new Error('the first timer fails');
}, 0);
setTimeout(() => log('never'), 0);
