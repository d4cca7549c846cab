//# --profile=web
requestAnimationFrame(function frame() { cancelAnimationFrame(requestAnimationFrame(() => {})); });
requestIdleCallback(function idle() {});
const target = new EventTarget();
target.addEventListener('ping', function listener() { queueMicrotask(() => console.log('between')); });
target.addEventListener('ping', () => console.error('second'));
setTimeout(() => target.dispatchEvent(new Event('ping')), 0);
Promise.reject(new RangeError('nobody handles it'));
