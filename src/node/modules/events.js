'use strict';

// https://nodejs.org/api/events.html
//
// `_events` holds, by event name, a listener or an array of several: programs look at it, so it is as in Node.
// Arrays that are being emitted are never changed: emit() calls the listeners of a copy.

const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');
const ArrayPrototypeSlice = uncurried('ArrayPrototype', 'slice');
const ArrayPrototypeSplice = uncurried('ArrayPrototype', 'splice');
const ArrayPrototypeUnshift = uncurried('ArrayPrototype', 'unshift');
const AsyncIteratorPrototype = intrinsic('AsyncIteratorPrototype');
const Boolean = intrinsic('Boolean');
const Error = intrinsic('Error');
const FunctionPrototypeBind = uncurried('FunctionPrototype', 'bind');
const ObjectDefineProperties = intrinsic('Object', 'defineProperties');
const ObjectGetPrototypeOf = intrinsic('Object', 'getPrototypeOf');
const Promise = intrinsic('Promise');
const PromiseReject = uncurried('Promise', 'reject');
const PromiseResolve = uncurried('Promise', 'resolve');
const ReflectApply = intrinsic('Reflect', 'apply');
const ReflectOwnKeys = intrinsic('Reflect', 'ownKeys');
const String = intrinsic('String');
const Symbol = intrinsic('Symbol');
const SymbolAsyncIterator = intrinsic('Symbol', 'asyncIterator');
const SymbolDispose = intrinsic('Symbol', 'dispose');
const SymbolFor = intrinsic('Symbol', 'for');

const { AbortError, codes, inspect } = require('internal/errors');
const { ERR_INVALID_ARG_TYPE, ERR_UNHANDLED_ERROR } = codes;
const { emitWarning, nextTick } = require('internal/util');
const {
  validateAbortSignal,
  validateBoolean,
  validateFunction,
  validateInteger,
  validateNumber,
  validateObject,
} = require('internal/validators');

const kCapture = Symbol('kCapture');
const kErrorMonitor = Symbol('events.errorMonitor');
const kMaxEventTargetListeners = Symbol('events.maxEventTargetListeners');
const kMaxEventTargetListenersWarned = Symbol('events.maxEventTargetListenersWarned');
const kRejection = SymbolFor('nodejs.rejection');
const kShapeMode = Symbol('shapeMode');
const kWatermarkData = SymbolFor('nodejs.watermarkData');

let defaultMaxListeners = 10;

/** A function and no class: constructors written before there were classes call it. */
function EventEmitter(options) {
  ReflectApply(EventEmitter.init, this, [options]);
}
module.exports = EventEmitter;

EventEmitter.prototype._events = undefined;
EventEmitter.prototype._eventsCount = 0;
EventEmitter.prototype._maxListeners = undefined;

function initialize(options) {
  if (this._events === undefined || this._events === ObjectGetPrototypeOf(this)._events) {
    this._events = { __proto__: null };
    this._eventsCount = 0;
  }
  this._maxListeners = this._maxListeners || undefined;
  this[kShapeMode] = false;
  if (options?.captureRejections) {
    validateBoolean(options.captureRejections, 'options.captureRejections');
    this[kCapture] = Boolean(options.captureRejections);
  } else {
    this[kCapture] = EventEmitter.prototype[kCapture];
  }
}

// Limits ----------------------------------------------------------------------------------------------------

EventEmitter.prototype.setMaxListeners = function setMaxListeners(n) {
  validateNumber(n, 'setMaxListeners', 0);
  this._maxListeners = n;
  return this;
};

function maxListenersOf(emitter) {
  return emitter._maxListeners === undefined ? defaultMaxListeners : emitter._maxListeners;
}

EventEmitter.prototype.getMaxListeners = function getMaxListeners() {
  return maxListenersOf(this);
};

/** Once for each event that has more listeners than its emitter is meant to have. */
function warnOfLeak(emitter, type, listeners) {
  const most = maxListenersOf(emitter);
  if (!(most > 0) || listeners.length <= most || listeners.warned) return;
  listeners.warned = true;
  const warning = new Error(
    `Possible EventEmitter memory leak detected. ${listeners.length} ${String(type)} listeners ` +
      `added to ${inspect(emitter)}. MaxListeners is ${most}. ` +
      'Use emitter.setMaxListeners() to increase limit',
  );
  warning.name = 'MaxListenersExceededWarning';
  warning.emitter = emitter;
  warning.type = type;
  warning.count = listeners.length;
  emitWarning(warning);
}

