'use strict';

// https://nodejs.org/api/vm.html: scripts and functions of text, in the context that there is. Others cannot be
// made yet.

const ObjectFreeze = intrinsic('Object', 'freeze');
const Symbol = intrinsic('Symbol');

const {
  codes: { ERR_INVALID_ARG_TYPE },
} = require('internal/errors');
const { missing } = require('internal/missing');
const { isArrayBufferView } = require('internal/types');
const {
  validateArray,
  validateBoolean,
  validateFunction,
  validateInteger,
  validateObject,
  validateString,
} = require('internal/validators');

const constants = ObjectFreeze({
  __proto__: null,
  USE_MAIN_CONTEXT_DEFAULT_LOADER: Symbol('vm_dynamic_import_main_context_default'),
  DONT_CONTEXTIFY: Symbol('vm_context_no_contextify'),
});

const kText = Symbol('kText');
const kPlace = Symbol('kPlace');

/** What scripts and functions have in common: where they are, and what is to be kept of their code. */
function placeOf(options, otherwise) {
  const { filename = otherwise, lineOffset = 0, columnOffset = 0 } = options;
  const { cachedData, produceCachedData = false, importModuleDynamically } = options;
  validateString(filename, 'options.filename');
  validateInteger(lineOffset, 'options.lineOffset', -(2 ** 31), 2 ** 31 - 1);
  validateInteger(columnOffset, 'options.columnOffset', -(2 ** 31), 2 ** 31 - 1);
  if (cachedData !== undefined && !isArrayBufferView(cachedData))
    throw new ERR_INVALID_ARG_TYPE('options.cachedData', ['Buffer', 'TypedArray', 'DataView'], cachedData);
  validateBoolean(produceCachedData, 'options.produceCachedData');
  if (importModuleDynamically !== undefined && importModuleDynamically !== constants.USE_MAIN_CONTEXT_DEFAULT_LOADER)
    validateFunction(importModuleDynamically, 'options.importModuleDynamically');
  return { __proto__: null, filename, lineOffset, columnOffset, cachedData, produceCachedData };
}

/** No data of code are made; those of other engines are of no use. */
function tellOfCachedData(target, { cachedData, produceCachedData }) {
  if (cachedData !== undefined) target.cachedDataRejected = true;
  if (produceCachedData) target.cachedDataProduced = false;
}

/** https://nodejs.org/api/vm.html#class-vmscript */
class Script {
  constructor(code, options = {}) {
    const text = `${code}`;
    if (typeof options === 'string') options = { __proto__: null, filename: options };
    validateObject(options, 'options');
    const place = placeOf(options, 'evalmachine.<anonymous>');
    binding.checkScript(text, place.filename, place.lineOffset, place.columnOffset);
    this[kText] = text;
    this[kPlace] = place;
    tellOfCachedData(this, place);
    this.sourceMapURL = undefined;
  }
  runInThisContext(options = {}) {
    validateObject(options, 'options');
    const { timeout, displayErrors = true, breakOnSigint = false } = options;
    if (timeout !== undefined) validateInteger(timeout, 'options.timeout', 1, 2 ** 32 - 1);
    validateBoolean(displayErrors, 'options.displayErrors');
    validateBoolean(breakOnSigint, 'options.breakOnSigint');
    if (breakOnSigint) missing('vm.Script.prototype.runInThisContext with breakOnSigint')();
    const { filename, lineOffset, columnOffset } = this[kPlace];
    return binding.runScript(this[kText], filename, lineOffset, columnOffset, timeout);
  }
}
Script.prototype.runInContext = missing('vm.Script.prototype.runInContext');
Script.prototype.runInNewContext = missing('vm.Script.prototype.runInNewContext');
Script.prototype.createCachedData = missing('vm.Script.prototype.createCachedData');

function runInThisContext(code, options) {
  if (typeof options === 'string') options = { __proto__: null, filename: options };
  return new Script(code, options).runInThisContext(options);
}

/** https://nodejs.org/api/vm.html#vmcompilefunctioncode-params-options */
function compileFunction(code, params, options = {}) {
  validateString(code, 'code');
  validateObject(options, 'options');
  const names = [];
  if (params !== undefined) {
    validateArray(params, 'params');
    for (let i = 0; i < params.length; i++) {
      validateString(params[i], `params[${i}]`);
      names[i] = params[i];
    }
  }
  const place = placeOf(options, '');
  const { parsingContext, contextExtensions = [] } = options;
  // There are no others than the program's own, which is none of these.
  if (parsingContext !== undefined)
    throw new ERR_INVALID_ARG_TYPE('options.parsingContext', 'Context', parsingContext);
  validateArray(contextExtensions, 'options.contextExtensions');
  if (contextExtensions.length > 0) missing('vm.compileFunction with contextExtensions')();
  const compiled = binding.compileFunction(code, place.filename, place.lineOffset, place.columnOffset, names);
  tellOfCachedData(compiled, place);
  return compiled;
}

/** There are no others than the program's own, which is none of these. */
function isContext(object) {
  validateObject(object, 'object', { array: true, function: true });
  return false;
}

module.exports = {
  Script,
  createContext: missing('vm.createContext'),
  createScript: (code, options) => new Script(code, options),
  runInContext: missing('vm.runInContext'),
  runInNewContext: missing('vm.runInNewContext'),
  runInThisContext,
  isContext,
  compileFunction,
  measureMemory: missing('vm.measureMemory'),
  constants,
};
