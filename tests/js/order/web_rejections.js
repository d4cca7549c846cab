// options: --profile=web
// Rejections are told by a task that the checkpoint queues: after timers that are due already, and not at all if somebody
// handles them until then.
const log = (...values) => console.log(...values);
setTimeout(() => {
  Promise.reject(new Error('unhandled'));
  const late = Promise.reject(new Error('handled before the task'));
  setTimeout(() => log('a timer that is set later comes later'), 0);
  log('rejected');
}, 0);
setTimeout(() => log('a timer that was due with it comes before it'), 0);
