'use strict';

// https://nodejs.org/api/async_hooks.html and https://nodejs.org/api/async_context.html. There are no hooks, and ids are
// told of no resources but those that programs make themselves.
//
// The asynchronous context (binding.asyncContext()) is a frame: a Map from each AsyncLocalStorage to its store, which
// is never changed once it was there, or undefined. What is queued remembers it in C++.

const ArrayPrototypeUnshift = uncurried('ArrayPrototype', 'unshift');
const FunctionPrototypeBind = uncurried('FunctionPrototype', 'bind');
const Map = intrinsic('Map');
const MapPrototypeDelete = uncurried('MapPrototype', 'delete');
const MapPrototypeForEach = uncurried('MapPrototype', 'forEach');
const MapPrototypeGet = uncurried('MapPrototype', 'get');
const MapPrototypeHas = uncurried('MapPrototype', 'has');
const MapPrototypeSet = uncurried('MapPrototype', 'set');
const ObjectDefineProperties = intrinsic('Object', 'defineProperties');
const ReflectApply = intrinsic('Reflect', 'apply');
const SymbolDispose = intrinsic('Symbol', 'dispose');

const { codes } = require('internal/errors');
const { missing } = require('internal/missing');
const { validateFunction, validateObject, validateString } = require('internal/validators');

const { asyncContext, setAsyncContext } = binding;

// Frames --------------------------------------------------------------------------------------------------------------

function copyOfFrame(frame) {
  const copy = new Map();
  if (frame !== undefined) MapPrototypeForEach(frame, (value, key) => MapPrototypeSet(copy, key, value));
  return copy;
}

function frameWith(storage, store) {
  const frame = copyOfFrame(asyncContext());
  MapPrototypeSet(frame, storage, store);
  return frame;
}

/** Restores what was there before it: https://nodejs.org/api/async_context.html#class-runscope */
class RunScope {
  #storage;
  #before;
  #isOver = false;

  constructor(storage, store) {
    this.#storage = storage;
    this.#before = storage.getStore();
    storage.enterWith(store);
  }
  dispose() {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#storage.enterWith(this.#before);
  }
  [SymbolDispose]() {
    this.dispose();
  }
}

/** https://nodejs.org/api/async_context.html#class-asynclocalstorage */
class AsyncLocalStorage {
  #defaultValue;
  #name = '';

  constructor(options = {}) {
    validateObject(options, 'options');
    this.#defaultValue = options.defaultValue;
    if (options.name !== undefined) this.#name = `${options.name}`;
  }
  get name() {
    return this.#name;
  }
  static bind(fn) {
    return AsyncResource.bind(fn);
  }
  static snapshot() {
    return AsyncLocalStorage.bind((fn, ...args) => fn(...args));
  }
  disable() {
    const frame = asyncContext();
    if (frame === undefined || !MapPrototypeHas(frame, this)) return;
    // As there: for everybody who has this frame.
    MapPrototypeDelete(frame, this);
  }
  enterWith(store) {
    setAsyncContext(frameWith(this, store));
  }
  run(store, fn, ...args) {
    const before = asyncContext();
    setAsyncContext(frameWith(this, store));
    try {
      return ReflectApply(fn, null, args);
    } finally {
      setAsyncContext(before);
    }
  }
  exit(fn, ...args) {
    return this.run(undefined, fn, ...args);
  }
  getStore() {
    const frame = asyncContext();
    return frame !== undefined && MapPrototypeHas(frame, this) ? MapPrototypeGet(frame, this) : this.#defaultValue;
  }
  withScope(store) {
    return new RunScope(this, store);
  }
}

// Resources -----------------------------------------------------------------------------------------------------------

let lastId = 1;
let currentId = 1;
let currentTriggerId = 0;
const topLevelResource = {};
let currentResource = topLevelResource;

/** https://nodejs.org/api/async_context.html#class-asyncresource */
class AsyncResource {
  #id = ++lastId;
  #triggerId;
  #context = asyncContext();

  constructor(type, options = {}) {
    validateString(type, 'type');
    const triggerId = typeof options === 'number' ? options : (options.triggerAsyncId ?? currentId);
    if (!(triggerId >= -1)) throw new codes.ERR_INVALID_ARG_VALUE('triggerAsyncId', triggerId);
    this.#triggerId = triggerId;
  }
  runInAsyncScope(fn, thisArg, ...args) {
    const context = asyncContext();
    const id = currentId;
    const triggerId = currentTriggerId;
    const resource = currentResource;
    setAsyncContext(this.#context);
    currentId = this.#id;
    currentTriggerId = this.#triggerId;
    currentResource = this;
    try {
      return ReflectApply(fn, thisArg, args);
    } finally {
      setAsyncContext(context);
      currentId = id;
      currentTriggerId = triggerId;
      currentResource = resource;
    }
  }
  emitDestroy() {
    return this;
  }
  asyncId() {
    return this.#id;
  }
  triggerAsyncId() {
    return this.#triggerId;
  }
  bind(fn, thisArg) {
    validateFunction(fn, 'fn');
    const resource = this;
    const bound =
      thisArg === undefined
        ? function (...args) {
            ArrayPrototypeUnshift(args, fn, this);
            return ReflectApply(resource.runInAsyncScope, resource, args);
          }
        : FunctionPrototypeBind(this.runInAsyncScope, this, fn, thisArg);
    ObjectDefineProperties(bound, {
      __proto__: null,
      length: { __proto__: null, configurable: true, enumerable: false, value: fn.length, writable: false },
    });
    return bound;
  }
  static bind(fn, type, thisArg) {
    return new AsyncResource(type || fn.name || 'bound-anonymous-fn').bind(fn, thisArg);
  }
}

function executionAsyncId() {
  return currentId;
}
function triggerAsyncId() {
  return currentTriggerId;
}
function executionAsyncResource() {
  return currentResource;
}

module.exports = {
  AsyncLocalStorage,
  createHook: missing('async_hooks.createHook'),
  executionAsyncId,
  triggerAsyncId,
  executionAsyncResource,
  asyncWrapProviders: { __proto__: null, NONE: 0 },
  AsyncResource,
};
