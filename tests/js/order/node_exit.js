// At the end 'beforeExit' may find more to do; 'exit' may not: ticks and timers that it queues are lost.
const log = (...values) => console.log(...values);
let rounds = 0;
process.on('beforeExit', (code) => {
  log('beforeExit', code);
  process.nextTick(log, 'a tick is no reason to go on');
  if (rounds++ < 2) setTimeout(log, 1, 'more to do', rounds);
});
process.on('exit', (code) => {
  log('exit', code, process.exitCode);
  process.exitCode = 4;
  process.nextTick(log, 'never');
  setTimeout(log, 0, 'never');
  Promise.resolve().then(() => log('only microtasks are still run'));
});
process.exitCode = '3';
log(typeof process.exitCode);
for (const wrong of ['text', 1.5, {}, true]) {
  try { process.exitCode = wrong; } catch (error) { log(error.name, error.code, error.message); }
}
