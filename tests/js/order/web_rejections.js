// options: --profile=web
// Rejections are told by a task that the checkpoint queues: after timers that are due already, and not at all if somebody
// handles them until then.
let late;
const log = (...values) => console.log(...values);
setTimeout(() => {
  Promise.reject(new Error('unhandled'));
  late = Promise.reject(new Error('handled before the task'));
  setTimeout(() => log('a timer that is set later comes later'), 0);
  log('rejected');
}, 0);
setTimeout(() => late.catch(() => log('a timer that was due with it comes before it, and handles it')), 0);
for (const start = Date.now(); Date.now() - start < 5;);  // both are due together
