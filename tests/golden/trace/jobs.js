// Of each sort of job one, who queues it, and what becomes of it.
process.nextTick(function tick() { queueMicrotask(function micro() {}); });
setImmediate(() => {});
clearImmediate(setImmediate(() => {}));
clearTimeout(setTimeout(() => {}, 5));
const interval = setInterval(function beat() { if (++beats === 2) clearInterval(interval); }, 3);
let beats = 0;
const { port1, port2 } = new MessageChannel();
port2.onmessage = function message() { port2.close(); };
port1.postMessage(1);
(async () => {
  try {
    await Promise.reject(new Error('caught'));
  } catch {}
})();
Promise.resolve({ then(resolve) { resolve(); } });
setTimeout(function fails() { throw new TypeError('nobody catches it'); }, 10);
