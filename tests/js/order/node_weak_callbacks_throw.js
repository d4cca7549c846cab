// options: --expose-gc --virtual-time
// A callback of a FinalizationRegistry that throws: the others are called in a task of their own, behind the
// microtasks. As Node has it, but for the order, which is that of registration.

globalThis.registry = new FinalizationRegistry((held) => {
  console.log('called', held);
  Promise.resolve().then(() => console.log('microtask', held));
  process.nextTick(() => console.log('tick', held));
  if (held === 'b' || held === 'd') throw new Error(`of ${held}`);
});
process.on('uncaughtException', (error, origin) => console.log('uncaught', error.message, origin));
for (const held of ['a', 'b', 'c', 'd']) registry.register({}, held);
setTimeout(() => {
  gc();
  setImmediate(() => console.log('immediate'));
  process.nextTick(() => console.log('tick'));
}, 1);
setTimeout(() => console.log('the end'), 50);
