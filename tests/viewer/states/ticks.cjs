setImmediate(function immediate() {
  console.log('immediate');
  process.nextTick(function afterImmediate() { console.log('tick of the immediate'); });
  setImmediate(function another() { console.log('another immediate'); });
});
setImmediate(function secondImmediate() { console.log('second immediate'); });
setTimeout(function timer() {
  console.log('timer');
  process.nextTick(function tickOfTimer() { console.log('tick of the timer'); });
  Promise.resolve().then(function microtaskOfTimer() { console.log('microtask of the timer'); });
}, 1);
process.nextTick(function tick() {
  console.log('tick');
  Promise.resolve().then(function microtask() {
    console.log('microtask');
    process.nextTick(function tickOfMicrotask() { console.log('tick of the microtask'); });
  });
  process.nextTick(function secondTick() { console.log('second tick'); });
});
Promise.resolve().then(function first() { console.log('first microtask'); });
console.log('text');
