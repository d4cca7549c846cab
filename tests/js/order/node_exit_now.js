// process.exit() ends everything where it stands: no finally, no microtask, no 'beforeExit'.
const log = (...values) => console.log(...values);
process.on('beforeExit', () => log('never'));
process.on('exit', (code) => { log('exit', code); process.exit(); log('never'); });
setTimeout(() => log('never'), 0);
process.nextTick(() => {
  Promise.resolve().then(() => log('never'));
  try {
    process.exit(7);
  } catch {
    log('never');
  } finally {
    log('never');
  }
});
log('script ends');
