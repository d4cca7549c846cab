'use strict';

// https://nodejs.org/api/util.html

const ArrayIsArray = intrinsic('Array', 'isArray');
const ArrayPrototypeSlice = uncurried('ArrayPrototype', 'slice');
const Boolean = intrinsic('Boolean');
const Error = intrinsic('Error');
const ObjectDefineProperties = intrinsic('Object', 'defineProperties');
const ObjectDefineProperty = intrinsic('Object', 'defineProperty');
const ObjectGetOwnPropertyDescriptors = intrinsic('Object', 'getOwnPropertyDescriptors');
const ObjectGetPrototypeOf = intrinsic('Object', 'getPrototypeOf');
const ObjectKeys = intrinsic('Object', 'keys');
const ObjectSetPrototypeOf = intrinsic('Object', 'setPrototypeOf');
const Promise = intrinsic('Promise');
const PromisePrototypeThen = uncurried('PromisePrototype', 'then');
const ReflectApply = intrinsic('Reflect', 'apply');
const ReflectConstruct = intrinsic('Reflect', 'construct');
const StringPrototypeToWellFormed = uncurried('StringPrototype', 'toWellFormed');
const StringPrototypeReplace = uncurried('StringPrototype', 'replace');
const StringPrototypeSplit = uncurried('StringPrototype', 'split');
const StringPrototypeToUpperCase = uncurried('StringPrototype', 'toUpperCase');
const SymbolFor = intrinsic('Symbol', 'for');
const RegExp = intrinsic('RegExp');

const { codes, makeError } = require('internal/errors');
const { ERR_INVALID_ARG_TYPE } = codes;
const { emitWarning, nextTick } = require('internal/util');
const { isDeepStrictEqual } = require('internal/comparisons');
const types = require('internal/types');
const validators = require('internal/validators');
const { validateFunction, validateObject, validateOneOf, validateString } = validators;

const kCustomInspect = SymbolFor('nodejs.util.inspect.custom');
const kCustomPromisify = SymbolFor('nodejs.util.promisify.custom');

// inspect ---------------------------------------------------------------------------------------------------

const { inspect, format, formatWithOptions: nativeFormatWithOptions } = binding.inspection();

/** What a program sets here counts for console.log, too. */
const defaultOptions = {};
const optionNames = ObjectKeys(binding.inspectDefaults());
for (let i = 0; i < optionNames.length; i++) {
  const name = optionNames[i];
  ObjectDefineProperty(defaultOptions, name, {
    __proto__: null,
    enumerable: true,
    get: () => binding.inspectDefaults()[name],
    set: (value) => binding.setInspectDefaults({ [name]: value }),
  });
}

inspect.custom = kCustomInspect;
ObjectDefineProperty(inspect, 'defaultOptions', {
  __proto__: null,
  get() {
    return defaultOptions;
  },
  set(options) {
    validateObject(options, 'options');
    const keys = ObjectKeys(options);
    for (let i = 0; i < keys.length; i++) defaultOptions[keys[i]] = options[keys[i]];
  },
});

/** https://en.wikipedia.org/wiki/ANSI_escape_code#SGR */
inspect.colors = {
  __proto__: null,
  reset: [0, 0],
  bold: [1, 22],
  dim: [2, 22],
  italic: [3, 23],
  underline: [4, 24],
  blink: [5, 25],
  inverse: [7, 27],
  hidden: [8, 28],
  strikethrough: [9, 29],
  doubleunderline: [21, 24],
  black: [30, 39],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
  cyan: [36, 39],
  white: [37, 39],
  bgBlack: [40, 49],
  bgRed: [41, 49],
  bgGreen: [42, 49],
  bgYellow: [43, 49],
  bgBlue: [44, 49],
  bgMagenta: [45, 49],
  bgCyan: [46, 49],
  bgWhite: [47, 49],
  framed: [51, 54],
  overlined: [53, 55],
  gray: [90, 39],
  redBright: [91, 39],
  greenBright: [92, 39],
  yellowBright: [93, 39],
  blueBright: [94, 39],
  magentaBright: [95, 39],
  cyanBright: [96, 39],
  whiteBright: [97, 39],
  bgGray: [100, 49],
  bgRedBright: [101, 49],
  bgGreenBright: [102, 49],
  bgYellowBright: [103, 49],
  bgBlueBright: [104, 49],
  bgMagentaBright: [105, 49],
  bgCyanBright: [106, 49],
  bgWhiteBright: [107, 49],
};
inspect.colors.grey = inspect.colors.gray;
inspect.styles = {
  __proto__: null,
  special: 'cyan',
  number: 'yellow',
  bigint: 'yellow',
  boolean: 'yellow',
  undefined: 'grey',
  null: 'bold',
  string: 'green',
  symbol: 'green',
  date: 'magenta',
  module: 'underline',
};

