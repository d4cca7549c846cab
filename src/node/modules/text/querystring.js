'use strict';

// https://nodejs.org/api/querystring.html

const ArrayIsArray = intrinsic('Array', 'isArray');
const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');
const ArrayPrototypeJoin = uncurried('ArrayPrototype', 'join');
const NumberIsFinite = intrinsic('Number', 'isFinite');
const ObjectKeys = intrinsic('Object', 'keys');
const StringPrototypeIndexOf = uncurried('StringPrototype', 'indexOf');
const StringPrototypeReplaceAll = uncurried('StringPrototype', 'replaceAll');
const StringPrototypeSlice = uncurried('StringPrototype', 'slice');
const StringPrototypeSplit = uncurried('StringPrototype', 'split');
const StringPrototypeIsWellFormed = uncurried('StringPrototype', 'isWellFormed');
const String = intrinsic('String');
const encodeURIComponent = globalThis.encodeURIComponent;
const decodeURIComponent = globalThis.decodeURIComponent;
const URIError = intrinsic('URIError');

const { makeError } = require('internal/errors');

/** https://nodejs.org/api/querystring.html#querystringescapestr: what may stand in a value, without spaces as pluses */
function escape(text) {
  if (typeof text !== 'string') text = typeof text === 'object' ? String(text) : `${text}`;
  if (!StringPrototypeIsWellFormed(text)) throw makeError(URIError, 'ERR_INVALID_URI', 'URI malformed', escape);
  return encodeURIComponent(text);
}

const isHexDigit = (unit) =>
  (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 70) || (unit >= 97 && unit <= 102);

/** https://nodejs.org/api/querystring.html, undocumented: the bytes of a text, of which `%` and two digits stand for one. */
function unescapeBuffer(text, decodeSpaces) {
  const { Buffer } = require('buffer');
  const bytes = Buffer.from(`${text}`);
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    let byte = bytes[i];
    if (byte === 0x25 && i + 2 < bytes.length && isHexDigit(bytes[i + 1]) && isHexDigit(bytes[i + 2])) {
      byte = +`0x${bytes.latin1Slice(i + 1, i + 3)}`;
      i += 2;
    } else if (byte === 0x2b && decodeSpaces) {
      byte = 0x20;
    }
    bytes[length++] = byte;
  }
  return bytes.subarray(0, length);
}

/** What cannot be decoded whole is decoded as far as it can be. */
function unescape(text, decodeSpaces) {
  try {
    return decodeURIComponent(text);
  } catch {
    return unescapeBuffer(text, decodeSpaces).toString();
  }
}

function textOf(value) {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && NumberIsFinite(value)) return `${value}`;
  if (typeof value === 'bigint') return `${value}`;
  return typeof value === 'boolean' ? `${value}` : '';
}

function stringify(object, separator = '&', equals = '=', options = undefined) {
  if (object === null || typeof object !== 'object') return '';
  const encode = typeof options?.encodeURIComponent === 'function' ? options.encodeURIComponent : module.exports.escape;
  const fields = [];
  const keys = ObjectKeys(object);
  for (let i = 0; i < keys.length; i++) {
    const value = object[keys[i]];
    const name = encode(textOf(keys[i])) + (equals || '=');
    if (!ArrayIsArray(value)) {
      ArrayPrototypePush(fields, name + encode(textOf(value)));
      continue;
    }
    for (let j = 0; j < value.length; j++) ArrayPrototypePush(fields, name + encode(textOf(value[j])));
  }
  return ArrayPrototypeJoin(fields, separator || '&');
}

function parse(text, separator = '&', equals = '=', options = undefined) {
  const result = { __proto__: null };
  if (typeof text !== 'string' || text.length === 0) return result;
  const decode = typeof options?.decodeURIComponent === 'function' ? options.decodeURIComponent : module.exports.unescape;
  const most = typeof options?.maxKeys === 'number' ? options.maxKeys : 1000;
  const decoded = (part) => {
    const spaced = StringPrototypeReplaceAll(part, '+', ' ');
    try {
      return decode(spaced);
    } catch {
      return unescape(spaced);
    }
  };
  const fields = StringPrototypeSplit(text, separator || '&');
  let count = 0;
  for (let i = 0; i < fields.length; i++) {
    if (fields[i].length === 0) continue;
    if (most > 0 && count++ >= most) break;
    const position = StringPrototypeIndexOf(fields[i], equals || '=');
    const name = decoded(position < 0 ? fields[i] : StringPrototypeSlice(fields[i], 0, position));
    const value = position < 0 ? '' : decoded(StringPrototypeSlice(fields[i], position + (equals || '=').length));
    if (result[name] === undefined) result[name] = value;
    else if (ArrayIsArray(result[name])) ArrayPrototypePush(result[name], value);
    else result[name] = [result[name], value];
  }
  return result;
}

module.exports = { decode: parse, encode: stringify, escape, parse, stringify, unescape, unescapeBuffer };
