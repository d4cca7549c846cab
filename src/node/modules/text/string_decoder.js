'use strict';

// https://nodejs.org/api/string_decoder.html: text of bytes that come in pieces.

const ObjectDefineProperties = intrinsic('Object', 'defineProperties');

const { Buffer } = require('buffer');
const { BASE64, BASE64URL, UTF16LE, UTF8, encodingNumber, normalizeEncoding } = require('internal/encodings');
const { codes } = require('internal/errors');
const { isArrayBufferView } = require('internal/types');
const { ERR_INVALID_ARG_TYPE, ERR_UNKNOWN_ENCODING } = codes;

const kRest = intrinsic('Symbol')('kRest');
const kNumber = intrinsic('Symbol')('kNumber');

function StringDecoder(encoding) {
  const name = normalizeEncoding(encoding);
  if (name === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
  this.encoding = name;
  this[kNumber] = encodingNumber(name);
  this[kRest] = Buffer.alloc(0); // the bytes of what is not yet whole
}

/** How many bytes at the end begin a character whose others may follow. */
function incompleteUtf8(bytes) {
  const end = bytes.length;
  for (let back = 1; back <= 3 && back <= end; back++) {
    const byte = bytes[end - back];
    if ((byte & 0xc0) === 0x80) continue;
    const size = (byte & 0xf8) === 0xf0 ? 4 : (byte & 0xf0) === 0xe0 ? 3 : (byte & 0xe0) === 0xc0 ? 2 : 1;
    return back >= size ? 0 : back;
  }
  return 0;
}

function incompleteUtf16(bytes) {
  const odd = bytes.length % 2;
  const last = bytes.length - odd - 1;
  const isHighSurrogate = last > 0 && (bytes[last] & 0xfc) === 0xd8;
  return odd + (isHighSurrogate ? 2 : 0);
}

function incomplete(bytes, number) {
  if (number === UTF8) return incompleteUtf8(bytes);
  if (number === UTF16LE) return incompleteUtf16(bytes);
  return number === BASE64 || number === BASE64URL ? bytes.length % 3 : 0;
}

StringDecoder.prototype.write = function write(chunk) {
  if (typeof chunk === 'string') return chunk;
  if (!isArrayBufferView(chunk)) throw new ERR_INVALID_ARG_TYPE('buf', ['Buffer', 'TypedArray', 'DataView'], chunk);
  let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  if (this[kRest].length > 0) bytes = Buffer.concat([this[kRest], bytes]);
  const whole = bytes.length - incomplete(bytes, this[kNumber]);
  // What the caller keeps may change.
  this[kRest] = whole === bytes.length ? Buffer.alloc(0) : Buffer.from(bytes.subarray(whole));
  return bytes.toString(this.encoding, 0, whole);
};

StringDecoder.prototype.end = function end(chunk) {
  const text = chunk === undefined ? '' : this.write(chunk);
  const rest = this[kRest];
  this[kRest] = Buffer.alloc(0);
  return rest.length === 0 ? text : text + rest.toString(this.encoding);
};

StringDecoder.prototype.text = function text(chunk, offset) {
  this[kRest] = Buffer.alloc(0);
  return this.write(chunk.slice(offset));
};

/** How many bytes the character has that is not yet whole. */
function sizeOf(decoder) {
  const rest = decoder[kRest];
  if (rest.length === 0) return 0;
  if (decoder[kNumber] === UTF8) return rest[0] >= 0xf0 ? 4 : rest[0] >= 0xe0 ? 3 : 2;
  if (decoder[kNumber] === UTF16LE) return rest.length >= 2 ? 4 : 2;
  return 3;
}

ObjectDefineProperties(StringDecoder.prototype, {
  __proto__: null,
  lastChar: {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get() {
      const result = Buffer.alloc(4);
      this[kRest].copy(result);
      return result;
    },
  },
  lastNeed: {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get() {
      return sizeOf(this) - this[kRest].length;
    },
  },
  lastTotal: {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get() {
      return sizeOf(this);
    },
  },
});

module.exports = { StringDecoder };
