'use strict';

// What the functions of node:fs make of their arguments: https://nodejs.org/api/fs.html

const DatePrototypeGetTime = uncurried('DatePrototype', 'getTime');
const NumberIsInteger = intrinsic('Number', 'isInteger');
const Number = intrinsic('Number');
const ObjectAssign = intrinsic('Object', 'assign');
const RangeError = intrinsic('RangeError');
const StringPrototypeIncludes = uncurried('StringPrototype', 'includes');
const StringPrototypeIsWellFormed = uncurried('StringPrototype', 'isWellFormed');
const StringPrototypeToWellFormed = uncurried('StringPrototype', 'toWellFormed');
const TypeError = intrinsic('TypeError');
const TypedArrayPrototypeIncludes = uncurried('TypedArrayPrototype', 'includes');

const { codes, makeError } = require('internal/errors');
const { normalizeEncoding } = require('internal/encodings');
const { isArrayBufferView, isDate, isUint8Array } = require('internal/types');
const { validateAbortSignal, validateInteger, validateObject } = require('internal/validators');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE } = codes;

const constants = binding.constants();

// Paths -----------------------------------------------------------------------------------------------------

/** Whether the value looks like an object of the class URL. */
function isUrl(value) {
  return value !== null && typeof value === 'object' && typeof value.href === 'string' && value.href !== '' &&
    typeof value.protocol === 'string' && value.auth === undefined && value.path === undefined;
}

/** A name with bytes that are not UTF-8, as nameOf() has it: programs have no strings that mean them. */
class KnownName {
  constructor(text) {
    this.text = text;
  }
}

/** What getPath() takes as it is. */
function knownName(name) {
  return StringPrototypeIsWellFormed(name) ? name : new KnownName(name);
}

/** A string or bytes without zeros. */
function getPath(value, name = 'path') {
  if (value instanceof KnownName) return value.text;
  if (typeof value !== 'string' && isUrl(value)) value = require('url').fileURLToPath(value);
  if (typeof value === 'string') {
    if (!StringPrototypeIncludes(value, '\0')) return StringPrototypeToWellFormed(value);
  } else if (!isUint8Array(value)) {
    throw new ERR_INVALID_ARG_TYPE(name, ['string', 'Buffer', 'URL'], value);
  } else if (!TypedArrayPrototypeIncludes(value, 0)) {
    return value;
  }
  throw new ERR_INVALID_ARG_VALUE(name, value, 'must be a string, Uint8Array, or URL without null bytes');
}

/** A path as a string; bytes of it that are not UTF-8 as lone surrogates (nameOf in fs/file_bindings.cpp). */
function nameOf(path) {
  return typeof path === 'string' ? path : binding.nameOf(path);
}

function getDescriptor(value, name = 'fd') {
  validateInteger(value, name, 0, 2147483647);
  return value;
}

// Options ---------------------------------------------------------------------------------------------------

function checkEncoding(encoding) {
  if (!encoding || encoding === 'buffer') return;
  if (typeof encoding === 'string' && normalizeEncoding(encoding) !== undefined) return;
  throw new ERR_INVALID_ARG_VALUE('encoding', encoding, 'is invalid encoding');
}

/** A new object: an encoding, or options, on top of what holds without. */
function getOptions(options, defaults = undefined) {
  const result = ObjectAssign({ __proto__: null }, defaults);
  if (options === null || options === undefined || typeof options === 'function') return result;
  if (typeof options === 'string') {
    result.encoding = options;
  } else if (typeof options !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('options', ['string', 'Object'], options);
  } else {
    ObjectAssign(result, options);
  }
  checkEncoding(result.encoding);
  if (result.signal !== undefined) validateAbortSignal(result.signal, 'options.signal');
  return result;
}

/** Of functions whose options have no encoding. */
function getObject(options, defaults) {
  const result = ObjectAssign({ __proto__: null }, defaults);
  if (options === undefined) return result;
  validateObject(options, 'options');
  return ObjectAssign(result, options);
}

