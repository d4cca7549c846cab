'use strict';

// https://nodejs.org/api/crypto.html: digests, secret keys, and what is random. Ciphers, other keys and signatures
// are not there yet.

const ArrayPrototypeSlice = uncurried('ArrayPrototype', 'slice');
const Error = intrinsic('Error');
const MathTrunc = intrinsic('Math', 'trunc');
const NumberIsSafeInteger = intrinsic('Number', 'isSafeInteger');
const ObjectDefineProperty = intrinsic('Object', 'defineProperty');
const ObjectSetPrototypeOf = intrinsic('Object', 'setPrototypeOf');
const RangeError = intrinsic('RangeError');
const ReflectApply = intrinsic('Reflect', 'apply');
const StringPrototypeSlice = uncurried('StringPrototype', 'slice');

const { Buffer } = require('buffer');
const { codes, makeError } = require('internal/errors');
const { missingMembers } = require('internal/missing');
const { isAnyArrayBuffer, isArrayBufferView, isTypedArray } = require('internal/types');
const { nextTick } = require('internal/util');
const {
  validateFunction,
  validateInteger,
  validateNumber,
  validateObject,
  validateString,
} = require('internal/validators');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE } = codes;

/** Text in an encoding, or bytes, as a view. */
function bytesOf(data, encoding, name) {
  if (isSecretKey(data)) return secretOf(data);
  if (typeof data === 'string') return Buffer.from(data, encoding === 'buffer' ? 'utf8' : encoding);
  if (isArrayBufferView(data)) return data;
  if (isAnyArrayBuffer(data)) return Buffer.from(data);
  throw new ERR_INVALID_ARG_TYPE(name, ['string', 'Buffer', 'TypedArray', 'DataView'], data);
}

