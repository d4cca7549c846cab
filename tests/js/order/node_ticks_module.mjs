// The body of a module runs in a promise job: what is queued in it as microtasks comes before the first tick.
const log = (...values) => console.log(...values);
process.nextTick(log, 'tick');
queueMicrotask(() => log('microtask'));
Promise.resolve().then(() => log('reaction')).then(() => log('reaction of the reaction'));
log('module ends, or awaits');
await null;
log('after the await');
process.nextTick(log, 'tick queued after the await');
