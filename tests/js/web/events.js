// Events and their targets: https://dom.spec.whatwg.org/#events
const log = (...all) => console.log(...all);

// Listeners --------------------------------------------------------------------------------------------------
const target = new EventTarget();
target.addEventListener('x', function (event) {
  log('function', this === target, event.target === target, event.currentTarget === target, event.eventPhase);
  log(event.composedPath().length, event.composedPath()[0] === target, event.isTrusted, event.srcElement === target);
});
const listener = {
  handleEvent(event) {
    log('object', this === listener, event.type);
  },
};
target.addEventListener('x', listener);
target.addEventListener('x', listener); // the same once more is nothing
target.addEventListener('x', listener, true);
target.addEventListener('x', () => log('once'), { once: true });
target.addEventListener('x', null);
const event = new Event('x');
log(target.dispatchEvent(event), event.eventPhase, event.currentTarget, event.target === target, event.composedPath());
target.removeEventListener('x', listener, { capture: true });
target.removeEventListener('x', () => {});
target.dispatchEvent(event);

// What listeners do while others are called
const changing = new EventTarget();
changing.addEventListener('x', () => {
  log('first');
  changing.removeEventListener('x', second);
  changing.addEventListener('x', third);
});
const second = () => log('second');
const third = () => log('third');
changing.addEventListener('x', second);
changing.dispatchEvent(new Event('x'));
changing.dispatchEvent(new Event('x'));
const nested = new EventTarget();
let depth = 0;
nested.addEventListener('x', function again() {
  nested.removeEventListener('x', again);
  if (depth++ < 3) nested.addEventListener('x', again);
  log('nested', depth);
  if (depth < 3) nested.dispatchEvent(new Event('x'));
});
nested.dispatchEvent(new Event('x'));

// Stopping and canceling
const stopping = new EventTarget();
stopping.addEventListener('x', (e) => e.stopImmediatePropagation());
stopping.addEventListener('x', () => log('never'));
stopping.dispatchEvent(new Event('x'));
const canceling = new EventTarget();
canceling.addEventListener('x', (e) => e.preventDefault(), { passive: true });
canceling.addEventListener('x', (e) => log('passive', e.defaultPrevented));
canceling.addEventListener('x', (e) => (e.returnValue = false));
for (const cancelable of [true, false]) {
  const e = new Event('x', { cancelable, bubbles: true, composed: true });
  log(canceling.dispatchEvent(e), e.defaultPrevented, e.returnValue, e.bubbles, e.cancelable, e.composed);
}
const bubble = new Event('x');
bubble.cancelBubble = false;
log(bubble.cancelBubble);
bubble.stopPropagation();
log(bubble.cancelBubble);
canceling.dispatchEvent(bubble);
log(bubble.cancelBubble);

// Wrong uses --------------------------------------------------------------------------------------------------
const attempt = (f) => {
  try {
    log('no error', f());
  } catch (error) {
    log(error.name, error.constructor.name, error.message);
  }
};
attempt(() => new Event());
attempt(() => Event('x'));
attempt(() => EventTarget.prototype.dispatchEvent.call({}, new Event('x')));
attempt(() => target.dispatchEvent({}));
attempt(() => target.addEventListener('x', 5));
attempt(() => target.addEventListener('x', () => {}, { signal: 1 }));
attempt(() => Object.getOwnPropertyDescriptor(Event.prototype, 'type').get.call({}));
attempt(() => new Event('x', 1));
attempt(() => {
  const e = new Event('x');
  const t = new EventTarget();
  t.addEventListener('x', () => t.dispatchEvent(e));
  t.addEventListener('x', () => log('the next one is called'));
  t.dispatchEvent(e);
});

// Subclasses and other events -----------------------------------------------------------------------------------
class Bell extends EventTarget {
  #count = 0;
  ring() {
    return this.dispatchEvent(new BellEvent('ring', ++this.#count));
  }
}
class BellEvent extends CustomEvent {
  constructor(type, count) {
    super(type, { detail: { count } });
  }
}
const bell = new Bell();
bell.addEventListener('ring', (e) => log(e instanceof BellEvent, e.detail, Object.prototype.toString.call(e)));
bell.ring();
bell.ring();
log(Object.getOwnPropertyNames(new Event('x')), Object.keys(Event.prototype).slice(0, 3), Event.AT_TARGET, event.BUBBLING_PHASE);
log(Event.length, CustomEvent.name, Object.getPrototypeOf(CustomEvent) === Event, EventTarget.prototype.addEventListener.length);
const errorEvent = new ErrorEvent('e', { message: 'm', filename: 'f\ud800', lineno: 2 ** 32 + 7, colno: -1, error: 0n });
log(errorEvent.message, errorEvent.filename, errorEvent.lineno, errorEvent.colno, errorEvent.error, new ErrorEvent('e').error);
const rejection = new PromiseRejectionEvent('r', { promise: Promise.resolve(1), reason: 'why' });
log(rejection.promise, rejection.reason);
attempt(() => new PromiseRejectionEvent('r', {}));
const legacy = new CustomEvent('a');
legacy.initCustomEvent('b', true, true, 5);
log(legacy.type, legacy.bubbles, legacy.cancelable, legacy.detail);
legacy.initEvent('c');
log(legacy.type, legacy.bubbles, legacy.cancelable, legacy.timeStamp <= new Event('x').timeStamp);
log(new Event('42').type, new Event(null).type, new Event(Symbol.iterator.description).type);

// Microtasks wait until no script runs
const order = new EventTarget();
order.addEventListener('x', () => { log('A'); queueMicrotask(() => log('after A')); });
order.addEventListener('x', () => log('B'));
order.dispatchEvent(new Event('x'));
log('end');
