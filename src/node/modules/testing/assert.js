'use strict';

// https://nodejs.org/api/assert.html

const Error = intrinsic('Error');
const ObjectAssign = intrinsic('Object', 'assign');
const ObjectIs = intrinsic('Object', 'is');
const ObjectKeys = intrinsic('Object', 'keys');
const ObjectPrototypeIsPrototypeOf = uncurried('ObjectPrototype', 'isPrototypeOf');
const NumberIsNaN = intrinsic('Number', 'isNaN');
const ReflectApply = intrinsic('Reflect', 'apply');
const RegExpPrototypeTest = uncurried('RegExpPrototype', 'test');
const String = intrinsic('String');
const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');
const ArrayPrototypeSlice = uncurried('ArrayPrototype', 'slice');

const AssertionError = require('internal/assertion_error');
const { codes } = require('internal/errors');
const { ERR_AMBIGUOUS_ARGUMENT, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_RETURN_VALUE, ERR_MISSING_ARGS } =
  codes;
const { isDeepEqual, isDeepStrictEqual, isPartiallyEqual } = require('internal/comparisons');
const { validateFunction } = require('internal/validators');

const kNoException = { __proto__: null };

/**
 * What an assertion was given as its message: an error, which is thrown; a text, with values for its `%`s; or a function, which is
 * told of both values and makes the text.
 * @param given  an array; empty: nothing was
 * @returns undefined: the message is to be made
 */
function givenMessage(given, actual, expected) {
  if (given.length === 0) return undefined;
  const message = given[0];
  if (binding.isError(message)) throw message;
  if (typeof message === 'string') return given.length === 1 ? message : ReflectApply(require('util').format, undefined, given);
  if (typeof message !== 'function') throw new ERR_INVALID_ARG_TYPE('message', ['string', 'function'], message);
  const made = message(actual, expected);
  return typeof made === 'string' ? made : undefined;
}

/** @param given  as of givenMessage() */
function failWith(actual, expected, given, operator, stackStartFn, text) {
  const message = givenMessage(given, actual, expected);
  const isGenerated = given.length === 0;
  const error = new AssertionError({
    actual,
    expected,
    message: isGenerated ? text : message,
    operator,
    stackStartFn,
  });
  error.generatedMessage = isGenerated;
  throw error;
}

function checkCount(args) {
  if (args.length < 2) throw new ERR_MISSING_ARGS('actual', 'expected');
}

// Truth -----------------------------------------------------------------------------------------------------

function checkTruth(args, stackStartFn) {
  if (args.length > 0 && args[0]) return;
  const isUntold = args.length < 2 || args[1] === undefined || args[1] === null;
  let text = 'No value argument passed to `assert.ok()`';
  if (args.length > 0) {
    // Compiling the caller once more is too much where nobody sees what is found.
    const call = isUntold ? binding.callText(stackStartFn) : '';
    text = `The expression evaluated to a falsy value${call === '' ? '' : `:\n\n  ${call}\n`}`;
  }
  failWith(args[0], true, isUntold ? [] : ArrayPrototypeSlice(args, 1), '==', stackStartFn, text);
}

function assert(...args) {
  checkTruth(args, assert);
}
assert.ok = function ok(...args) {
  checkTruth(args, ok);
};

assert.fail = function fail(message) {
  if (binding.isError(message)) throw message;
  const error = new AssertionError({
    message: message === undefined ? 'Failed' : message,
    operator: 'fail',
    stackStartFn: fail,
  });
  error.generatedMessage = message === undefined;
  throw error;
};

// Equality --------------------------------------------------------------------------------------------------

// eslint-disable-next-line eqeqeq
const isLooselyEqual = (a, b) => a == b || (NumberIsNaN(a) && NumberIsNaN(b));

/** An assertion about two values. */
function comparison(name, operator, holds) {
  const check = {
    [name](actual, expected, ...message) {
      checkCount(arguments);
      if (!holds(actual, expected)) failWith(actual, expected, message, operator, check);
    },
  }[name];
  return check;
}

assert.equal = comparison('equal', '==', isLooselyEqual);
assert.notEqual = comparison('notEqual', '!=', (a, b) => !isLooselyEqual(a, b));
assert.deepEqual = comparison('deepEqual', 'deepEqual', isDeepEqual);
assert.notDeepEqual = comparison('notDeepEqual', 'notDeepEqual', (a, b) => !isDeepEqual(a, b));
assert.deepStrictEqual = comparison('deepStrictEqual', 'deepStrictEqual', isDeepStrictEqual);
assert.notDeepStrictEqual = comparison(
  'notDeepStrictEqual',
  'notDeepStrictEqual',
  (a, b) => !isDeepStrictEqual(a, b),
);
assert.partialDeepStrictEqual = comparison('partialDeepStrictEqual', 'partialDeepStrictEqual', isPartiallyEqual);
assert.strictEqual = comparison('strictEqual', 'strictEqual', ObjectIs);
assert.notStrictEqual = comparison('notStrictEqual', 'notStrictEqual', (a, b) => !ObjectIs(a, b));

