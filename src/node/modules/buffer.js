'use strict';

// https://nodejs.org/api/buffer.html

const ArrayIsArray = intrinsic('Array', 'isArray');
const ArrayPrototypeSlice = uncurried('ArrayPrototype', 'slice');
const ArrayBufferIsView = intrinsic('ArrayBuffer', 'isView');
const ArrayBuffer = intrinsic('ArrayBuffer');
const MathTrunc = intrinsic('Math', 'trunc');
const NumberIsNaN = intrinsic('Number', 'isNaN');
const ObjectAssign = intrinsic('Object', 'assign');
const ObjectDefineProperty = intrinsic('Object', 'defineProperty');
const ObjectGetOwnPropertyDescriptor = intrinsic('Object', 'getOwnPropertyDescriptor');
const ObjectKeys = intrinsic('Object', 'keys');
const ObjectPrototypeHasOwnProperty = uncurried('ObjectPrototype', 'hasOwnProperty');
const ObjectSetPrototypeOf = intrinsic('Object', 'setPrototypeOf');
const ReflectOwnKeys = intrinsic('Reflect', 'ownKeys');
const StringPrototypeSlice = uncurried('StringPrototype', 'slice');
const SymbolFor = intrinsic('Symbol', 'for');
const SymbolSpecies = intrinsic('Symbol', 'species');
const SymbolToPrimitive = intrinsic('Symbol', 'toPrimitive');
const TypedArrayPrototypeGetByteLength = uncurried('TypedArrayPrototype', 'get byteLength');
const TypedArrayPrototypeSlice = uncurried('TypedArrayPrototype', 'slice');
const TypeError = intrinsic('TypeError');
const Uint8Array = intrinsic('Uint8Array');

const { addNumberMethods } = require('internal/buffer_numbers');
const { ASCII, BASE64, BASE64URL, HEX, LATIN1, UTF16LE, UTF8, encodingNumber } = require('internal/encodings');
const { codes, makeError } = require('internal/errors');
const { shareGlobals } = require('internal/globals');
const { isAnyArrayBuffer, isArrayBufferView, isTypedArray, isUint8Array } = require('internal/types');
const { validateArray, validateInteger, validateNumber, validateString } = require('internal/validators');
const {
  ERR_BUFFER_OUT_OF_BOUNDS,
  ERR_INVALID_ARG_TYPE,
  ERR_INVALID_ARG_VALUE,
  ERR_INVALID_BUFFER_SIZE,
  ERR_OUT_OF_RANGE,
  ERR_UNKNOWN_ENCODING,
} = codes;

const kMaxLength = 2 ** 53 - 1;
const kStringMaxLength = 2 ** 29 - 24;
const kCustomInspect = SymbolFor('nodejs.util.inspect.custom');

// The class -------------------------------------------------------------------------------------------------

class FastBuffer extends Uint8Array {
  constructor(bufferOrLength, byteOffset, length) {
    super(bufferOrLength, byteOffset, length);
  }
}
const prototype = FastBuffer.prototype;

/** https://nodejs.org/api/buffer.html#new-bufferarray, with or without `new` */
function Buffer(arg, encodingOrOffset, length) {
  if (typeof arg !== 'number') return Buffer.from(arg, encodingOrOffset, length);
  if (typeof encodingOrOffset === 'string') throw new ERR_INVALID_ARG_TYPE('string', 'string', arg);
  return Buffer.alloc(arg);
}
ObjectDefineProperty(Buffer, SymbolSpecies, {
  __proto__: null,
  configurable: true,
  enumerable: false,
  get() {
    return FastBuffer;
  },
});
ObjectSetPrototypeOf(Buffer, Uint8Array);
ObjectDefineProperty(Buffer, 'prototype', { __proto__: null, value: prototype, writable: false });
ObjectDefineProperty(prototype, 'constructor', {
  __proto__: null,
  configurable: true,
  enumerable: false,
  value: Buffer,
  writable: true,
});
addNumberMethods(prototype);

