let frames = 0;
requestAnimationFrame(function frame(time) {
  frames++;
  console.log('frame', frames);
  queueMicrotask(function afterFrame() { console.log('microtask of frame'); });
  if (frames < 2) requestAnimationFrame(frame);
});
requestAnimationFrame(function other() { console.log('other'); });
cancelAnimationFrame(requestAnimationFrame(function cancelled() { console.log('never'); }));
requestIdleCallback(function idle(deadline) { console.log('idle', deadline.didTimeout); });
requestIdleCallback(function hurried() { console.log('hurried'); }, { timeout: 1 });
setTimeout(function timer() { console.log('timer'); }, 20);
Promise.resolve().then(function microtask() { console.log('microtask'); });
