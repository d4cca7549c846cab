'use strict';

// What several modules need of the program around them.

const PromisePrototypeThen = uncurried('PromisePrototype', 'then');
const PromiseResolve = uncurried('Promise', 'resolve');
const Promise = intrinsic('Promise');
const ReflectApply = intrinsic('Reflect', 'apply');

let processTick;

/** process.nextTick; where there is no `process`, a microtask. */
function nextTick(callback, ...args) {
  processTick ??= globalThis.process?.nextTick;
  if (typeof processTick === 'function') {
    ReflectApply(processTick, undefined, arguments);
    return;
  }
  PromisePrototypeThen(PromiseResolve(Promise, undefined), () => ReflectApply(callback, undefined, args));
}

/** https://nodejs.org/api/process.html#processemitwarningwarning-type-code-ctor */
function emitWarning(warning) {
  const emit = globalThis.process?.emitWarning;
  if (typeof emit === 'function') {
    ReflectApply(emit, globalThis.process, arguments);
  } else {
    binding.writeError(`Warning: ${warning?.stack ?? warning}`);
  }
}

module.exports = { emitWarning, nextTick };