// Emitting --------------------------------------------------------------------------------------------------

function isError(value) {
  return value instanceof Error || binding.isError(value);
}

/** What `error` events without listeners end in. */
function throwUnhandled(emitter, error) {
  if (isError(error)) throw noted(emitter, error);
  let text;
  try {
    text = binding.inspect(error, 2);
  } catch {
    text = error;
  }
  const wrapper = new ERR_UNHANDLED_ERROR(text);
  wrapper.context = error;
  throw wrapper;
}

/** What a listener gave that rejects is an error of the emitter, if it captures rejections. */
function captureRejection(emitter, result, type, args) {
  if (!emitter[kCapture]) return;
  try {
    const then = result.then;
    if (typeof then !== 'function') return;
    ReflectApply(then, result, [
      undefined,
      (error) => nextTick(handleRejection, emitter, error, type, args),
    ]);
  } catch (error) {
    emitter.emit('error', error);
  }
}

function handleRejection(emitter, error, type, args) {
  if (typeof emitter[kRejection] === 'function') {
    ReflectApply(emitter[kRejection], emitter, prepended([error, type], args));
    return;
  }
  // A listener of `error` that rejects in its turn would go on for ever.
  const before = emitter[kCapture];
  try {
    emitter[kCapture] = false;
    emitter.emit('error', error);
  } finally {
    emitter[kCapture] = before;
  }
}

function copyOf(list) {
  const copy = [];
  for (let i = 0; i < list.length; i++) copy[i] = list[i];
  return copy;
}

function prepended(list, args) {
  for (let i = 0; i < args.length; i++) list[list.length] = args[i];
  return list;
}

EventEmitter.prototype.emit = function emit(type, ...args) {
  const events = this._events;
  if (type === 'error') {
    if (events !== undefined && events[kErrorMonitor] !== undefined)
      ReflectApply(this.emit, this, prepended([kErrorMonitor], args));
    if (events === undefined || events.error === undefined) throwUnhandled(this, args[0]);
  } else if (events === undefined) {
    return false;
  }
  const handler = events[type];
  if (handler === undefined) return false;
  if (typeof handler === 'function') {
    const result = ReflectApply(handler, this, args);
    if (result !== undefined && result !== null) captureRejection(this, result, type, args);
    return true;
  }
  const listeners = copyOf(handler);
  for (let i = 0; i < listeners.length; i++) {
    const result = ReflectApply(listeners[i], this, args);
    if (result !== undefined && result !== null) captureRejection(this, result, type, args);
  }
  return true;
};

// Adding ----------------------------------------------------------------------------------------------------

function checkListener(listener) {
  validateFunction(listener, 'listener');
}

function add(emitter, type, listener, isFirst) {
  checkListener(listener);
  let events = emitter._events;
  if (events === undefined) {
    events = emitter._events = { __proto__: null };
    emitter._eventsCount = 0;
  } else if (events.newListener !== undefined) {
    // Before it is added: the listener may add others in front of it, or replace `_events`.
    emitter.emit('newListener', type, listener.listener ?? listener);
    events = emitter._events;
  }
  const existing = events[type];
  if (existing === undefined) {
    events[type] = listener;
    ++emitter._eventsCount;
    return emitter;
  }
  let listeners = existing;
  if (typeof existing === 'function') {
    listeners = events[type] = isFirst ? [listener, existing] : [existing, listener];
  } else if (isFirst) {
    ArrayPrototypeUnshift(existing, listener);
  } else {
    ArrayPrototypePush(existing, listener);
  }
  warnOfLeak(emitter, type, listeners);
  return emitter;
}

EventEmitter.prototype.addListener = function addListener(type, listener) {
  return add(this, type, listener, false);
};
EventEmitter.prototype.on = EventEmitter.prototype.addListener;

EventEmitter.prototype.prependListener = function prependListener(type, listener) {
  return add(this, type, listener, true);
};

function callOnce() {
  if (this.fired) return undefined;
  this.target.removeListener(this.type, this.wrapper);
  this.fired = true;
  return ReflectApply(this.listener, this.target, arguments);
}

