'use strict';

// https://nodejs.org/api/timers.html#timers-promises-api

const Promise = intrinsic('Promise');
const PromiseReject = uncurried('Promise', 'reject');

const { AbortError } = require('internal/errors');
const { clearImmediate, clearInterval, clearTimeout, setImmediate, setInterval, setTimeout } = require('timers');
const { validateAbortSignal, validateBoolean, validateNumber, validateObject } = require('internal/validators');

/** A promise is rejected with what is thrown. */
function checkOptions(options) {
  validateObject(options, 'options');
  if (options.signal !== undefined) validateAbortSignal(options.signal, 'options.signal');
  if (options.ref !== undefined) validateBoolean(options.ref, 'options.ref');
}

/** @param start  starts the timer that calls its argument; @param clear  stops it */
function wait(value, options, start, clear) {
  try {
    checkOptions(options);
  } catch (error) {
    return PromiseReject(Promise, error);
  }
  const { signal, ref = true } = options;
  if (signal?.aborted) return PromiseReject(Promise, new AbortError(undefined, { cause: signal.reason }));
  return new Promise((resolve, reject) => {
    let onAbort;
    const timer = start(() => {
      if (onAbort) signal.removeEventListener('abort', onAbort);
      resolve(value);
    });
    if (!ref) timer.unref();
    if (!signal) return;
    onAbort = () => {
      clear(timer);
      reject(new AbortError(undefined, { cause: signal.reason }));
    };
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

function setTimeoutPromise(delay, value, options = {}) {
  try {
    if (delay !== undefined) validateNumber(delay, 'delay');
  } catch (error) {
    return PromiseReject(Promise, error);
  }
  return wait(value, options, (callback) => setTimeout(callback, delay), clearTimeout);
}

function setImmediatePromise(value, options = {}) {
  return wait(value, options, setImmediate, clearImmediate);
}

async function* setIntervalPromise(delay, value, options = {}) {
  checkOptions(options);
  if (delay !== undefined) validateNumber(delay, 'delay');
  const { signal, ref = true } = options;
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  let due = 0;
  let wake;
  const ring = () => {
    const resolve = wake;
    wake = undefined;
    resolve?.();
  };
  const timer = setInterval(() => {
    due++;
    ring();
  }, delay);
  if (!ref) timer.unref();
  const onAbort = () => {
    clearInterval(timer);
    ring();
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    while (!signal?.aborted) {
      if (due === 0) {
        await new Promise((resolve) => {
          wake = resolve;
        });
      }
      for (; due > 0; due--) yield value;
    }
    throw new AbortError(undefined, { cause: signal.reason });
  } finally {
    clearInterval(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

function named(fn, name) {
  return intrinsic('Object', 'defineProperty')(fn, 'name', { __proto__: null, configurable: true, value: name });
}

/** https://nodejs.org/api/timers.html#timerspromisesschedulerwaitdelay-options */
class Scheduler {
  constructor() {
    throw new (require('internal/errors').codes.ERR_ILLEGAL_CONSTRUCTOR)();
  }
  wait(delay, options) {
    return setTimeoutPromise(delay, undefined, options);
  }
  yield() {
    return setImmediatePromise();
  }
}

module.exports = {
  setTimeout: named(setTimeoutPromise, 'setTimeout'),
  setImmediate: named(setImmediatePromise, 'setImmediate'),
  setInterval: named(setIntervalPromise, 'setInterval'),
  scheduler: { __proto__: Scheduler.prototype },
};
