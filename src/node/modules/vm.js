'use strict';

// https://nodejs.org/api/vm.html: scripts and functions of text, in the context that there is. Others cannot be
// made yet.

const ArrayIsArray = intrinsic('Array', 'isArray');
const Symbol = intrinsic('Symbol');
const ObjectFreeze = intrinsic('Object', 'freeze');

const { missing } = require('internal/missing');
const { validateArray, validateObject, validateString } = require('internal/validators');

const kText = Symbol('kText');
const kFilename = Symbol('kFilename');

function filenameOf(options, otherwise) {
  if (typeof options === 'string') return options;
  if (options === undefined) return otherwise;
  validateObject(options, 'options');
  if (options.filename === undefined) return otherwise;
  validateString(options.filename, 'options.filename');
  return options.filename;
}

/** https://nodejs.org/api/vm.html#class-vmscript */
class Script {
  constructor(code, options) {
    const text = `${code}`;
    const filename = filenameOf(options, 'evalmachine.<anonymous>');
    binding.checkScript(text, filename);
    this[kText] = text;
    this[kFilename] = filename;
    this.cachedDataRejected = undefined;
    this.sourceMapURL = undefined;
  }
  runInThisContext() {
    return binding.runScript(this[kText], this[kFilename]);
  }
}
Script.prototype.runInContext = missing('vm.Script.prototype.runInContext');
Script.prototype.runInNewContext = missing('vm.Script.prototype.runInNewContext');
Script.prototype.createCachedData = missing('vm.Script.prototype.createCachedData');

function runInThisContext(code, options) {
  return new Script(code, options).runInThisContext();
}

/** https://nodejs.org/api/vm.html#vmcompilefunctioncode-params-options */
function compileFunction(code, params, options) {
  validateString(code, 'code');
  const names = [];
  if (params !== undefined) {
    validateArray(params, 'params');
    for (let i = 0; i < params.length; i++) {
      validateString(params[i], `params[${i}]`);
      names[i] = params[i];
    }
  }
  if (
    options?.parsingContext !== undefined ||
    (ArrayIsArray(options?.contextExtensions) && options.contextExtensions.length > 0)
  )
    missing('vm.compileFunction with a context')();
  return binding.compileFunction(code, filenameOf(options, ''), names);
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
  constants: ObjectFreeze({
    __proto__: null,
    USE_MAIN_CONTEXT_DEFAULT_LOADER: Symbol('vm_dynamic_import_main_context_default'),
    DONT_CONTEXTIFY: Symbol('vm_context_no_contextify'),
  }),
};
