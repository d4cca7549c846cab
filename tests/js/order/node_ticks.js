// Ticks come before microtasks, and both before the next callback of the loop: Node drains the ticks, then the
// microtasks, and again as long as there is something of either.
const log = (...values) => console.log(...values);
setTimeout(log, 0, 'timer');
queueMicrotask(() => {
  log('microtask 1');
  process.nextTick(log, 'tick of microtask 1, after all microtasks');
  queueMicrotask(() => log('microtask of microtask 1'));
});
Promise.resolve().then(() => log('microtask 2'));
process.nextTick(() => {
  log('tick 1');
  process.nextTick(log, 'tick of tick 1, before all microtasks');
  Promise.resolve().then(() => log('microtask of tick 1, after those that were there'));
});
process.nextTick(log, 'tick 2 with', 'arguments');
(async () => {
  log('an async function begins at once');
  await null;
  log('and goes on as microtask');
})();
log('script ends');

// Each timer is drained after by itself, although both are due.
setTimeout(() => {
  log('first of two timers');
  Promise.resolve().then(() => log('its microtask'));
  process.nextTick(log, 'its tick');
}, 20);
setTimeout(() => {
  log('second of two timers');
  let left = 3;
  // Ticks that queue ticks keep the loop waiting, and microtasks, too.
  process.nextTick(function again() {
    log('tick', left);
    if (--left > 0) process.nextTick(again);
  });
  queueMicrotask(() => log('microtask, when there are no more ticks'));
}, 20);