/** The number of the encoding, which must be one; none is UTF-8. */
function requireEncoding(encoding) {
  if (encoding === undefined || encoding === null || encoding === '' || encoding === 'utf8') return UTF8;
  const number = typeof encoding === 'string' ? encodingNumber(encoding) : undefined;
  if (number === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
  return number;
}

function requireBuffer(value, name) {
  if (!isUint8Array(value)) throw new ERR_INVALID_ARG_TYPE(name, ['Buffer', 'Uint8Array'], value);
}

// Making ----------------------------------------------------------------------------------------------------

Buffer.poolSize = 64 * 1024;
let pool;
let poolUsed = 0;

/** A part of the pool. Small buffers share one ArrayBuffer. */
function allocate(size) {
  if (size <= 0) return binding.make(prototype, 0);
  if (size >= Buffer.poolSize >>> 1) return binding.make(prototype, size);
  if (pool === undefined || Buffer.poolSize - poolUsed < size) {
    pool = new ArrayBuffer(Buffer.poolSize);
    poolUsed = 0;
  }
  const buffer = binding.view(prototype, pool, poolUsed, size);
  // The next one begins where every number may.
  poolUsed = (poolUsed + size + 7) & ~7;
  return buffer;
}

function fromString(text, encoding) {
  if (typeof encoding !== 'string' || encoding === '') encoding = 'utf8';
  const number = requireEncoding(encoding);
  if (text.length === 0) return binding.make(prototype, 0);
  const size = binding.encodedLength(text, number);
  if (size >= Buffer.poolSize >>> 1) return binding.fromText(prototype, text, number);
  const buffer = allocate(size);
  const written = binding.encode(buffer, text, number, 0, size);
  return written === size ? buffer : binding.subarray(prototype, buffer, 0, written);
}

function fromArrayBuffer(buffer, byteOffset, length) {
  byteOffset = byteOffset === undefined ? 0 : +byteOffset || 0;
  const most = buffer.byteLength - byteOffset;
  if (most < 0) throw new ERR_BUFFER_OUT_OF_BOUNDS('offset');
  if (length === undefined) return new FastBuffer(buffer, byteOffset);
  length = +length;
  if (!(length > 0)) length = 0;
  else if (length > most) throw new ERR_BUFFER_OUT_OF_BOUNDS('length');
  return new FastBuffer(buffer, byteOffset, length);
}

function fromArrayLike(list) {
  const length = list.length;
  if (!(length > 0)) return binding.make(prototype, 0);
  const buffer = allocate(length);
  if (isUint8Array(list)) {
    binding.copy(list, buffer, 0);
  } else {
    for (let i = 0; i < length; i++) buffer[i] = list[i];
  }
  return buffer;
}

/** Undefined: it is nothing that has bytes. */
function fromObject(object) {
  if (object.length !== undefined || isAnyArrayBuffer(object.buffer))
    return typeof object.length === 'number' ? fromArrayLike(object) : binding.make(prototype, 0);
  if (object.type === 'Buffer' && ArrayIsArray(object.data)) return fromArrayLike(object.data);
  return undefined;
}

Buffer.from = function from(value, encodingOrOffset, length) {
  if (typeof value === 'string') return fromString(value, encodingOrOffset);
  if (typeof value === 'object' && value !== null) {
    if (isAnyArrayBuffer(value)) return fromArrayBuffer(value, encodingOrOffset, length);
    const primitive = value.valueOf?.();
    const isOther = primitive !== undefined && primitive !== null && primitive !== value;
    if (isOther && (typeof primitive === 'string' || typeof primitive === 'object'))
      return Buffer.from(primitive, encodingOrOffset, length);
    const buffer = fromObject(value);
    if (buffer !== undefined) return buffer;
    if (typeof value[SymbolToPrimitive] === 'function') {
      const text = value[SymbolToPrimitive]('string');
      if (typeof text === 'string') return fromString(text, encodingOrOffset);
    }
  }
  const wanted = ['string', 'Buffer', 'ArrayBuffer', 'Array', 'Array-like Object'];
  throw new ERR_INVALID_ARG_TYPE('first argument', wanted, value);
};

Buffer.copyBytesFrom = function copyBytesFrom(view, offset, length) {
  if (!isTypedArray(view)) throw new ERR_INVALID_ARG_TYPE('view', ['TypedArray'], view);
  if (view.length === 0) return binding.make(prototype, 0);
  let end = view.length;
  if (offset === undefined) offset = 0;
  else validateInteger(offset, 'offset', 0);
  if (length !== undefined) {
    validateInteger(length, 'length', 0);
    if (offset + length < end) end = offset + length;
  }
  const part = TypedArrayPrototypeSlice(view, offset, end);
  return fromArrayLike(new Uint8Array(part.buffer, part.byteOffset, TypedArrayPrototypeGetByteLength(part)));
};

Buffer.of = function of() {
  const buffer = allocate(arguments.length);
  for (let i = 0; i < arguments.length; i++) buffer[i] = arguments[i];
  return buffer;
};

Buffer.alloc = function alloc(size, fill, encoding) {
  validateNumber(size, 'size', 0, kMaxLength);
  const buffer = binding.make(prototype, MathTrunc(size));
  return fill !== undefined && fill !== 0 && size > 0 ? fillWith(buffer, fill, 0, buffer.length, encoding) : buffer;
};
Buffer.allocUnsafe = function allocUnsafe(size) {
  validateNumber(size, 'size', 0, kMaxLength);
  return allocate(MathTrunc(size));
};
Buffer.allocUnsafeSlow = function allocUnsafeSlow(size) {
  validateNumber(size, 'size', 0, kMaxLength);
  return binding.make(prototype, MathTrunc(size));
};

Buffer.isBuffer = function isBuffer(value) {
  return value instanceof Buffer;
};

Buffer.compare = function compare(buf1, buf2) {
  requireBuffer(buf1, 'buf1');
  requireBuffer(buf2, 'buf2');
  return binding.compare(buf1, buf2);
};

Buffer.isEncoding = function isEncoding(encoding) {
  return typeof encoding === 'string' && encoding.length !== 0 && encodingNumber(encoding) !== undefined;
};

Buffer.concat = function concat(list, length) {
  validateArray(list, 'list');
  if (list.length === 0) return binding.make(prototype, 0);
  if (length === undefined) {
    length = 0;
    for (let i = 0; i < list.length; i++) {
      if (!isUint8Array(list[i])) break;
      length += list[i].length;
    }
  } else {
    validateInteger(length, 'length', 0);
  }
  const buffer = allocate(length);
  let place = 0;
  for (let i = 0; i < list.length; i++) {
    requireBuffer(list[i], `list[${i}]`);
    place += binding.copy(list[i], buffer, place);
  }
  // The pool's bytes may have been somebody's before.
  if (place < length) binding.fill(buffer, 0, place, length);
  return buffer;
};

Buffer.byteLength = function byteLength(string, encoding) {
  if (typeof string !== 'string') {
    if (isArrayBufferView(string) || isAnyArrayBuffer(string)) return string.byteLength;
    throw new ERR_INVALID_ARG_TYPE('string', ['string', 'Buffer', 'ArrayBuffer'], string);
  }
  if (encoding === undefined || encoding === 'utf8') return binding.encodedLength(string, UTF8);
  return binding.encodedLength(string, encodingNumber(encoding) ?? UTF8);
};

// Texts -----------------------------------------------------------------------------------------------------

/** A place in the buffer: what cannot be one is taken for its start or its end. */
function clamp(value, length, otherwise) {
  if (value === undefined) return otherwise;
  value = MathTrunc(+value) || 0;
  return value < 0 ? 0 : value > length ? length : value;
}

prototype.toString = function toString(encoding, start, end) {
  if (arguments.length === 0) return binding.decode(this, UTF8);
  const length = this.length;
  start = clamp(start, length, 0);
  end = clamp(end, length, length);
  if (end <= start) return '';
  return binding.decode(this, encoding === undefined ? UTF8 : encodingOfText(encoding), start, end);
};
prototype.toLocaleString = prototype.toString;

function encodingOfText(encoding) {
  const number = encodingNumber(encoding);
  if (number === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
  return number;
}

prototype.write = function write(string, offset, length, encoding) {
  if (typeof string !== 'string')
    throw makeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'argument must be a string', write);
  const size = this.length;
  if (offset === undefined) return binding.encode(this, string, UTF8, 0, size);
  if (length === undefined && typeof offset === 'string')
    return binding.encode(this, string, requireEncoding(offset), 0, size);
  validateInteger(offset, 'offset', 0, size);
  const room = size - offset;
  if (length === undefined) {
    length = room;
  } else if (typeof length === 'string') {
    encoding = length;
    length = room;
  } else {
    validateInteger(length, 'length', 0, size);
    if (length > room) length = room;
  }
  return binding.encode(this, string, requireEncoding(encoding), offset, offset + length);
};

const slices = { asciiSlice: ASCII, base64Slice: BASE64, base64urlSlice: BASE64URL, latin1Slice: LATIN1 };
const moreSlices = { hexSlice: HEX, ucs2Slice: UTF16LE, utf8Slice: UTF8 };
ObjectAssign(slices, moreSlices);
const sliceNames = ObjectKeys(slices);
for (let i = 0; i < sliceNames.length; i++) {
  const name = sliceNames[i];
  const encoding = slices[name];
  prototype[name] = function (start, end) {
    return binding.decode(this, encoding, clamp(start, this.length, 0), clamp(end, this.length, this.length));
  };
  prototype[`${StringPrototypeSlice(name, 0, -5)}Write`] = function (
    string,
    offset = 0,
    length = this.length - offset,
  ) {
    validateString(string, 'string');
    if (offset < 0 || offset > this.length) throw new ERR_BUFFER_OUT_OF_BOUNDS('offset');
    if (length < 0 || length > this.length - offset) throw new ERR_BUFFER_OUT_OF_BOUNDS('length');
    return binding.encode(this, string, encoding, offset, offset + length);
  };
}

prototype.toJSON = function toJSON() {
  return { type: 'Buffer', data: ArrayPrototypeSlice(this) };
};

let mostShownBytes = 50;

prototype[kCustomInspect] = function inspect(recurseTimes, context) {
  const shown = this.length < mostShownBytes ? this.length : mostShownBytes;
  let text = '';
  for (let i = 0; i < shown; i++) text += `${i === 0 ? '' : ' '}${binding.decode(this, HEX, i, i + 1)}`;
  const rest = this.length - shown;
  if (rest > 0) text += ` ... ${rest} more byte${rest > 1 ? 's' : ''}`;
  if (context) text += inspectExtras(this, context);
  let name = 'Buffer';
  try {
    const { constructor } = this;
    if (typeof constructor === 'function' && ObjectPrototypeHasOwnProperty(constructor, 'name'))
      name = constructor.name;
  } catch {
    // A buffer may be in every state when it is shown.
  }
  return `<${name} ${text}>`;
};
prototype.inspect = prototype[kCustomInspect];

/** What the buffer has besides bytes. */
function inspectExtras(buffer, context) {
  const extras = { __proto__: null };
  let hasExtras = false;
  const keys = ReflectOwnKeys(buffer);
  for (let i = buffer.length; i < keys.length; i++) {
    const descriptor = ObjectGetOwnPropertyDescriptor(buffer, keys[i]);
    if (!context.showHidden && !descriptor?.enumerable) continue;
    hasExtras = true;
    extras[keys[i]] = buffer[keys[i]];
  }
  if (!hasExtras) return '';
  const text = require('util').inspect(extras, { ...context, breakLength: Infinity, compact: true });
  const head = '[Object: null prototype] { ';
  return (buffer.length === 0 ? '' : ', ') + StringPrototypeSlice(text, head.length, -2);
}

// Parts -----------------------------------------------------------------------------------------------------

prototype.subarray = function subarray(start, end) {
  return binding.subarray(prototype, this, start, end);
};
prototype.slice = function slice(start, end) {
  return this.subarray(start, end);
};

prototype.equals = function equals(otherBuffer) {
  requireBuffer(otherBuffer, 'otherBuffer');
  return this === otherBuffer || binding.compare(this, otherBuffer) === 0;
};

prototype.compare = function compare(
  target,
  targetStart = 0,
  targetEnd = target?.length,
  sourceStart = 0,
  sourceEnd = this.length,
) {
  requireBuffer(target, 'target');
  validateInteger(targetStart, 'targetStart', 0);
  validateInteger(targetEnd, 'targetEnd', 0, target.length);
  validateInteger(sourceStart, 'sourceStart', 0);
  validateInteger(sourceEnd, 'sourceEnd', 0, this.length);
  if (sourceStart >= sourceEnd) return targetStart >= targetEnd ? 0 : -1;
  if (targetStart >= targetEnd) return 1;
  return binding.compare(this, target, sourceStart, sourceEnd, targetStart, targetEnd);
};

/** A whole number, NaN being 0. */
function toInteger(value, name) {
  value = +value;
  if (NumberIsNaN(value)) return 0;
  if (value < 0) throw new ERR_OUT_OF_RANGE(name, '>= 0', value);
  return MathTrunc(value);
}

prototype.copy = function copy(target, targetStart, sourceStart, sourceEnd) {
  if (!ArrayBufferIsView(target)) throw new ERR_INVALID_ARG_TYPE('target', ['Buffer', 'Uint8Array'], target);
  targetStart = targetStart === undefined ? 0 : toInteger(targetStart, 'targetStart');
  if (sourceStart === undefined) {
    sourceStart = 0;
  } else {
    sourceStart = toInteger(sourceStart, 'sourceStart');
    if (sourceStart > this.length) throw new ERR_OUT_OF_RANGE('sourceStart', `>= 0 && <= ${this.length}`, sourceStart);
  }
  sourceEnd = sourceEnd === undefined ? this.length : toInteger(sourceEnd, 'sourceEnd');
  if (targetStart >= target.byteLength || sourceStart >= sourceEnd) return 0;
  return binding.copy(this, target, targetStart, sourceStart, sourceEnd);
};

prototype.fill = function fill(value, offset, end, encoding) {
  return fillWith(this, value, offset, end, encoding);
};

function fillWith(buffer, value, offset, end, encoding) {
  let pattern = value;
  if (typeof value === 'string') {
    if (offset === undefined || typeof offset === 'string') {
      encoding = offset ?? encoding;
      offset = undefined;
      end = undefined;
    } else if (typeof end === 'string') {
      encoding = end;
      end = undefined;
    }
    const wanted = encoding === undefined || encoding === null || encoding === '' ? 'utf8' : encoding;
    if (typeof wanted !== 'string') validateString(wanted, 'encoding');
    const number = encodingNumber(wanted);
    if (number === undefined) throw new ERR_UNKNOWN_ENCODING(wanted);
    pattern = value.length === 0 ? 0 : binding.fromText(prototype, value, number);
    if (pattern.length === 0) throw new ERR_INVALID_ARG_VALUE('value', value);
  } else if (typeof value === 'boolean') {
    pattern = +value;
  } else if (isArrayBufferView(value)) {
    if (value.byteLength === 0) throw new ERR_INVALID_ARG_VALUE('value', value);
  } else {
    pattern = +value & 255;
  }
  if (offset === undefined) offset = 0;
  else validateNumber(offset, 'offset', 0);
  if (end === undefined) end = buffer.length;
  else validateNumber(end, 'end', 0, buffer.length);
  binding.fill(buffer, pattern, offset, end);
  return buffer;
}

// Searching -------------------------------------------------------------------------------------------------

function search(buffer, value, byteOffset, encoding, isForward) {
  if (typeof byteOffset === 'string') {
    encoding = byteOffset;
    byteOffset = undefined;
  }
  byteOffset = +byteOffset;
  if (NumberIsNaN(byteOffset)) byteOffset = isForward ? 0 : buffer.length;
  byteOffset = MathTrunc(byteOffset);
  if (byteOffset < 0) byteOffset += buffer.length;
  let wanted = value;
  let isUtf16 = false;
  if (typeof value === 'number') {
    wanted = binding.make(prototype, 1);
    wanted[0] = value;
  } else if (typeof value === 'string') {
    const number = encoding === undefined || encoding === null ? UTF8 : encodingNumber(encoding);
    if (number === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
    wanted = binding.fromText(prototype, value, number);
    isUtf16 = number === UTF16LE;
  } else if (!isUint8Array(value)) {
    throw new ERR_INVALID_ARG_TYPE('value', ['number', 'string', 'Buffer', 'Uint8Array'], value);
  } else {
    isUtf16 = encoding !== undefined && encoding !== null && encodingNumber(encoding) === UTF16LE;
  }
  return searchBytes(buffer, wanted, byteOffset, isForward, isUtf16);
}

function searchBytes(buffer, wanted, from, isForward, isUtf16) {
  if (from < 0) {
    if (!isForward) return -1;
    from = 0;
  }
  // Nothing is everywhere.
  if (wanted.length === 0) return from > buffer.length ? buffer.length : from;
  if (buffer.length === 0 || (isForward && from >= buffer.length)) return -1;
  return binding.find(buffer, wanted, from, isForward, isUtf16);
}

prototype.indexOf = function indexOf(value, byteOffset, encoding) {
  return search(this, value, byteOffset, encoding, true);
};
prototype.lastIndexOf = function lastIndexOf(value, byteOffset, encoding) {
  return search(this, value, byteOffset, encoding, false);
};
prototype.includes = function includes(value, byteOffset, encoding) {
  return search(this, value, byteOffset, encoding, true) !== -1;
};

// Other methods ---------------------------------------------------------------------------------------------

function addSwap(name, size) {
  prototype[name] = {
    [name]() {
      if (this.length % size !== 0) throw new ERR_INVALID_BUFFER_SIZE(`${size * 8}-bits`);
      binding.swap(this, size);
      return this;
    },
  }[name];
}
addSwap('swap16', 2);
addSwap('swap32', 4);
addSwap('swap64', 8);

function addGetter(name, get) {
  ObjectDefineProperty(prototype, name, {
    __proto__: null,
    enumerable: true,
    get() {
      return this instanceof Buffer ? get(this) : undefined;
    },
  });
}
addGetter('parent', (buffer) => buffer.buffer);
addGetter('offset', (buffer) => buffer.byteOffset);

// The module ------------------------------------------------------------------------------------------------

/** https://nodejs.org/api/buffer.html#buffertranscodesource-fromenc-toenc */
function transcode(source, fromEncoding, toEncoding) {
  requireBuffer(source, 'source');
  if (source.length === 0) return Buffer.alloc(0);
  const from = encodingNumber(fromEncoding);
  const to = encodingNumber(toEncoding);
  if (!(from <= ASCII) || !(to <= ASCII)) {
    const error = new (intrinsic('Error'))('Unable to transcode Buffer [U_ILLEGAL_ARGUMENT_ERROR]');
    error.code = 'U_ILLEGAL_ARGUMENT_ERROR';
    error.errno = 1;
    throw error;
  }
  const text = binding.decode(source, from);
  if (to === UTF8 || to === UTF16LE) return binding.fromText(prototype, text, to);
  const result = [];
  const most = to === LATIN1 ? 0xff : 0x7f;
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const point = uncurried('StringPrototype', 'codePointAt')(text, i);
    if (point > 0xffff) i++;
    result[count++] = point > most ? 0x3f : point;
  }
  return fromArrayLike(result);
}

function requireBytes(input) {
  if (!isAnyArrayBuffer(input) && !isTypedArray(input))
    throw new ERR_INVALID_ARG_TYPE('input', ['ArrayBuffer', 'Buffer', 'TypedArray'], input);
}

function isUtf8(input) {
  requireBytes(input);
  return binding.isUtf8(input);
}
function isAscii(input) {
  requireBytes(input);
  return binding.isAscii(input);
}

/** https://nodejs.org/api/buffer.html#bufferresolveobjecturlid */
function resolveObjectURL(url) {
  return binding.resolveObjectURL(`${url}`);
}

module.exports = {
  Buffer,
  transcode,
  isUtf8,
  isAscii,
  resolveObjectURL,
  kMaxLength,
  kStringMaxLength,
  constants: { MAX_LENGTH: kMaxLength, MAX_STRING_LENGTH: kStringMaxLength },
};

ObjectDefineProperty(module.exports, 'INSPECT_MAX_BYTES', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get() {
    return mostShownBytes;
  },
  set(value) {
    validateNumber(value, 'INSPECT_MAX_BYTES', 0);
    mostShownBytes = value;
  },
});

shareGlobals(module.exports, ['btoa', 'atob', 'Blob', 'File']);
