// options: --profile=web
// AbortController and AbortSignal: https://dom.spec.whatwg.org/#aborting-ongoing-activities
const log = (...all) => console.log(...all);

const controller = new AbortController();
const { signal } = controller;
log(signal.aborted, signal.reason, signal === controller.signal, signal.onabort);
signal.onabort = function (event) {
  log('onabort', this === signal, event.isTrusted, event.type, event.bubbles);
};
signal.addEventListener('abort', () => log('listener'));
signal.onabort = (event) => log('another handler, in the same place', event.target === signal);
const target = new EventTarget();
target.addEventListener('x', () => log('x'), { signal });
target.dispatchEvent(new Event('x'));
controller.abort();
controller.abort('twice');
log(signal.aborted, signal.reason.name, signal.reason.message, signal.reason.code, signal.reason instanceof DOMException);
target.dispatchEvent(new Event('x'));
target.addEventListener('x', () => log('never'), { signal });
target.dispatchEvent(new Event('x'));
try {
  signal.throwIfAborted();
} catch (error) {
  log(error === signal.reason);
}

// A listener that comes back is another one.
const again = new AbortController();
const f = () => log('still there');
target.addEventListener('y', f, { signal: again.signal });
target.removeEventListener('y', f);
target.addEventListener('y', f);
again.abort();
target.dispatchEvent(new Event('y'));

// Reasons
log(AbortSignal.abort().reason.name, AbortSignal.abort(null).reason, AbortSignal.abort(0).reason);
try {
  AbortSignal.abort(new TypeError('mine')).throwIfAborted();
} catch (error) {
  log(String(error));
}

// any()
const a = new AbortController();
const b = new AbortController();
const both = AbortSignal.any([a.signal, b.signal]);
const deep = AbortSignal.any([both, both]);
const order = [];
for (const [name, each] of Object.entries({ deep, both, a: a.signal, b: b.signal }))
  each.onabort = () => order.push(name, deep.aborted);
b.abort('b');
log(order, both.reason, deep.reason, a.signal.aborted);
log(AbortSignal.any([]).aborted, AbortSignal.any(new Set([AbortSignal.abort(7), signal])).reason);
for (const wrong of [undefined, 5, [1], [null]]) {
  try {
    AbortSignal.any(wrong);
  } catch (error) {
    log(error.name);
  }
}
// One that nobody holds but its sources, and that somebody listens to.
const lonely = new AbortController();
AbortSignal.any([lonely.signal]).addEventListener('abort', function () { log('heard', this.reason); });
const forgotten = [];
for (let i = 0; i < 100; i++) forgotten.push(AbortSignal.any([lonely.signal]).aborted);
lonely.abort('lonely');

// timeout()
for (const wrong of [-1, NaN, Infinity, 2 ** 53]) {
  try {
    AbortSignal.timeout(wrong);
    log('no error');
  } catch (error) {
    log(error.name);
  }
}
const timed = AbortSignal.timeout(5);
timed.addEventListener('abort', (event) => {
  log(event.isTrusted, timed.reason.name, timed.reason.code, timed.reason.message);
  Promise.resolve().then(() => log('microtask'));
});
timed.addEventListener('abort', () => log('after the microtasks of the first'));
log(timed.aborted);
try {
  new AbortSignal();
} catch (error) {
  log(error.message);
}
