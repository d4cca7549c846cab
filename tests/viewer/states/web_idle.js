const order = [];
requestIdleCallback(function first(deadline) {
  order.push(deadline.timeRemaining() > 0);
  requestIdleCallback(function again() { console.log('again', order.length); });
  requestAnimationFrame(function painted() { console.log('painted'); });
});
requestIdleCallback(function patient() { console.log('patient'); }, { timeout: 1000 });
requestIdleCallback(function late(deadline) { console.log('late', deadline.didTimeout); }, { timeout: 2 });
const cancelled = requestIdleCallback(function never() { console.log('never'); });
setTimeout(function busy() {
  cancelIdleCallback(cancelled);
  const frame = requestAnimationFrame(function neither() { console.log('never'); });
  requestAnimationFrame(function one() { cancelAnimationFrame(two); console.log('one'); });
  const two = requestAnimationFrame(function two() { console.log('never'); });
  cancelAnimationFrame(frame);
}, 0);
