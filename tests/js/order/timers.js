// options: --profile=web --virtual-time
// Timers go off by deadline, and those with the same deadline as they were set.
const log = (...values) => console.log(...values);
setTimeout(log, 30, 'thirty', 'with', 'arguments');
setTimeout(log, 10, 'ten');
setTimeout(log, 20, 'twenty');
setTimeout(log, 10, 'ten again');
setTimeout(() => log('without a delay'));
setTimeout(() => log('a delay below zero'), -5);

// A cleared one does not go off, not even if it is due already.
const cleared = setTimeout(() => log('never'), 5);
clearTimeout(cleared);
clearTimeout(cleared);
clearTimeout(undefined);
clearTimeout(12345);
let sibling;
setTimeout(() => { log('clears its sibling'); clearTimeout(sibling); }, 12);
sibling = setTimeout(() => log('never'), 12);

// An interval goes off until it is cleared, also by itself.
let count = 0;
const interval = setInterval(() => {
  log('interval', ++count);
  if (count === 3) {
    clearInterval(interval);
    log('cleared');
  }
}, 40);

// A callback that takes long delays the others, and changes no order.
setTimeout(() => {
  for (let i = 0; i < 300_000; i++);
  log('busy for a while');
}, 50);
setTimeout(() => log('due meanwhile, first'), 55);
setTimeout(() => log('due meanwhile, second'), 60);

setTimeout(function () { log('this is the global object:', this === globalThis); }, 400);
