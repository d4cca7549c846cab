// What setTimeout, setInterval and setImmediate return, and what can be done with it.
const log = (...values) => console.log(...values);
const timeout = setTimeout(() => log('never'), 10);
log(typeof timeout, timeout.constructor.name, Object.getOwnPropertyNames(Object.getPrototypeOf(timeout)).join());
log(timeout.hasRef(), timeout.unref() === timeout, timeout.hasRef(), timeout.ref() === timeout, timeout.hasRef());
log(typeof +timeout, +timeout === Number(`${timeout}`), typeof timeout[Symbol.toPrimitive]());
clearTimeout(+timeout);
clearTimeout(`${setTimeout(() => log('never'), 10)}`);
clearInterval(setTimeout(() => log('never'), 10));
clearTimeout(setInterval(() => log('never'), 10));
for (const nothing of [undefined, null, 1e9, -1, 1.5, NaN, 'text', {}, [], Symbol(), 5n]) clearTimeout(nothing);
log(setTimeout(() => log('never'), 10).close().constructor.name);
{
  using disposed = setTimeout(() => log('never'), 10);
  using immediate = setImmediate(() => log('never'));
}
// One after the other, so that it does not matter how long anything takes.
let second, again, interval;
const immediate = setImmediate(function (...values) {
  log('this is the immediate:', this === immediate, ...values);
  second = setTimeout(function () {
    log('this is the timeout:', this === second);
    again = setTimeout(refreshed, 1);
  }, 1);
}, 1, 2);
function refreshed() {
  log('this is the timeout that is refreshed:', this === again);
  if (!this.count) {
    this.count = 1;
    return this.refresh();
  }
  interval = setInterval(function () { log('this is the interval:', this === interval); clearInterval(this); }, 1);
}
log(immediate.constructor.name, immediate.hasRef(), immediate.unref() === immediate, immediate.hasRef(), immediate.ref().hasRef());

const errors = [
  () => setTimeout(), () => setTimeout('code', 1), () => setInterval({}), () => setImmediate(null), () => queueMicrotask(1),
  () => process.nextTick(new (class Callback {})), () => setTimeout(Symbol('s')), () => setTimeout([]), () => setTimeout(5n),
  () => setTimeout('a text that is longer than what is shown'), () => setTimeout(() => {}, Symbol()),
];
for (const wrong of errors) {
  try { wrong(); } catch (error) { log(error.name, error.code, error.message, `${error.stack}`.split('\n')[0]); }
}
process.on('warning', (warning) => log('warning:', warning.name, warning.message));
for (const odd of [-1, -2, NaN, 'x', 2 ** 31, Infinity, 0, undefined]) clearTimeout(setTimeout(() => {}, odd));
