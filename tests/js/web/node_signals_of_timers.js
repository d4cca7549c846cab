// Signals that only their timer knows go off all the same where somebody would notice: listeners, handlers, what
// `signal` removes, and those that depend on them. (The timers here keep the program alive.)
const log = (...values) => console.log(...values);
const churn = () => Array.from({ length: 50 }, (_, i) => ({ i }));

AbortSignal.timeout(1).addEventListener('abort', (event) => log('listener', event.target.reason.name));
AbortSignal.timeout(1).onabort = () => log('handler');
AbortSignal.any([AbortSignal.timeout(1)]).onabort = () => log('dependent');
AbortSignal.any([AbortSignal.any([AbortSignal.timeout(1), AbortSignal.timeout(1e6)])]).onabort = () => log('dependent of a dependent');
const target = new EventTarget();
target.addEventListener('x', () => log('never: the signal has removed it'), { signal: AbortSignal.timeout(1) });
target.addEventListener('x', () => log('still there'), { signal: AbortSignal.timeout(1e6) });
{
  const again = AbortSignal.any([AbortSignal.timeout(1)]);
  const listener = () => log('heard again');
  again.addEventListener('abort', listener);
  again.removeEventListener('abort', listener);
  again.addEventListener('abort', listener);
  const silent = AbortSignal.timeout(1);
  silent.onabort = () => log('never: the handler is gone');
  silent.onabort = null;
}
const dependent = AbortSignal.any([AbortSignal.timeout(1)]);
AbortSignal.timeout(1);
churn();
setTimeout(() => {
  churn();
  setTimeout(() => {
    target.dispatchEvent(new Event('x'));
    log(dependent.aborted, dependent.reason.name);
  }, 30);
}, 30);