// format ----------------------------------------------------------------------------------------------------

/** https://nodejs.org/api/util.html#utilformatwithoptionsinspectoptions-format-args */
function formatWithOptions(inspectOptions) {
  validateObject(inspectOptions, 'inspectOptions');
  return ReflectApply(nativeFormatWithOptions, undefined, arguments);
}

// Functions of callbacks and promises -----------------------------------------------------------------------

/** https://nodejs.org/api/util.html#utilpromisifyoriginal */
function promisify(original) {
  validateFunction(original, 'original');
  const custom = original[kCustomPromisify];
  if (custom) {
    validateFunction(custom, 'util.promisify.custom');
    return ObjectDefineProperty(custom, kCustomPromisify, {
      __proto__: null,
      configurable: true,
      enumerable: false,
      value: custom,
      writable: false,
    });
  }
  function promisified(...args) {
    return new Promise((resolve, reject) => {
      args[args.length] = (error, value) => {
        if (error) reject(error);
        else resolve(value);
      };
      ReflectApply(original, this, args);
    });
  }
  ObjectSetPrototypeOf(promisified, ObjectGetPrototypeOf(original));
  ObjectDefineProperty(promisified, kCustomPromisify, {
    __proto__: null,
    configurable: true,
    enumerable: false,
    value: promisified,
    writable: false,
  });
  const descriptors = ObjectGetOwnPropertyDescriptors(original);
  return ObjectDefineProperties(promisified, descriptors);
}
promisify.custom = kCustomPromisify;

/** https://nodejs.org/api/timers.html#timers-promises-api: what the global timers become. */
const timers = ['setTimeout', 'setImmediate'];
for (let i = 0; i < timers.length; i++) {
  const name = timers[i];
  if (typeof globalThis[name] !== 'function') continue;
  ObjectDefineProperty(globalThis[name], kCustomPromisify, {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get() {
      return require('timers/promises')[name];
    },
  });
}

/** https://nodejs.org/api/util.html#utilcallbackifyoriginal */
function callbackify(original) {
  validateFunction(original, 'original');
  function callbackified(...args) {
    const callback = args[args.length - 1];
    validateFunction(callback, 'last argument');
    const promise = ReflectApply(original, this, ArrayPrototypeSlice(args, 0, -1));
    PromisePrototypeThen(
      promise,
      (value) => nextTick(() => ReflectApply(callback, this, [null, value])),
      (reason) => nextTick(() => ReflectApply(callback, this, [reasonOf(reason)])),
    );
  }
  const descriptors = ObjectGetOwnPropertyDescriptors(original);
  if (typeof descriptors.length.value === 'number') descriptors.length.value++;
  if (typeof descriptors.name.value === 'string') descriptors.name.value += 'Callbackified';
  return ObjectDefineProperties(callbackified, descriptors);
}

/** A rejection without a reason is an error all the same. */
function reasonOf(reason) {
  if (reason) return reason;
  const error = makeError(
    Error,
    'ERR_FALSY_VALUE_REJECTION',
    'Promise was rejected with falsy value',
    callbackify,
  );
  error.reason = reason;
  return error;
}

// Other ------------------------------------------------------------------------------------------------------

/** https://nodejs.org/api/util.html#utilinheritsconstructor-superconstructor */
function inherits(constructor, superConstructor) {
  validateFunction(constructor, 'ctor');
  validateFunction(superConstructor, 'superCtor');
  if (superConstructor.prototype === undefined)
    throw new ERR_INVALID_ARG_TYPE('superCtor.prototype', 'Object', superConstructor.prototype);
  ObjectDefineProperty(constructor, 'super_', {
    __proto__: null,
    configurable: true,
    value: superConstructor,
    writable: true,
  });
  ObjectSetPrototypeOf(constructor.prototype, superConstructor.prototype);
}

