// options: --profile=web --virtual-time
// Animation frames are tasks of their own, 60 times a second, and only where somebody waits for one. All callbacks that
// were there when a frame begins are called in it, with a microtask checkpoint after each; what they request is for the
// next frame. Timers that a frame sets come after it, and before the next one.
const log = (...values) => console.log(...values);
setTimeout(() => {
  requestAnimationFrame((now) => {
    log('first callback', typeof now);
    queueMicrotask(() => log('its microtask, before the second callback'));
    requestAnimationFrame(() => log('callback of the next frame'));
    setTimeout(log, 0, 'timer set in the frame, before the next frame');
    cancelAnimationFrame(third);
  });
  requestAnimationFrame(() => log('second callback'));
  const third = requestAnimationFrame(() => log('never: cancelled by the first'));
  cancelAnimationFrame(requestAnimationFrame(() => log('never')));
  cancelAnimationFrame(12345);
  Promise.resolve().then(() => log('microtask'));
  log('frames are requested');
}, 0);

// Idle time is when there is nothing else to do. A callback that is requested in it waits for the next idle period.
setTimeout(() => {
  requestIdleCallback((deadline) => {
    log('idle', deadline.didTimeout, deadline.timeRemaining() <= 50, deadline.constructor.name);
    requestIdleCallback(() => log('idle again, after those that were there'));
  });
  requestIdleCallback(() => log('idle, second callback'));
  cancelIdleCallback(requestIdleCallback(() => log('never')));
  setTimeout(log, 0, 'timer, before idle time');
}, 300);
for (const wrong of [() => requestAnimationFrame(), () => requestIdleCallback({})]) {
  try { wrong(); } catch (error) { log(error.name); }
}