const flagNames = {
  __proto__: null,
  'r': constants.O_RDONLY,
  'rs': constants.O_RDONLY | constants.O_SYNC,
  'r+': constants.O_RDWR,
  'rs+': constants.O_RDWR | constants.O_SYNC,
  'w': constants.O_TRUNC | constants.O_CREAT | constants.O_WRONLY,
  'wx': constants.O_TRUNC | constants.O_CREAT | constants.O_WRONLY | constants.O_EXCL,
  'w+': constants.O_TRUNC | constants.O_CREAT | constants.O_RDWR,
  'wx+': constants.O_TRUNC | constants.O_CREAT | constants.O_RDWR | constants.O_EXCL,
  'a': constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY,
  'ax': constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY | constants.O_EXCL,
  'as': constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY | constants.O_SYNC,
  'a+': constants.O_APPEND | constants.O_CREAT | constants.O_RDWR,
  'ax+': constants.O_APPEND | constants.O_CREAT | constants.O_RDWR | constants.O_EXCL,
  'as+': constants.O_APPEND | constants.O_CREAT | constants.O_RDWR | constants.O_SYNC,
};
flagNames.sr = flagNames.rs;
flagNames['sr+'] = flagNames['rs+'];
flagNames.xw = flagNames.wx;
flagNames['xw+'] = flagNames['wx+'];
flagNames.xa = flagNames.ax;
flagNames['xa+'] = flagNames['ax+'];
flagNames.sa = flagNames.as;
flagNames['sa+'] = flagNames['as+'];

/** https://nodejs.org/api/fs.html#file-system-flags */
function getFlags(flags, name = 'flags') {
  if (typeof flags === 'number') {
    validateInteger(flags, name, -2147483648, 2147483647);
    return flags;
  }
  if (flags === null || flags === undefined) return constants.O_RDONLY;
  const number = typeof flags === 'string' ? flagNames[flags] : undefined;
  if (number === undefined) throw new ERR_INVALID_ARG_VALUE(name, flags);
  return number;
}

function getMode(value, name = 'mode', otherwise = undefined) {
  value ??= otherwise;
  if (typeof value === 'string') {
    let number = value === '' ? -1 : 0;
    for (let i = 0; i < value.length && number >= 0; i++)
      number = value[i] >= '0' && value[i] <= '7' ? number * 8 + +value[i] : -1;
    if (number < 0)
      throw new ERR_INVALID_ARG_VALUE(name, value, 'must be a 32-bit unsigned integer or an octal string');
    value = number;
  }
  validateInteger(value, name, 0, 4294967295);
  return value;
}

/** Permissions that are asked for, or how to copy: from 0 to 7. */
function getSmallMode(mode, otherwise) {
  mode ??= otherwise;
  if (typeof mode !== 'number')
    throw makeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'mode must be int32 or null/undefined', getSmallMode);
  if (!NumberIsInteger(mode) || mode < 0 || mode > 7)
    throw makeError(RangeError, 'ERR_OUT_OF_RANGE', 'mode is out of range: >= 0 && <= 7', getSmallMode);
  return mode;
}

function getOwner(value, name) {
  validateInteger(value, name, -1, 4294967295);
  return value;
}

/** Seconds since 1970. */
function getTime(value, name = 'time') {
  if (typeof value === 'string' && value !== '' && +value === +value) value = +value;
  if (typeof value === 'number' && value === value && value !== Infinity && value !== -Infinity) return value;
  if (isDate(value)) return DatePrototypeGetTime(value) / 1000;
  throw new ERR_INVALID_ARG_TYPE(name, ['Date', 'Time in seconds'], value);
}

// Bytes -----------------------------------------------------------------------------------------------------

function getView(value, name = 'buffer') {
  if (!isArrayBufferView(value)) throw new ERR_INVALID_ARG_TYPE(name, ['Buffer', 'TypedArray', 'DataView'], value);
  return value;
}

/** @return -1: the current position */
function getPosition(position) {
  if (position === null || position === undefined) return -1;
  if (typeof position === 'bigint') position = Number(position);
  if (typeof position !== 'number') throw new ERR_INVALID_ARG_TYPE('position', ['integer', 'bigint'], position);
  validateInteger(position, 'position', -1);
  return position;
}

/** A part of a view, whose end it may reach but not pass. */
function checkPart(offset, length, byteLength) {
  if (offset > byteLength) throw new ERR_OUT_OF_RANGE('offset', `<= ${byteLength}`, offset);
  if (length > byteLength - offset) throw new ERR_OUT_OF_RANGE('length', `<= ${byteLength - offset}`, length);
  if (length < 0) throw new ERR_OUT_OF_RANGE('length', '>= 0', length);
}

module.exports = {
  checkEncoding,
  checkPart,
  constants,
  getDescriptor,
  getFlags,
  getMode,
  getObject,
  getOptions,
  getOwner,
  getPath,
  getPosition,
  getSmallMode,
  getTime,
  getView,
  knownName,
  nameOf,
};
