// A tick that throws leaves the drain: what is left of ticks and microtasks waits until the next callback has run. Node sees to it
// that there is one by an immediate, behind those that are set already: two such ticks take two of them.
const log = (...values) => console.log(...values);
process.on('uncaughtException', (error) => {
  log('uncaught:', error.message);
  setImmediate(log, `immediate of the listener for ${error.message}`);
});
setImmediate(() => {
  setImmediate(log, 'immediate, between two ticks that throw');
  process.nextTick(() => { throw new Error('tick 1'); });
  process.nextTick(() => { throw new Error('tick 2'); });
  Promise.resolve().then(() => log('microtask behind them'));
});