function bufferOf(bytes) {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function encoded(bytes, encoding) {
  const buffer = bufferOf(bytes);
  return encoding && encoding !== 'buffer' ? buffer.toString(encoding) : buffer;
}

// Digests ---------------------------------------------------------------------------------------------------

const kState = intrinsic('Symbol')('kState');
const kLength = intrinsic('Symbol')('kLength');
const kOuter = intrinsic('Symbol')('kOuter');
const kFinished = intrinsic('Symbol')('kFinished');

/** Loaded with the first key. */
let keys;
function loadKeys() {
  keys ??= require('internal/crypto_keys');
  return keys;
}
function isSecretKey(value) {
  return keys !== undefined && keys.isSecretKey(value);
}
function secretOf(key) {
  return keys.secretOf(key);
}

function startDigest(algorithm, otherwise = 'Digest method not supported') {
  const state = binding.digestStart(algorithm);
  if (state === undefined) {
    if (!binding.hasDigests())
      throw makeError(
        Error,
        'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
        'Digests need OpenSSL 3 (libcrypto.so.3), which is not installed',
      );
    throw new Error(otherwise);
  }
  return state;
}

function hide(object, key, value) {
  ObjectDefineProperty(object, key, { __proto__: null, configurable: true, enumerable: false, value, writable: true });
}

let Transform;

/** Hash and Hmac are streams, too; `stream` is loaded with the first of them. */
function defineStreams() {
  if (Transform !== undefined) return;
  ({ Transform } = require('stream'));
  const classes = [Hash, Hmac];
  for (let i = 0; i < classes.length; i++) {
    const { prototype } = classes[i];
    ObjectSetPrototypeOf(prototype, Transform.prototype);
    prototype._transform = function (chunk, encoding, callback) {
      this.update(chunk, encoding);
      callback();
    };
    prototype._flush = function (callback) {
      this.push(this.digest());
      callback();
    };
  }
}

/** @return what `digestFinish` is to be told; undefined: nothing */
function lengthOfDigest(state, length, makeWrongLength) {
  if (length === undefined || length === binding.digestSize(state)) return undefined;
  if (!binding.digestIsExtendable(state)) throw makeWrongLength();
  return length;
}

function makeNotExtendable() {
  const error = new Error('error:030000B2:digital envelope routines::not XOF or invalid length');
  error.library = 'digital envelope routines';
  error.reason = 'not XOF or invalid length';
  error.code = 'ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH';
  return error;
}

function outputLengthOf(options) {
  const length = typeof options === 'object' && options !== null ? options.outputLength : undefined;
  if (length !== undefined) validateInteger(length, 'options.outputLength', 0, 2 ** 32 - 1);
  return length;
}

/** https://nodejs.org/api/crypto.html#class-hash */
function Hash(algorithm, options) {
  validateString(algorithm, 'algorithm');
  const outputLength = outputLengthOf(options);
  beginHash(this, startDigest(algorithm), outputLength, options);
}

function beginHash(hash, state, outputLength, options) {
  defineStreams();
  hide(hash, kState, state);
  hide(hash, kLength, lengthOfDigest(state, outputLength, makeNotExtendable));
  hide(hash, kFinished, false);
  ReflectApply(Transform, hash, [options]);
}

function updateDigest(data, inputEncoding) {
  if (this[kFinished]) throw makeError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
  binding.digestUpdate(this[kState], bytesOf(data, inputEncoding, 'data'));
  return this;
}

Hash.prototype.update = function update(data, inputEncoding) {
  return ReflectApply(updateDigest, this, [data, inputEncoding]);
};
Hash.prototype.digest = function digest(outputEncoding) {
  if (this[kFinished]) throw makeError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
  this[kFinished] = true;
  return encoded(binding.digestFinish(this[kState], this[kLength]), outputEncoding);
};
Hash.prototype.copy = function copy(options) {
  if (this[kFinished]) throw makeError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
  const result = { __proto__: Hash.prototype };
  beginHash(result, binding.digestCopy(this[kState]), outputLengthOf(options), options);
  return result;
};

function createHash(algorithm, options) {
  return new Hash(algorithm, options);
}

/** https://nodejs.org/api/crypto.html#cryptohashalgorithm-data-options */
function hash(algorithm, data, options) {
  validateString(algorithm, 'algorithm');
  if (typeof data !== 'string' && !isArrayBufferView(data))
    throw new ERR_INVALID_ARG_TYPE('input', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
  let outputEncoding = options;
  let outputLength;
  if (typeof options !== 'string') {
    if (options !== undefined) validateObject(options, 'options');
    outputEncoding = options?.outputEncoding ?? 'hex';
    outputLength = options?.outputLength;
  }
  validateString(outputEncoding, 'outputEncoding');
  if (outputEncoding !== 'buffer' && !Buffer.isEncoding(outputEncoding))
    throw new ERR_INVALID_ARG_VALUE('outputEncoding', outputEncoding);
  if (outputLength !== undefined) validateInteger(outputLength, 'outputLength', 0, 2 ** 32 - 1);
  const state = startDigest(algorithm, `Digest method ${algorithm} is not supported`);
  const length = lengthOfDigest(state, outputLength, () =>
    new Error(`Output length ${outputLength} is invalid for ${algorithm}, which does not support XOF`));
  binding.digestUpdate(state, bytesOf(data, 'utf8', 'input'));
  return encoded(binding.digestFinish(state, length), outputEncoding);
}

/** https://www.rfc-editor.org/rfc/rfc2104 */
function Hmac(algorithm, key, options) {
  validateString(algorithm, 'hmac');
  defineStreams();
  const types = ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView', 'KeyObject', 'CryptoKey'];
  if (typeof key !== 'string' && !isAnyArrayBuffer(key) && !isArrayBufferView(key) && !isSecretKey(key))
    throw new ERR_INVALID_ARG_TYPE('key', types, key);
  const bytes = bytesOf(key, options?.encoding, 'key');
  const inner = startDigest(algorithm);
  const outer = startDigest(algorithm);
  const size = binding.digestBlockSize(inner);
  let padded = bufferOf(bytes);
  if (padded.length > size) {
    const state = startDigest(algorithm);
    binding.digestUpdate(state, padded);
    padded = bufferOf(binding.digestFinish(state));
  }
  padded = Buffer.concat([padded, Buffer.alloc(size - padded.length)]);
  const other = Buffer.from(padded);
  for (let i = 0; i < size; i++) {
    padded[i] ^= 0x36;
    other[i] ^= 0x5c;
  }
  binding.digestUpdate(inner, padded);
  binding.digestUpdate(outer, other);
  hide(this, kState, inner);
  hide(this, kOuter, outer);
  hide(this, kFinished, false);
  ReflectApply(Transform, this, [options]);
}
Hmac.prototype.update = Hash.prototype.update;
Hmac.prototype.digest = function digest(outputEncoding) {
  // A second digest is empty: https://nodejs.org/api/crypto.html#hmacdigestencoding
  if (this[kFinished]) return outputEncoding && outputEncoding !== 'buffer' ? '' : Buffer.alloc(0);
  this[kFinished] = true;
  binding.digestUpdate(this[kOuter], binding.digestFinish(this[kState]));
  return encoded(binding.digestFinish(this[kOuter]), outputEncoding);
};

function createHmac(algorithm, key, options) {
  return new Hmac(algorithm, key, options);
}

const hashes = [
  'RSA-MD5',
  'RSA-SHA1',
  'RSA-SHA224',
  'RSA-SHA256',
  'RSA-SHA384',
  'RSA-SHA512',
  'RSA-SHA512/224',
  'RSA-SHA512/256',
  'blake2b512',
  'blake2s256',
  'md5',
  'sha1',
  'sha224',
  'sha256',
  'sha3-224',
  'sha3-256',
  'sha3-384',
  'sha3-512',
  'sha384',
  'sha512',
  'sha512-224',
  'sha512-256',
];
function getHashes() {
  return ArrayPrototypeSlice(hashes);
}

function pbkdf2Sync(password, salt, iterations, keylen, digest) {
  const secret = bytesOf(password, 'utf8', 'password');
  const salted = bytesOf(salt, 'utf8', 'salt');
  validateInteger(iterations, 'iterations', 1, 2 ** 31 - 1);
  validateInteger(keylen, 'keylen', 0, 2 ** 31 - 1);
  validateString(digest, 'digest');
  const result = Buffer.alloc(keylen);
  if (!binding.pbkdf2(digest, secret, salted, iterations, result))
    throw makeError(intrinsic('TypeError'), 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${digest}`);
  return result;
}

function pbkdf2(password, salt, iterations, keylen, digest, callback) {
  if (typeof digest === 'function') throw new ERR_INVALID_ARG_TYPE('digest', 'string', undefined);
  validateFunction(callback, 'callback');
  const result = pbkdf2Sync(password, salt, iterations, keylen, digest);
  nextTick(callback, null, result);
}

/** https://nodejs.org/api/crypto.html#cryptoscryptsyncpassword-salt-keylen-options */
function scryptSync(password, salt, keylen, options = undefined) {
  const secret = bytesOf(password, 'utf8', 'password');
  const salted = bytesOf(salt, 'utf8', 'salt');
  validateInteger(keylen, 'keylen', 0, 2 ** 31 - 1);
  if (options !== undefined) validateObject(options, 'options');
  const cost = options?.cost ?? options?.N ?? 16384;
  const blockSize = options?.blockSize ?? options?.r ?? 8;
  const parallelization = options?.parallelization ?? options?.p ?? 1;
  const maxmem = options?.maxmem ?? 32 * 1024 * 1024;
  validateInteger(cost, 'N', 0, 2 ** 32 - 1);
  validateInteger(blockSize, 'r', 0, 2 ** 32 - 1);
  validateInteger(parallelization, 'p', 0, 2 ** 32 - 1);
  validateInteger(maxmem, 'maxmem', 0);
  const result = Buffer.alloc(keylen);
  if (!binding.scrypt(secret, salted, cost, blockSize, parallelization, maxmem, result))
    throw makeError(intrinsic('RangeError'), 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS', 'Invalid scrypt params');
  return result;
}

function scrypt(password, salt, keylen, options, callback) {
  if (callback === undefined) {
    callback = options;
    options = undefined;
  }
  validateFunction(callback, 'callback');
  const result = scryptSync(password, salt, keylen, options);
  nextTick(callback, null, result);
}

/** https://nodejs.org/api/crypto.html#cryptohkdfsyncdigest-ikm-salt-info-keylen: https://www.rfc-editor.org/rfc/rfc5869 */
function hkdfSync(digest, ikm, salt, info, keylen) {
  validateString(digest, 'digest');
  const key = bytesOf(ikm, 'utf8', 'ikm');
  const salted = bytesOf(salt, 'utf8', 'salt');
  const context = bytesOf(info, 'utf8', 'info');
  validateInteger(keylen, 'length', 0, 2 ** 31 - 1);
  if (context.byteLength > 1024)
    throw new ERR_OUT_OF_RANGE('info', 'must not contain more than 1024 bytes', context.byteLength);
  if (!hasDigest(digest))
    throw makeError(intrinsic('TypeError'), 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${digest}`);
  const extracted = createHmac(digest, salted).update(key).digest();
  if (keylen > 255 * extracted.length)
    throw makeError(intrinsic('RangeError'), 'ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length');
  const result = Buffer.alloc(keylen);
  let block = Buffer.alloc(0);
  for (let at = 0, i = 1; at < keylen; at += block.length, i++) {
    block = createHmac(digest, extracted).update(block).update(context).update(Buffer.from([i])).digest();
    block.copy(result, at);
  }
  return result.buffer.slice(result.byteOffset, result.byteOffset + keylen);
}

function hkdf(digest, ikm, salt, info, keylen, callback) {
  validateFunction(callback, 'callback');
  const result = hkdfSync(digest, ikm, salt, info, keylen);
  nextTick(callback, null, result);
}

/** Whether createHash() knows it. */
function hasDigest(digest) {
  try {
    createHash(digest);
    return true;
  } catch {
    return false;
  }
}

// Randomness ------------------------------------------------------------------------------------------------

const kMostRandom = 2 ** 31 - 1;

function randomBytes(size, callback) {
  validateNumber(size, 'size', 0, kMostRandom);
  if (callback !== undefined) validateFunction(callback, 'callback');
  const result = Buffer.alloc(MathTrunc(size));
  binding.fillRandom(result);
  if (callback === undefined) return result;
  nextTick(callback, null, result);
  return undefined;
}

function randomFillSync(buffer, offset = 0, size) {
  if (!isAnyArrayBuffer(buffer) && !isArrayBufferView(buffer))
    throw new ERR_INVALID_ARG_TYPE('buf', ['ArrayBuffer', 'ArrayBufferView'], buffer);
  const element = buffer.BYTES_PER_ELEMENT ?? 1;
  validateNumber(offset, 'offset', 0, buffer.byteLength / element);
  const start = offset * element;
  const most = buffer.byteLength - start;
  if (size !== undefined) validateNumber(size, 'size', 0, kMostRandom);
  const length = size === undefined ? most : size * element;
  if (length > most) throw new ERR_OUT_OF_RANGE('size + offset', `<= ${buffer.byteLength}`, length + start);
  const whole = isAnyArrayBuffer(buffer) ? Buffer.from(buffer) : bufferOf(buffer);
  binding.fillRandom(whole.subarray(start, start + length));
  return buffer;
}

function randomFill(buffer, offset, size, callback) {
  if (typeof offset === 'function') {
    callback = offset;
    offset = 0;
    size = undefined;
  } else if (typeof size === 'function') {
    callback = size;
    size = undefined;
  }
  validateFunction(callback, 'callback');
  randomFillSync(buffer, offset, size);
  nextTick(callback, null, buffer);
}

const kMostRange = 2 ** 48 - 1;

/** Evenly distributed: numbers behind the last whole range are thrown away. */
function randomInt(min, max, callback) {
  const hasNoMin = max === undefined || typeof max === 'function';
  if (hasNoMin) {
    callback = max;
    max = min;
    min = 0;
  }
  if (callback !== undefined) validateFunction(callback, 'callback');
  if (!NumberIsSafeInteger(min)) throw new ERR_INVALID_ARG_TYPE('min', 'a safe integer', min);
  if (!NumberIsSafeInteger(max)) throw new ERR_INVALID_ARG_TYPE('max', 'a safe integer', max);
  if (max <= min) throw new ERR_OUT_OF_RANGE('max', `greater than the value of "min" (${min})`, max);
  const range = max - min;
  if (!(range <= kMostRange)) {
    const name = hasNoMin ? 'max' : 'max - min';
    throw new ERR_OUT_OF_RANGE(name, `<= ${kMostRange}`, hasNoMin ? max : range);
  }
  const limit = kMostRange - (kMostRange % range);
  const bytes = Buffer.alloc(6);
  let number;
  do {
    binding.fillRandom(bytes);
    number = bytes.readUIntBE(0, 6);
  } while (number >= limit);
  const result = (number % range) + min;
  if (callback === undefined) return result;
  nextTick(callback, undefined, result);
  return undefined;
}

/** https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-4 */
function randomUUID(options) {
  if (options !== undefined) validateObject(options, 'options');
  const bytes = Buffer.alloc(16);
  binding.fillRandom(bytes);
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = bytes.hexSlice();
  const part = (start, end) => StringPrototypeSlice(hex, start, end);
  return `${part(0, 8)}-${part(8, 12)}-${part(12, 16)}-${part(16, 20)}-${part(20)}`;
}

/** https://w3c.github.io/webcrypto/#Crypto-method-getRandomValues */
function getRandomValues(array) {
  if (typeof globalThis.crypto?.getRandomValues === 'function') return globalThis.crypto.getRandomValues(array);
  if (!isTypedArray(array)) throw new ERR_INVALID_ARG_TYPE('typedArray', 'TypedArray', array);
  if (array.byteLength > 65536) throw new RangeError(`The requested length exceeds 65,536 bytes`);
  binding.fillRandom(array);
  return array;
}

function timingSafeEqual(buf1, buf2) {
  const left = viewOf(buf1, 'buf1');
  const right = viewOf(buf2, 'buf2');
  if (left.byteLength !== right.byteLength) {
    const text = 'Input buffers must have the same byte length';
    throw makeError(RangeError, 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', text);
  }
  return binding.areEqual(left, right);
}

function viewOf(value, name) {
  if (isArrayBufferView(value)) return value;
  if (isAnyArrayBuffer(value)) return Buffer.from(value);
  throw new ERR_INVALID_ARG_TYPE(name, ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], value);
}

let subtle;

module.exports = {
  ...missingMembers(
    'crypto',
    'checkPrime checkPrimeSync createCipheriv createDecipheriv createDiffieHellman createECDH createPrivateKey ' +
      'createPublicKey createSign createVerify diffieHellman generateKeyPair ' +
      'generateKeyPairSync generatePrime generatePrimeSync privateDecrypt privateEncrypt ' +
      'publicDecrypt publicEncrypt sign verify X509Certificate',
  ),
  createHash,
  createHmac,
  createSecretKey: (key, encoding) => loadKeys().createSecretKey(key, encoding),
  generateKey: (type, options, callback) => loadKeys().generateKey(type, options, callback),
  generateKeySync: (type, options) => loadKeys().generateKeySync(type, options),
  getHashes,
  getCiphers: () => [],
  getCurves: () => [],
  getFips: () => 0,
  getRandomValues,
  hash,
  hkdf,
  hkdfSync,
  Hash,
  Hmac,
  pbkdf2,
  pbkdf2Sync,
  randomBytes,
  randomFill,
  randomFillSync,
  randomInt,
  randomUUID,
  scrypt,
  scryptSync,
  pseudoRandomBytes: randomBytes,
  prng: randomBytes,
  rng: randomBytes,
  timingSafeEqual,
  constants: {},
};

function defineGetter(name, get) {
  ObjectDefineProperty(module.exports, name, { __proto__: null, configurable: true, enumerable: true, get });
}
defineGetter('KeyObject', () => loadKeys().KeyObject);
defineGetter('webcrypto', () => globalThis.crypto);
defineGetter('subtle', () => {
  subtle ??= require('internal/crypto_subtle').subtle;
  return subtle;
});