/** What is added in place of a listener that is to be called once. */
function wrapOnce(target, type, listener) {
  const state = { fired: false, wrapper: undefined, target, type, listener };
  const wrapper = FunctionPrototypeBind(callOnce, state);
  wrapper.listener = listener;
  state.wrapper = wrapper;
  return wrapper;
}

EventEmitter.prototype.once = function once(type, listener) {
  checkListener(listener);
  this.on(type, wrapOnce(this, type, listener));
  return this;
};

EventEmitter.prototype.prependOnceListener = function prependOnceListener(type, listener) {
  checkListener(listener);
  this.prependListener(type, wrapOnce(this, type, listener));
  return this;
};

// Removing --------------------------------------------------------------------------------------------------

function removeEvent(emitter, type) {
  if (--emitter._eventsCount === 0) {
    emitter._events = { __proto__: null };
  } else {
    delete emitter._events[type];
  }
}

EventEmitter.prototype.removeListener = function removeListener(type, listener) {
  checkListener(listener);
  const events = this._events;
  if (events === undefined) return this;
  const list = events[type];
  if (list === undefined) return this;
  if (list === listener || list.listener === listener) {
    removeEvent(this, type);
    if (events.removeListener) this.emit('removeListener', type, list.listener || listener);
    return this;
  }
  if (typeof list === 'function') return this;
  let position = list.length - 1;
  while (position >= 0 && list[position] !== listener && list[position].listener !== listener) position--;
  if (position < 0) return this;
  ArrayPrototypeSplice(list, position, 1);
  if (list.length === 1) events[type] = list[0];
  if (events.removeListener !== undefined) this.emit('removeListener', type, listener);
  return this;
};
EventEmitter.prototype.off = EventEmitter.prototype.removeListener;

EventEmitter.prototype.removeAllListeners = function removeAllListeners(type) {
  const events = this._events;
  if (events === undefined) return this;
  if (events.removeListener === undefined) {
    if (arguments.length === 0) {
      this._events = { __proto__: null };
      this._eventsCount = 0;
    } else if (events[type] !== undefined) {
      removeEvent(this, type);
    }
    return this;
  }
  // Somebody wants to be told of each.
  if (arguments.length === 0) {
    const keys = ReflectOwnKeys(events);
    for (let i = 0; i < keys.length; i++) {
      if (keys[i] !== 'removeListener') this.removeAllListeners(keys[i]);
    }
    this.removeAllListeners('removeListener');
    this._events = { __proto__: null };
    this._eventsCount = 0;
    return this;
  }
  const listeners = events[type];
  if (typeof listeners === 'function') {
    this.removeListener(type, listeners);
  } else if (listeners !== undefined) {
    for (let i = listeners.length - 1; i >= 0; i--) this.removeListener(type, listeners[i]);
  }
  return this;
};

// Looking ---------------------------------------------------------------------------------------------------

function listenersOf(emitter, type, unwraps) {
  const list = emitter._events?.[type];
  if (list === undefined) return [];
  const listeners = typeof list === 'function' ? [list] : copyOf(list);
  if (!unwraps) return listeners;
  for (let i = 0; i < listeners.length; i++) {
    const wrapped = listeners[i].listener;
    if (typeof wrapped === 'function') listeners[i] = wrapped;
  }
  return listeners;
}

EventEmitter.prototype.listeners = function listeners(type) {
  return listenersOf(this, type, true);
};

EventEmitter.prototype.rawListeners = function rawListeners(type) {
  return listenersOf(this, type, false);
};

function listenerCount(type, listener) {
  const list = this._events?.[type];
  if (list === undefined) return 0;
  const hasFilter = listener !== undefined && listener !== null;
  if (typeof list === 'function') return !hasFilter || listener === list || listener === list.listener ? 1 : 0;
  if (!hasFilter) return list.length;
  let count = 0;
  for (let i = 0; i < list.length; i++) {
    if (list[i] === listener || list[i].listener === listener) count++;
  }
  return count;
}
EventEmitter.prototype.listenerCount = listenerCount;

EventEmitter.prototype.eventNames = function eventNames() {
  return this._eventsCount > 0 ? ReflectOwnKeys(this._events) : [];
};

// Emitters and event targets alike --------------------------------------------------------------------------

function isEventTarget(value) {
  return typeof value?.addEventListener === 'function';
}

