setTimeout(function third() { console.log('third'); }, 30);
setTimeout(function first() { console.log('first'); }, 5);
const never = setTimeout(function cleared() { console.log('never'); }, 10);
setTimeout(function second() {
  console.log('second');
  clearTimeout(never);
  queueMicrotask(function between() { console.log('between'); });
}, 5);
let ticks = 0;
const interval = setInterval(function tick() {
  ticks++;
  console.log('tick', ticks);
  if (ticks === 3) clearInterval(interval);
}, 7);
setTimeout(function zero() { console.log('zero'); });