// Exceptions ------------------------------------------------------------------------------------------------

function thrownBy(fn) {
  validateFunction(fn, 'fn');
  try {
    fn();
  } catch (error) {
    return error;
  }
  return kNoException;
}

async function rejectedBy(promiseFn) {
  let promise = promiseFn;
  if (typeof promiseFn === 'function') {
    promise = promiseFn();
    if (typeof promise?.then !== 'function')
      throw new ERR_INVALID_RETURN_VALUE('instance of Promise', 'promiseFn', promise);
  } else if (typeof promiseFn?.then !== 'function' || typeof promiseFn.catch !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('promiseFn', ['Function', 'Promise'], promiseFn);
  }
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return kNoException;
}

function isClass(fn) {
  return fn.prototype !== undefined && (fn === Error || ObjectPrototypeIsPrototypeOf(Error, fn));
}

/** What messages show of an exception. */
class Comparison {}

/** Does the exception have all that an object, or another error, says of it? */
function checkProperties(actual, expected, message, stackStartFn) {
  const keys = ObjectKeys(expected);
  if (binding.isError(expected)) {
    ArrayPrototypePush(keys, 'name');
    ArrayPrototypePush(keys, 'message');
  } else if (keys.length === 0) {
    throw new ERR_INVALID_ARG_VALUE('error', expected, 'may not be an empty object');
  }
  const isObject = (typeof actual === 'object' && actual !== null) || typeof actual === 'function';
  const seen = new Comparison();
  const wanted = new Comparison();
  let isEqual = isObject;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    wanted[key] = expected[key];
    if (isObject && key in actual) seen[key] = actual[key];
    const isMatch =
      isObject && typeof actual[key] === 'string' && binding.isRegExp(expected[key])
        ? RegExpPrototypeTest(expected[key], actual[key])
        : isObject && key in actual && isDeepStrictEqual(actual[key], expected[key]);
    isEqual &&= isMatch;
  }
  if (isEqual) return;
  if (binding.isError(message)) throw message;
  const shown = { actual: isObject ? seen : actual, expected: wanted, operator: 'deepStrictEqual' };
  const error = new AssertionError({ ...shown, message, stackStartFn });
  error.actual = actual;
  error.expected = expected;
  error.operator = stackStartFn.name;
  throw error;
}

function checkException(actual, expected, message, stackStartFn) {
  if (typeof expected === 'object') {
    if (!binding.isRegExp(expected)) {
      checkProperties(actual, expected, message, stackStartFn);
      return;
    }
    if (RegExpPrototypeTest(expected, String(actual))) return;
    const text = `The input did not match the regular expression ${binding.inspect(expected, 2)}. Input:\n\n${binding.inspect(String(actual), 2)}\n`;
    failGenerated(actual, expected, message, text, stackStartFn);
  } else if (isClass(expected)) {
    if (actual instanceof expected) return;
    const name = actual?.constructor?.name;
    const received = name ? `"${name}"` : `"${binding.inspect(actual, -1)}"`;
    const detail = binding.isError(actual) ? `\n\nError message:\n\n${actual.message}` : '';
    const text = `The error is expected to be an instance of "${expected.name}". Received ${received}${detail}`;
    failGenerated(actual, expected, message, text, stackStartFn);
  } else if (expected.prototype !== undefined && actual instanceof expected) {
    return;
  } else {
    const result = ReflectApply(expected, {}, [actual]);
    if (result === true) return;
    const name = expected.name ? `"${expected.name}" ` : '';
    const detail = binding.isError(actual) ? `\n\nCaught error:\n\n${actual}` : '';
    const text = `The ${name}validation function is expected to return "true". Received ${binding.inspect(result, 2)}${detail}`;
    failGenerated(actual, expected, message, text, stackStartFn);
  }
}

function failGenerated(actual, expected, message, text, stackStartFn) {
  if (binding.isError(message)) throw message;
  const error = new AssertionError({
    actual,
    expected,
    message: message ?? text,
    operator: stackStartFn.name,
    stackStartFn,
  });
  error.generatedMessage = message === undefined || message === null;
  throw error;
}

