'use strict';

// Checks of arguments that many modules begin with. They throw Node's coded errors.

const ArrayIsArray = intrinsic('Array', 'isArray');
const NumberIsInteger = intrinsic('Number', 'isInteger');
const NumberIsNaN = intrinsic('Number', 'isNaN');
const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE },
} = require('internal/errors');

function validateString(value, name) {
  if (typeof value !== 'string') throw new ERR_INVALID_ARG_TYPE(name, 'string', value);
}

function validateBoolean(value, name) {
  if (typeof value !== 'boolean') throw new ERR_INVALID_ARG_TYPE(name, 'boolean', value);
}

function validateFunction(value, name) {
  if (typeof value !== 'function') throw new ERR_INVALID_ARG_TYPE(name, 'Function', value);
}

/** @param options  `nullable`, `array` and `function`: what else is allowed */
function validateObject(value, name, options = undefined) {
  const isObject = typeof value === 'object' || (options?.function && typeof value === 'function');
  const isAllowed = (value !== null || options?.nullable) && (options?.array || !ArrayIsArray(value));
  if (!isObject || !isAllowed) throw new ERR_INVALID_ARG_TYPE(name, 'Object', value);
}

function validateArray(value, name) {
  if (!ArrayIsArray(value)) throw new ERR_INVALID_ARG_TYPE(name, 'Array', value);
}

/** A number that may have a fraction; NaN is out of every range. */
function validateNumber(value, name, min = undefined, max = undefined) {
  if (typeof value !== 'number') throw new ERR_INVALID_ARG_TYPE(name, 'number', value);
  const isInRange = (min === undefined || value >= min) && (max === undefined || value <= max);
  if (isInRange && !(NumberIsNaN(value) && (min !== undefined || max !== undefined))) return;
  const lower = min === undefined ? '' : `>= ${min}`;
  const upper = max === undefined ? '' : `<= ${max}`;
  throw new ERR_OUT_OF_RANGE(name, `${lower}${lower && upper ? ' && ' : ''}${upper}`, value);
}

function validateInteger(value, name, min = -(2 ** 53 - 1), max = 2 ** 53 - 1) {
  if (typeof value !== 'number') throw new ERR_INVALID_ARG_TYPE(name, 'number', value);
  if (!NumberIsInteger(value)) throw new ERR_OUT_OF_RANGE(name, 'an integer', value);
  if (value < min || value > max) throw new ERR_OUT_OF_RANGE(name, `>= ${min} && <= ${max}`, value);
}

function validateOneOf(value, name, allowed) {
  const texts = [];
  for (let i = 0; i < allowed.length; i++) {
    if (allowed[i] === value) return;
    texts[i] = typeof allowed[i] === 'string' ? `'${allowed[i]}'` : `${allowed[i]}`;
  }
  throw new ERR_INVALID_ARG_VALUE(name, value, `must be one of: ${intrinsicJoin(texts)}`);
}

const intrinsicJoin = (texts) => uncurried('ArrayPrototype', 'join')(texts, ', ');

function validateAbortSignal(signal, name) {
  if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal)))
    throw new ERR_INVALID_ARG_TYPE(name, 'AbortSignal', signal);
}

module.exports = {
  validateAbortSignal,
  validateArray,
  validateBoolean,
  validateFunction,
  validateInteger,
  validateNumber,
  validateObject,
  validateOneOf,
  validateString,
};
