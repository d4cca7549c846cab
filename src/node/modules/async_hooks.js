'use strict';

// https://nodejs.org/api/async_hooks.html. There are no hooks, and ids are told of no resources but those that
// programs make themselves.

const ArrayPrototypeUnshift = uncurried('ArrayPrototype', 'unshift');
const FunctionPrototypeBind = uncurried('FunctionPrototype', 'bind');
const ObjectDefineProperties = intrinsic('Object', 'defineProperties');
const ReflectApply = intrinsic('Reflect', 'apply');

const { codes } = require('internal/errors');
const { missing } = require('internal/missing');
const { validateFunction, validateString } = require('internal/validators');

let lastId = 1;
let currentId = 1;

/** https://nodejs.org/api/async_context.html#class-asyncresource */
class AsyncResource {
  #id = ++lastId;
  #triggerId;

  constructor(type, options = {}) {
    validateString(type, 'type');
    const triggerId = typeof options === 'number' ? options : (options.triggerAsyncId ?? currentId);
    if (!(triggerId >= -1)) throw new codes.ERR_INVALID_ARG_VALUE('triggerAsyncId', triggerId);
    this.#triggerId = triggerId;
  }
  runInAsyncScope(fn, thisArg, ...args) {
    const before = currentId;
    currentId = this.#id;
    try {
      return ReflectApply(fn, thisArg, args);
    } finally {
      currentId = before;
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
  return 0;
}
function executionAsyncResource() {
  return {};
}

module.exports = {
  AsyncLocalStorage: missing('async_hooks.AsyncLocalStorage'),
  createHook: missing('async_hooks.createHook'),
  executionAsyncId,
  triggerAsyncId,
  executionAsyncResource,
  AsyncResource,
};