function expectException(stackStartFn, actual, expected, message) {
  if (typeof expected === 'string') {
    if (message !== undefined)
      throw new ERR_INVALID_ARG_TYPE('error', ['Object', 'Error', 'Function', 'RegExp'], expected);
    const text = typeof actual === 'object' && actual !== null ? actual.message : actual;
    if (text === expected) {
      const sort = typeof actual === 'object' ? `The error message "${text}"` : `The error "${actual}"`;
      throw new ERR_AMBIGUOUS_ARGUMENT('error/message', `${sort} is identical to the message.`);
    }
    message = expected;
    expected = undefined;
  } else if (expected !== undefined && expected !== null && typeof expected !== 'object' && typeof expected !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('error', ['Object', 'Error', 'Function', 'RegExp'], expected);
  }
  if (actual === kNoException) {
    const sort = stackStartFn.name === 'rejects' ? 'rejection' : 'exception';
    const what = expected?.name ? ` (${expected.name})` : '';
    const text = `Missing expected ${sort}${what}${message ? `: ${message}` : '.'}`;
    if (binding.isError(message)) throw message;
    throw new AssertionError({ actual: undefined, expected, message: text, operator: stackStartFn.name, stackStartFn });
  }
  if (expected) checkException(actual, expected, message, stackStartFn);
}

function expectNoException(stackStartFn, actual, expected, message) {
  if (actual === kNoException) return;
  if (typeof expected === 'string') {
    message = expected;
    expected = undefined;
  }
  if (expected && !matches(actual, expected)) throw actual;
  const sort = stackStartFn.name === 'doesNotReject' ? 'rejection' : 'exception';
  throw new AssertionError({
    actual,
    expected,
    message: `Got unwanted ${sort}${message ? `: ${message}` : '.'}\nActual message: "${actual?.message}"`,
    operator: stackStartFn.name,
    stackStartFn,
  });
}

function matches(actual, expected) {
  if (binding.isRegExp(expected)) return RegExpPrototypeTest(expected, String(actual));
  if (typeof expected !== 'function') throw new ERR_INVALID_ARG_TYPE('expected', ['Function', 'RegExp'], expected);
  if (expected.prototype !== undefined && actual instanceof expected) return true;
  return !isClass(expected) && ReflectApply(expected, {}, [actual]) === true;
}

assert.throws = function throws(fn, error, message) {
  expectException(throws, thrownBy(fn), error, message);
};
assert.rejects = async function rejects(promiseFn, error, message) {
  expectException(rejects, await rejectedBy(promiseFn), error, message);
};
assert.doesNotThrow = function doesNotThrow(fn, error, message) {
  expectNoException(doesNotThrow, thrownBy(fn), error, message);
};
assert.doesNotReject = async function doesNotReject(promiseFn, error, message) {
  expectNoException(doesNotReject, await rejectedBy(promiseFn), error, message);
};

assert.ifError = function ifError(value) {
  if (value === null || value === undefined) return;
  let message = 'ifError got unwanted exception: ';
  if (typeof value === 'object' && typeof value.message === 'string') {
    message += value.message.length === 0 && value.constructor ? value.constructor.name : value.message;
  } else {
    message += binding.inspect(value, 2);
  }
  throw new AssertionError({ actual: value, expected: null, operator: 'ifError', message, stackStartFn: ifError });
};

function checkMatch(text, regexp, message, stackStartFn, isWanted) {
  if (!binding.isRegExp(regexp)) throw new ERR_INVALID_ARG_TYPE('regexp', 'RegExp', regexp);
  if (typeof text === 'string' && RegExpPrototypeTest(regexp, text) === isWanted) return;
  const shown = binding.inspect(text, 2);
  const generated =
    typeof text !== 'string'
      ? `The "string" argument must be of type string. Received type ${typeof text} (${shown})`
      : `${isWanted ? 'The input did not match the regular expression ' : 'The input was expected to not match the regular expression '}${binding.inspect(regexp, 2)}. Input:\n\n${shown}\n`;
  failWith(text, regexp, message, stackStartFn.name, stackStartFn, generated);
}
assert.match = function match(string, regexp, ...message) {
  checkMatch(string, regexp, message, match, true);
};
assert.doesNotMatch = function doesNotMatch(string, regexp, ...message) {
  checkMatch(string, regexp, message, doesNotMatch, false);
};

assert.AssertionError = AssertionError;

function strict(...args) {
  checkTruth(args, strict);
}
assert.strict = ObjectAssign(strict, assert, {
  equal: assert.strictEqual,
  deepEqual: assert.deepStrictEqual,
  notEqual: assert.notStrictEqual,
  notDeepEqual: assert.notDeepStrictEqual,
});
assert.strict.strict = assert.strict;

module.exports = assert;
