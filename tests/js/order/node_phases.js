// A round of Node's loop: timers, then what comes from outside, then immediates.
const log = (...values) => console.log(...values);
const busy = (milliseconds) => { for (const start = Date.now(); Date.now() - start < milliseconds;); };

setImmediate(() => {
  // From here on a timer that is due and an immediate have one order: after the check phase come timers.
  setTimeout(() => {
    log('timer, set in a check phase');
    setImmediate(log, 'immediate, set in a timers phase: of the same round');
    setTimeout(log, 0, 'timer of a timer: of a later round');
    busy(5);
  }, 0);
  busy(5);
  setImmediate(() => {
    log('immediate of an immediate: of the next round');
    process.nextTick(log, 'its tick, before the next immediate');
  });
  setImmediate(log, 'another one');
  log('first immediate');
  Promise.resolve().then(() => log('its microtask'));
});
setImmediate(() => log('second immediate'));

const never = setImmediate(() => log('never'));
clearImmediate(never);
clearImmediate(never);
clearImmediate(undefined);
const cleared = setImmediate(() => clearImmediate(sibling));
const sibling = setImmediate(() => log('never: cleared by its sibling'));

// They do not keep the loop waiting.
setTimeout(() => log('never: the loop does not wait for it'), 100_000).unref();
setImmediate(() => {}).unref();
