// Two timers that are due together are two tasks, and there is a checkpoint after each. (Node has it so since version 11.)
const log = (...values) => console.log(...values);
setTimeout(() => {
  log('first timer');
  Promise.resolve().then(() => log('its microtask, before the second timer'));
}, 0);
setTimeout(() => {
  log('second timer');
  queueMicrotask(() => log('its microtask, before the third timer'));
}, 0);
setTimeout(() => log('third timer'), 0);
for (const start = Date.now(); Date.now() - start < 5;);  // all are due now