function addTo(target, name, listener, options = undefined) {
  if (typeof target.on === 'function') {
    if (options?.once) target.once(name, listener);
    else target.on(name, listener);
  } else if (isEventTarget(target)) {
    target.addEventListener(name, listener, options);
  } else {
    throw new ERR_INVALID_ARG_TYPE('emitter', 'EventEmitter', target);
  }
}

function removeFrom(target, name, listener) {
  if (typeof target.removeListener === 'function') target.removeListener(name, listener);
  else if (typeof target.removeEventListener === 'function') target.removeEventListener(name, listener);
}

/** https://nodejs.org/api/events.html#eventsoncetarget-name-options */
async function once(emitter, name, options = undefined) {
  if (options !== undefined) validateObject(options, 'options');
  const signal = options?.signal;
  validateAbortSignal(signal, 'options.signal');
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  return new Promise((resolve, reject) => {
    const stopListening = () => {
      removeFrom(emitter, name, resolver);
      if (typeof emitter.removeListener === 'function') emitter.removeListener('error', onError);
      if (signal !== undefined) signal.removeEventListener('abort', onAbort);
    };
    const onError = (error) => {
      stopListening();
      reject(error);
    };
    const resolver = (...args) => {
      stopListening();
      resolve(args);
    };
    const onAbort = () => {
      stopListening();
      reject(new AbortError(undefined, { cause: signal.reason }));
    };
    addTo(emitter, name, resolver, { __proto__: null, once: true });
    if (name !== 'error' && typeof emitter.once === 'function') emitter.once('error', onError);
    if (signal !== undefined) signal.addEventListener('abort', onAbort, { __proto__: null, once: true });
  });
}

/** First in, first out, without the cost of shift(). */
class Queue {
  #items = [];
  #first = 0;
  get size() {
    return this.#items.length - this.#first;
  }
  push(item) {
    ArrayPrototypePush(this.#items, item);
  }
  shift() {
    const item = this.#items[this.#first];
    this.#items[this.#first++] = undefined;
    if (this.#first > 64 && this.#first * 2 > this.#items.length) {
      this.#items = ArrayPrototypeSlice(this.#items, this.#first);
      this.#first = 0;
    }
    return item;
  }
}

/** What on() has heard of an emitter, and who asks for it. */
class Arrivals {
  events = new Queue(); // arguments that nobody has asked for
  waiting = new Queue(); // who has asked for what has not happened
  added = [];
  isPaused = false;
  error = null;
  isFinished = false;

  constructor(emitter, signal, lowWatermark, highWatermark) {
    this.emitter = emitter;
    this.signal = signal;
    this.lowWatermark = lowWatermark;
    this.highWatermark = highWatermark;
  }

  onEvent = (...args) => {
    const { events, waiting, emitter } = this;
    if (waiting.size > 0) {
      waiting.shift().resolve({ done: false, value: args });
      return;
    }
    events.push(args);
    if (!this.isPaused && events.size > this.highWatermark && typeof emitter.pause === 'function') {
      this.isPaused = true;
      emitter.pause();
    }
  };
  onError = (reason) => {
    if (this.waiting.size > 0) this.waiting.shift().reject(reason);
    else this.error = { reason };
    this.close();
  };
  onAbort = () => this.onError(new AbortError(undefined, { cause: this.signal.reason }));
  close = () => {
    const { added, emitter, signal, waiting } = this;
    for (let i = 0; i < added.length; i++) removeFrom(emitter, added[i].name, added[i].listener);
    added.length = 0;
    if (signal !== undefined) signal.removeEventListener('abort', this.onAbort);
    this.isFinished = true;
    while (waiting.size > 0) waiting.shift().resolve({ done: true, value: undefined });
    return PromiseResolve(Promise, { done: true, value: undefined });
  };

  listen(name, listener) {
    addTo(this.emitter, name, listener);
    ArrayPrototypePush(this.added, { name, listener });
  }
  /** @param closing  the events that end it; undefined: none */
  begin(event, closing) {
    this.listen(event, this.onEvent);
    if (event !== 'error' && typeof this.emitter.on === 'function') this.listen('error', this.onError);
    for (let i = 0; i < (closing?.length ?? 0); i++) this.listen(closing[i], this.close);
    if (this.signal !== undefined)
      this.signal.addEventListener('abort', this.onAbort, { __proto__: null, once: true });
  }

