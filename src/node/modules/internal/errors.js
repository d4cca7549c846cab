'use strict';

// Node's errors with codes: https://nodejs.org/api/errors.html#nodejs-error-codes. Each row of `codes` gives
// the constructor that it is an error of, and the message from its arguments.

const AggregateError = intrinsic('AggregateError');
const Error = intrinsic('Error');
const RangeError = intrinsic('RangeError');
const String = intrinsic('String');
const SyntaxError = intrinsic('SyntaxError');
const TypeError = intrinsic('TypeError');
const URIError = intrinsic('URIError');
const ArrayPrototypeJoin = uncurried('ArrayPrototype', 'join');
const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');
const ArrayPrototypeSlice = uncurried('ArrayPrototype', 'slice');
const ArrayIsArray = intrinsic('Array', 'isArray');
const NumberIsInteger = intrinsic('Number', 'isInteger');
const NumberPrototypeToString = uncurried('NumberPrototype', 'toString');
const BigIntPrototypeToString = uncurried('BigIntPrototype', 'toString');
const ObjectDefineProperty = intrinsic('Object', 'defineProperty');
const ReflectApply = intrinsic('Reflect', 'apply');
const StringPrototypeEndsWith = uncurried('StringPrototype', 'endsWith');
const StringPrototypeIncludes = uncurried('StringPrototype', 'includes');
const StringPrototypeSlice = uncurried('StringPrototype', 'slice');
const StringPrototypeStartsWith = uncurried('StringPrototype', 'startsWith');
const StringPrototypeToLowerCase = uncurried('StringPrototype', 'toLowerCase');

// Messages --------------------------------------------------------------------------------------------------

function inspect(value) {
  return binding.inspect(value, -1);
}

/** `a`, `a or b`, `a, b, or c` */
function formatList(items, word) {
  const count = items.length;
  if (count === 1) return items[0];
  if (count === 2) return `${items[0]} ${word} ${items[1]}`;
  return `${ArrayPrototypeJoin(ArrayPrototypeSlice(items, 0, -1), ', ')}, ${word} ${items[count - 1]}`;
}

/** What was given instead, with the words around it: " Received type number (5)". */
function describeReceived(value) {
  if (value === null || value === undefined) return ` Received ${value}`;
  if (typeof value === 'function') return value.name ? ` Received function ${value.name}` : ' Received function ';
  if (typeof value === 'object') {
    const name = value.constructor?.name;
    return name ? ` Received an instance of ${name}` : ` Received ${inspect(value)}`;
  }
  let text = inspect(value);
  if (text.length > 28) text = `${StringPrototypeSlice(text, 0, 25)}...`;
  return ` Received type ${typeof value} (${text})`;
}

function describeArgument(name) {
  if (StringPrototypeEndsWith(name, ' argument')) return name;
  return `"${name}" ${StringPrototypeIncludes(name, '.') ? 'property' : 'argument'}`;
}

function isTypeName(name) {
  switch (name) {
    case 'string':
    case 'function':
    case 'number':
    case 'object':
    case 'boolean':
    case 'bigint':
    case 'symbol':
    case 'Function':
    case 'Object':
      return true;
    default:
      return false;
  }
}

