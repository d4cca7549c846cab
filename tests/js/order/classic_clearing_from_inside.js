// A callback may clear its own interval, which then does not come again; another timer that is due at the same moment, which
// then does not come at all; and itself, a timeout, which has begun and is not stopped.
const log = (...values) => console.log(...values);
let times = 0;
const interval = setInterval(() => {
  log('interval', ++times);
  clearInterval(interval);
  log('cleared by itself, and goes on to its end');
}, 10);
const timeout = setTimeout(() => {
  clearTimeout(timeout);
  log('a timeout that clears itself');
}, 30);
setTimeout(() => { log('the first of two'); clearTimeout(second); }, 50);
const second = setTimeout(() => log('never'), 50);
const other = setInterval(() => log('never'), 70);
setTimeout(() => { log('clearTimeout ends intervals, too'); clearTimeout(other); }, 60);
queueMicrotask(() => clearTimeout(early));
const early = setTimeout(() => log('never: cleared before the first turn'), 0);