  next() {
    if (this.events.size > 0) {
      const value = this.events.shift();
      if (this.isPaused && this.events.size < this.lowWatermark) {
        this.emitter.resume();
        this.isPaused = false;
      }
      return PromiseResolve(Promise, { done: false, value });
    }
    if (this.error !== null) {
      const { reason } = this.error;
      this.error = null;
      return PromiseReject(Promise, reason);
    }
    if (this.isFinished) return this.close();
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }
}

/** https://nodejs.org/api/events.html#eventsonemitter-eventname-options */
function on(emitter, event, options = { __proto__: null }) {
  validateObject(options, 'options');
  const signal = options.signal;
  validateAbortSignal(signal, 'options.signal');
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  const highWatermark = options.highWaterMark ?? options.highWatermark ?? 2 ** 53 - 1;
  const lowWatermark = options.lowWaterMark ?? options.lowWatermark ?? 1;
  validateInteger(highWatermark, 'options.highWaterMark', 1);
  validateInteger(lowWatermark, 'options.lowWaterMark', 1);
  const arrivals = new Arrivals(emitter, signal, lowWatermark, highWatermark);
  const iterator = {
    __proto__: AsyncIteratorPrototype,
    next() {
      return arrivals.next();
    },
    return() {
      return arrivals.close();
    },
    throw(reason) {
      if (!isError(reason)) throw new ERR_INVALID_ARG_TYPE('EventEmitter.AsyncIterator', 'Error', reason);
      arrivals.onError(reason);
    },
    [SymbolAsyncIterator]() {
      return this;
    },
    [kWatermarkData]: {
      get size() {
        return arrivals.events.size;
      },
      get low() {
        return lowWatermark;
      },
      get high() {
        return highWatermark;
      },
      get isPaused() {
        return arrivals.isPaused;
      },
    },
  };
  arrivals.begin(event, options.close);
  return iterator;
}

function isEmitter(value) {
  return typeof value?.listeners === 'function' && typeof value.emit === 'function';
}

/** https://nodejs.org/api/events.html#eventsgeteventlistenersemitterortarget-eventname */
function getEventListeners(emitterOrTarget, type) {
  if (typeof emitterOrTarget?.listeners === 'function') return emitterOrTarget.listeners(type);
  const listeners = binding.eventTargetListeners(emitterOrTarget, type);
  if (listeners !== undefined) return listeners;
  throw new ERR_INVALID_ARG_TYPE('emitter', ['EventEmitter', 'EventTarget'], emitterOrTarget);
}

/** https://nodejs.org/api/events.html#eventsgetmaxlistenersemitterortarget */
function getMaxListeners(emitterOrTarget) {
  if (typeof emitterOrTarget?.getMaxListeners === 'function') return maxListenersOf(emitterOrTarget);
  if (isEventTarget(emitterOrTarget)) return emitterOrTarget[kMaxEventTargetListeners] ?? defaultMaxListeners;
  throw new ERR_INVALID_ARG_TYPE('emitter', ['EventEmitter', 'EventTarget'], emitterOrTarget);
}

function setDefaultMaxListeners(n) {
  defaultMaxListeners = n;
  binding.limitEventTargets(n);
}

/** https://nodejs.org/api/events.html#eventssetmaxlistenersn-eventtargets */
function setMaxListeners(n = defaultMaxListeners, ...targets) {
  validateNumber(n, 'setMaxListeners', 0);
  if (targets.length === 0) setDefaultMaxListeners(n);
  for (let i = 0; i < targets.length; i++) {
    const target = targets[i];
    if (typeof target?.setMaxListeners === 'function') {
      target.setMaxListeners(n);
    } else if (isEventTarget(target)) {
      binding.limitEventTarget(target, n);
      target[kMaxEventTargetListeners] = n;
      target[kMaxEventTargetListenersWarned] = false;
    } else {
      throw new ERR_INVALID_ARG_TYPE('eventTargets', ['EventEmitter', 'EventTarget'], target);
    }
  }
}

/** https://nodejs.org/api/events.html#eventslistenercountemitterortarget-eventname */
function countListeners(emitterOrTarget, type) {
  if (typeof emitterOrTarget?.listenerCount === 'function') return emitterOrTarget.listenerCount(type);
  if (isEmitter(emitterOrTarget)) return ReflectApply(listenerCount, emitterOrTarget, [type]);
  return getEventListeners(emitterOrTarget, type).length;
}

/** https://nodejs.org/api/events.html#eventsaddabortlistenersignal-listener */
function addAbortListener(signal, listener) {
  if (signal === undefined) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  validateAbortSignal(signal, 'signal');
  validateFunction(listener, 'listener');
  let remove;
  if (signal.aborted) {
    nextTick(() => listener());
  } else {
    signal.addEventListener('abort', listener, { __proto__: null, once: true });
    remove = () => signal.removeEventListener('abort', listener);
  }
  return {
    __proto__: null,
    [SymbolDispose]() {
      remove?.();
    },
  };
}

// What the function itself has ------------------------------------------------------------------------------

EventEmitter.addAbortListener = addAbortListener;
EventEmitter.once = once;
EventEmitter.on = on;
EventEmitter.getEventListeners = getEventListeners;
EventEmitter.getMaxListeners = getMaxListeners;
EventEmitter.listenerCount = countListeners;
EventEmitter.EventEmitter = EventEmitter;
EventEmitter.usingDomains = false;
EventEmitter.captureRejectionSymbol = kRejection;
ObjectDefineProperties(EventEmitter, {
  captureRejections: {
    __proto__: null,
    get() {
      return EventEmitter.prototype[kCapture];
    },
    set(value) {
      validateBoolean(value, 'EventEmitter.captureRejections');
      EventEmitter.prototype[kCapture] = value;
    },
    enumerable: true,
    configurable: true,
  },
});
EventEmitter.errorMonitor = kErrorMonitor;
ObjectDefineProperties(EventEmitter.prototype, {
  [kCapture]: { __proto__: null, value: false, writable: true, enumerable: false },
});
ObjectDefineProperties(EventEmitter, {
  defaultMaxListeners: {
    __proto__: null,
    enumerable: true,
    get() {
      return defaultMaxListeners;
    },
    set(n) {
      validateNumber(n, 'defaultMaxListeners', 0);
      setDefaultMaxListeners(n);
    },
  },
  kMaxEventTargetListeners: { __proto__: null, value: kMaxEventTargetListeners },
  kMaxEventTargetListenersWarned: { __proto__: null, value: kMaxEventTargetListenersWarned },
});
EventEmitter.setMaxListeners = setMaxListeners;
EventEmitter.init = initialize;

/** https://nodejs.org/api/events.html#class-eventseventemitterasyncresource-extends-eventemitter, made when asked for. */
function makeAsyncResourceClass() {
  const { AsyncResource } = require('async_hooks');

  class EventEmitterReferencingAsyncResource extends AsyncResource {
    #emitter;
    constructor(emitter, type, options) {
      super(type, options);
      this.#emitter = emitter;
    }
    get eventEmitter() {
      return this.#emitter;
    }
  }

  return class EventEmitterAsyncResource extends EventEmitter {
    #resource;
    constructor(options = undefined) {
      const name = typeof options === 'string' ? options : (options?.name ?? new.target.name);
      super(typeof options === 'string' ? undefined : options);
      this.#resource = new EventEmitterReferencingAsyncResource(this, name, typeof options === 'string' ? {} : options);
    }
    emit(event, ...args) {
      ArrayPrototypeUnshift(args, EventEmitter.prototype.emit, this, event);
      return ReflectApply(this.#resource.runInAsyncScope, this.#resource, args);
    }
    emitDestroy() {
      this.#resource.emitDestroy();
    }
    get asyncId() {
      return this.#resource.asyncId();
    }
    get triggerAsyncId() {
      return this.#resource.triggerAsyncId();
    }
    get asyncResource() {
      return this.#resource;
    }
  };
}

let asyncResourceClass;
ObjectDefineProperties(EventEmitter, {
  EventEmitterAsyncResource: {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get() {
      asyncResourceClass ??= makeAsyncResourceClass();
      return asyncResourceClass;
    },
  },
});

// Errors that nobody listens to ------------------------------------------------------------------------------

/** If nobody catches the error either, where it was emitted is told with it. */
function noted(emitter, error) {
  let name;
  try {
    name = emitter.constructor.name;
  } catch {
    name = undefined;
  }
  binding.noteUnhandled(error, name, EventEmitter.prototype.emit);
  return error;
}