function isClassName(name) {
  const first = name[0];
  if (first < 'A' || first > 'Z') return false;
  for (let i = 1; i < name.length; i++) {
    const unit = name[i];
    const isPart = (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z') || (unit >= '0' && unit <= '9');
    if (!isPart) return false;
  }
  return true;
}

/** "of type string or an instance of Buffer" */
function describeExpected(expected) {
  if (!ArrayIsArray(expected)) expected = [expected];
  const types = [];
  const classes = [];
  const others = [];
  for (let i = 0; i < expected.length; i++) {
    const name = expected[i];
    const list = isTypeName(name) ? types : isClassName(name) ? classes : others;
    ArrayPrototypePush(list, list === types ? StringPrototypeToLowerCase(name) : name);
  }
  // Beside classes an object is one of class Object.
  if (classes.length > 0) {
    for (let i = 0; i < types.length; i++) {
      if (types[i] !== 'object') continue;
      uncurried('ArrayPrototype', 'splice')(types, i, 1);
      ArrayPrototypePush(classes, 'Object');
      break;
    }
  }
  const parts = [];
  if (types.length > 0)
    ArrayPrototypePush(parts, `${types.length > 1 ? 'one of type' : 'of type'} ${formatList(types, 'or')}`);
  if (classes.length > 0) ArrayPrototypePush(parts, `an instance of ${formatList(classes, 'or')}`);
  if (others.length > 1) {
    ArrayPrototypePush(parts, `one of ${formatList(others, 'or')}`);
  } else if (others.length === 1) {
    const isProper = StringPrototypeToLowerCase(others[0]) !== others[0];
    ArrayPrototypePush(parts, isProper ? `an ${others[0]}` : others[0]);
  }
  return ArrayPrototypeJoin(parts, ' or ');
}

/** Digits in groups of three: 4_294_967_296. */
function groupDigits(digits) {
  const start = StringPrototypeStartsWith(digits, '-') ? 1 : 0;
  let result = '';
  let end = digits.length;
  for (; end > start + 3; end -= 3) result = `_${StringPrototypeSlice(digits, end - 3, end)}${result}`;
  return StringPrototypeSlice(digits, 0, end) + result;
}

function describeOutOfRange(value) {
  if (typeof value === 'bigint') {
    const digits = BigIntPrototypeToString(value);
    return `${value > 2n ** 32n || value < -(2n ** 32n) ? groupDigits(digits) : digits}n`;
  }
  if (NumberIsInteger(value) && (value > 2 ** 32 || value < -(2 ** 32)))
    return groupDigits(NumberPrototypeToString(value));
  return inspect(value);
}

// Construction ----------------------------------------------------------------------------------------------

/** `TypeError [CODE]: message`, with the stack beginning where `above` was called. */
function makeError(Base, code, message, above) {
  const error = new Base(message);
  binding.setPrototypeOfError(error, prototypeOf(Base));
  error.code = code;
  binding.captureStack(error, `${error.name} [${code}]${message === '' ? '' : `: ${message}`}`, above);
  return error;
}

const prototypes = [];

/** Errors with codes show them in their texts. */
function prototypeOf(Base) {
  for (let i = 0; i < prototypes.length; i++) {
    if (prototypes[i].base === Base) return prototypes[i].prototype;
  }
  const prototype = {
    __proto__: Base.prototype,
    toString() {
      return `${this.name} [${this.code}]: ${this.message}`;
    },
  };
  ObjectDefineProperty(prototype, 'toString', { __proto__: null, enumerable: false });
  ArrayPrototypePush(prototypes, { base: Base, prototype });
  return prototype;
}

const codes = { __proto__: null };

/** @param message  gives the text from the arguments, or is the text */
function define(code, Base, message) {
  codes[code] = function NodeError() {
    const text = typeof message === 'string' ? message : ReflectApply(message, undefined, arguments);
    return makeError(Base, code, text, NodeError);
  };
}

define('ERR_AMBIGUOUS_ARGUMENT', TypeError, (name, problem) => `The "${name}" argument is ambiguous. ${problem}`);
define('ERR_BUFFER_OUT_OF_BOUNDS', RangeError, (name) =>
  name ? `"${name}" is outside of buffer bounds` : 'Attempt to access memory outside buffer bounds');
define('ERR_CONSOLE_WRITABLE_STREAM', TypeError, (name) => `Console expects a writable stream instance for ${name}`);
define('ERR_DLOPEN_FAILED', Error, (path) => `Native addons cannot be loaded: ${path}`);
define('ERR_ILLEGAL_CONSTRUCTOR', TypeError, 'Illegal constructor');
define('ERR_INCOMPATIBLE_OPTION_PAIR', TypeError, (one, other) =>
  `Option "${one}" cannot be used in combination with option "${other}"`);
define('ERR_INVALID_ARG_TYPE', TypeError, (name, expected, value) =>
  `The ${describeArgument(name)} must be ${describeExpected(expected)}.${describeReceived(value)}`);
define('ERR_INVALID_ARG_VALUE', TypeError, (name, value, reason = 'is invalid') => {
  let text = inspect(value);
  if (text.length > 128) text = `${StringPrototypeSlice(text, 0, 128)}...`;
  return `The ${StringPrototypeIncludes(name, '.') ? 'property' : 'argument'} '${name}' ${reason}. Received ${text}`;
});
define('ERR_INVALID_BUFFER_SIZE', RangeError, (size) => `Buffer size must be a multiple of ${size}`);
define('ERR_INVALID_RETURN_VALUE', TypeError, (expected, name, value) => {
  const received = value?.constructor?.name ? `an instance of ${value.constructor.name}` : `type ${typeof value}`;
  return `Expected ${expected} to be returned from the "${name}" function but got ${received}.`;
});
define('ERR_INVALID_FILE_URL_HOST', TypeError, (platform) => `File URL host must be "localhost" or empty on ${platform}`);
define('ERR_INVALID_FILE_URL_PATH', TypeError, (reason) => `File URL path ${reason}`);
define('ERR_INVALID_URL_SCHEME', TypeError, (scheme) => `The URL must be of scheme ${scheme}`);
define('ERR_METHOD_NOT_IMPLEMENTED', Error, (name) => `The ${name} method is not implemented`);
define('ERR_MISSING_ARGS', TypeError, function () {
  const names = [];
  for (let i = 0; i < arguments.length; i++) {
    const each = arguments[i];
    const quoted = [];
    if (ArrayIsArray(each)) {
      for (let j = 0; j < each.length; j++) ArrayPrototypePush(quoted, `"${each[j]}"`);
    } else {
      ArrayPrototypePush(quoted, `"${each}"`);
    }
    ArrayPrototypePush(names, ArrayPrototypeJoin(quoted, ' or '));
  }
  return `The ${formatList(names, 'and')} argument${names.length > 1 ? 's' : ''} must be specified`;
});
define('ERR_MULTIPLE_CALLBACK', Error, 'Callback called multiple times');
define('ERR_OUT_OF_RANGE', RangeError, (name, range, value) =>
  `The value of "${name}" is out of range. It must be ${range}. Received ${describeOutOfRange(value)}`);
define('ERR_STREAM_ALREADY_FINISHED', Error, (name) => `Cannot call ${name} after a stream was finished`);
define('ERR_STREAM_CANNOT_PIPE', Error, 'Cannot pipe, not readable');
define('ERR_STREAM_DESTROYED', Error, (name) => `Cannot call ${name} after a stream was destroyed`);
define('ERR_STREAM_NULL_VALUES', TypeError, 'May not write null values to stream');
define('ERR_STREAM_PREMATURE_CLOSE', Error, 'Premature close');
define('ERR_STREAM_PUSH_AFTER_EOF', Error, 'stream.push() after EOF');
define('ERR_STREAM_UNSHIFT_AFTER_END_EVENT', Error, 'stream.unshift() after end event');
define('ERR_STREAM_WRITE_AFTER_END', Error, 'write after end');
define('ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET', Error,
  '`process.setupUncaughtExceptionCapture()` was called while a capture callback was already active');
define('ERR_UNKNOWN_BUILTIN_MODULE', Error, (id) => `No such built-in module: ${id}`);
define('ERR_UNKNOWN_ENCODING', TypeError, (encoding) => `Unknown encoding: ${encoding}`);
define('ERR_UNKNOWN_SIGNAL', TypeError, (name) => `Unknown signal: ${name}`);
define('ERR_UNHANDLED_ERROR', Error, (text) =>
  text === undefined ? 'Unhandled error.' : `Unhandled error. (${text})`);
define('ERR_USE_AFTER_CLOSE', Error, (name) => `${name} was closed`);

/** https://nodejs.org/api/errors.html#class-aborterror */
class AbortError extends Error {
  constructor(message = 'The operation was aborted', options = undefined) {
    if (options !== undefined && typeof options !== 'object')
      throw new codes.ERR_INVALID_ARG_TYPE('options', 'Object', options);
    super(message, options);
    this.code = 'ABORT_ERR';
    this.name = 'AbortError';
  }
}

module.exports = { AbortError, codes, define, describeReceived, formatList, inspect, makeError };