const deprecationsTold = { __proto__: null };

/** https://nodejs.org/api/util.html#utildeprecatefn-msg-code-options */
function deprecate(fn, message, code) {
  if (code !== undefined) validateString(code, 'code');
  let isTold = false;
  function deprecated(...args) {
    if (!isTold) {
      isTold = true;
      if (code === undefined || !deprecationsTold[code]) {
        if (code !== undefined) deprecationsTold[code] = true;
        emitWarning(message, 'DeprecationWarning', code);
      }
    }
    return new.target ? ReflectConstruct(fn, args, new.target) : ReflectApply(fn, this, args);
  }
  ObjectSetPrototypeOf(deprecated, fn);
  if (fn.prototype) deprecated.prototype = fn.prototype;
  return deprecated;
}

/** https://nodejs.org/api/util.html#utildebuglogsection-callback */
function debuglog(set) {
  const section = StringPrototypeToUpperCase(set);
  const isEnabled = () => {
    const wanted = StringPrototypeSplit(`${globalThis.process?.env?.NODE_DEBUG ?? ''}`, ',');
    for (let i = 0; i < wanted.length; i++) {
      if (StringPrototypeToUpperCase(wanted[i]) === section) return true;
    }
    return false;
  };
  const log = (...args) => {
    if (isEnabled()) binding.writeError(`${section} ${globalThis.process?.pid ?? 0}: ${ReflectApply(format, undefined, args)}`);
  };
  ObjectDefineProperty(log, 'enabled', { __proto__: null, configurable: true, enumerable: true, get: isEnabled });
  return log;
}

