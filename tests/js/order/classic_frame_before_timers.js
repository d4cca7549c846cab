// options: --profile=web
// A frame runs the callbacks of its time as one task. A timer that such a callback sets is a later task, so all callbacks of the
// frame come before it; and it comes long before the next frame, which is 16 ms away.
const log = (...values) => console.log(...values);
requestAnimationFrame(() => {
  log('frame 1');
  setTimeout(() => log('timer set in frame 1'), 0);
  Promise.resolve().then(() => log('microtask of frame 1, before its second callback'));
  requestAnimationFrame(() => {
    log('frame 2');
    setTimeout(() => log('timer set in frame 2'), 0);
  });
});
requestAnimationFrame(() => log('frame 1, second callback'));
