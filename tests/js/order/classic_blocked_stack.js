// options: --profile=web
// A timer says when it may run at the earliest. While a script runs no task can begin, so a timer of 5 ms comes after 40 ms if
// the stack is busy for so long; then those that are late come in the order of their deadlines.
const log = (...values) => console.log(...values);
const start = Date.now();
const late = (what) => () => log(what, Date.now() - start >= 40 ? 'late' : 'too early');
setTimeout(late('due after 10 ms'), 10);
setTimeout(late('due after 5 ms'), 5);
setTimeout(late('due after 20 ms'), 20);
while (Date.now() - start < 40);
log('the stack is empty after', Date.now() - start >= 40 ? '40 ms' : 'less');
Promise.resolve().then(() => log('microtask, before all timers'));