/** https://nodejs.org/api/cli.html#force_color1-2-3 and what it says of NO_COLOR */
function wantsColours(stream) {
  const env = globalThis.process?.env;
  if (env?.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return Boolean(stream?.isTTY) && env?.NO_COLOR === undefined && env?.NODE_DISABLE_COLORS === undefined;
}

/** https://nodejs.org/api/util.html#utilstyletextformat-text-options */
function styleText(formats, text, { validateStream = true, stream = globalThis.process?.stdout } = {}) {
  validateString(text, 'text');
  const isPlain = validateStream && !wantsColours(stream);
  const list = ArrayIsArray(formats) ? formats : [formats];
  let open = '';
  let close = '';
  for (let i = 0; i < list.length; i++) {
    if (list[i] === 'none') continue;
    const codesOfStyle = inspect.colors[list[i]];
    if (codesOfStyle === undefined) validateOneOf(list[i], 'format', ObjectKeys(inspect.colors));
    open += `\u001b[${codesOfStyle[0]}m`;
    close = `\u001b[${codesOfStyle[1]}m${close}`;
  }
  return isPlain ? text : `${open}${text}${close}`;
}

// https://www.ecma-international.org/publications-and-standards/standards/ecma-48/: CSI and OSC sequences
const controlSequences = new RegExp(
  '[\\u001B\\u009B][[\\]()#;?]*' +
    '(?:(?:(?:(?:;[-a-zA-Z\\d\\/\\#&.:=?%@~_]+)*|[a-zA-Z\\d]+(?:;[-a-zA-Z\\d\\/\\#&.:=?%@~_]*)*)?(?:\\u0007|\\u001B\\u005C|\\u009C))' +
    '|(?:(?:\\d{1,4}(?:;\\d{0,4})*)?[\\dA-PR-TZcf-nq-uy=><~]))',
  'g',
);

function stripVTControlCharacters(text) {
  validateString(text, 'str');
  return StringPrototypeReplace(text, controlSequences, '');
}

function toUSVString(text) {
  return StringPrototypeToWellFormed(`${text}`);
}

function _extend(target, source) {
  if (source === null || typeof source !== 'object') return target;
  const keys = ObjectKeys(source);
  for (let i = keys.length - 1; i >= 0; i--) target[keys[i]] = source[keys[i]];
  return target;
}

/** https://nodejs.org/api/util.html#utilgetcallsitesframecount-options; there are no source maps. */
function getCallSites(frameCount = 10, options = undefined) {
  if (options === undefined && typeof frameCount === 'object') {
    options = frameCount;
    validators.validateObject(options, 'options');
    frameCount = 10;
  } else {
    validators.validateInteger(frameCount, 'frameCount', 1, 200);
  }
  if (options?.sourceMap !== undefined) validators.validateBoolean(options.sourceMap, 'options.sourceMap');
  const sites = binding.callSites(frameCount, getCallSites);
  for (let i = 0; i < sites.length; i++) {
    const { 0: functionName, 1: scriptName, 2: lineNumber, 3: column } = sites[i];
    // Scripts have no numbers here.
    sites[i] = { __proto__: null, functionName, scriptId: '0', scriptName, lineNumber, columnNumber: column, column };
  }
  return sites;
}

/** https://nodejs.org/api/util.html#utilabortedsignal-resource. DEVIATION: it waits for as long as the signal is there. */
async function aborted(signal, resource) {
  if (signal === undefined) throw new codes.ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  validators.validateAbortSignal(signal, 'signal');
  if (resource === null || (typeof resource !== 'object' && typeof resource !== 'function'))
    throw new codes.ERR_INVALID_ARG_TYPE('resource', 'object', resource);
  if (signal.aborted) return undefined;
  return new Promise((resolve) => signal.addEventListener('abort', resolve, { __proto__: null, once: true }));
}

/** https://nodejs.org/api/util.html#utildiffactual-expected */
function diff(actual, expected) {
  if (actual === expected) return [];
  const isText = typeof actual === 'string';
  if (isText || !ArrayIsArray(actual)) validateString(actual, 'actual');
  if (isText) validateString(expected, 'expected');
  else validateTexts(expected, 'expected');
  if (!isText) validateTexts(actual, 'actual');
  const { differenceOf } = require('internal/difference');
  const steps = differenceOf(actual, expected, (left, right) => left === right, Infinity);
  for (let i = 0; i < steps.length; i++) {
    const { sign, actual: ours, expected: theirs } = steps[i];
    steps[i] = sign === ' ' ? [0, ours] : sign === '+' ? [1, ours] : [-1, theirs];
  }
  return steps;
}

function validateTexts(value, name) {
  validators.validateArray(value, name);
  for (let i = 0; i < value.length; i++) validateString(value[i], `${name}[${i}]`);
}

/** https://nodejs.org/api/util.html#utilparseenvcontent */
function parseEnv(content) {
  validateString(content, 'content');
  return require('internal/env_file').parseEnv(content);
}

module.exports = {
  aborted,
  getCallSites,
  diff,
  getSystemErrorMap: () => require('internal/system_errors').getSystemErrorMap(),
  getSystemErrorMessage: (err) => require('internal/system_errors').getSystemErrorMessage(err),
  getSystemErrorName: (err) => require('internal/system_errors').getSystemErrorName(err),
  parseEnv,
  _extend,
  callbackify,
  debug: debuglog,
  debuglog,
  deprecate,
  format,
  formatWithOptions,
  inherits,
  inspect,
  isArray: ArrayIsArray,
  isDeepStrictEqual,
  promisify,
  stripVTControlCharacters,
  styleText,
  toUSVString,
  types,
};

/** What is made by other files, and only when somebody asks. */
function defineLazily(name, make) {
  ObjectDefineProperty(module.exports, name, {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get() {
      const value = make();
      ObjectDefineProperty(module.exports, name, {
        __proto__: null,
        configurable: true,
        enumerable: true,
        value,
        writable: true,
      });
      return value;
    },
    set(value) {
      ObjectDefineProperty(module.exports, name, { __proto__: null, value, writable: true });
    },
  });
}
defineLazily('parseArgs', () => require('internal/parse_args'));
defineLazily('MIMEType', () => require('internal/mime').MIMEType);
defineLazily('MIMEParams', () => require('internal/mime').MIMEParams);
if ('TextEncoder' in globalThis) defineLazily('TextEncoder', () => globalThis.TextEncoder);
if ('TextDecoder' in globalThis) defineLazily('TextDecoder', () => globalThis.TextDecoder);
