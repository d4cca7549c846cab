'use strict';

// Secret keys as objects: https://nodejs.org/api/crypto.html#class-keyobject. Public and private keys are not there
// yet.

const ObjectDefineProperty = intrinsic('Object', 'defineProperty');
const SymbolToStringTag = intrinsic('Symbol', 'toStringTag');

const { Buffer } = require('buffer');
const { codes } = require('internal/errors');
const { missing } = require('internal/missing');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/types');
const { nextTick } = require('internal/util');
const { validateFunction, validateInteger, validateObject, validateOneOf, validateString } =
  require('internal/validators');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } = codes;

/** What nobody else can make keys with. */
const kMade = intrinsic('Symbol')('kMade');

class KeyObject {
  #bytes;
  #type;

  constructor(type, handle) {
    if (type !== 'secret' && type !== 'public' && type !== 'private') throw new ERR_INVALID_ARG_VALUE('type', type);
    if (typeof handle !== 'object' || handle?.made !== kMade) throw new ERR_INVALID_ARG_TYPE('handle', 'object', handle);
    this.#type = type;
    this.#bytes = handle.bytes;
  }

  /** Keys of the Web Crypto API are not there yet. */
  static from(key) {
    throw new ERR_INVALID_ARG_TYPE('key', 'CryptoKey', key);
  }

  get type() {
    return this.#type;
  }

  equals(otherKeyObject) {
    if (!isSecretKey(otherKeyObject)) throw new ERR_INVALID_ARG_TYPE('otherKeyObject', 'KeyObject', otherKeyObject);
    return otherKeyObject.#type === this.#type && otherKeyObject.#bytes.equals(this.#bytes);
  }

  static isKey(value) {
    return typeof value === 'object' && value !== null && #bytes in value;
  }

  static bytesOf(key) {
    return key.#bytes;
  }
}
const { bytesOf: secretOf, isKey: isSecretKey } = KeyObject;
delete KeyObject.bytesOf;
delete KeyObject.isKey;
KeyObject.prototype.toCryptoKey = missing('KeyObject.toCryptoKey');
ObjectDefineProperty(KeyObject.prototype, SymbolToStringTag, {
  __proto__: null,
  configurable: true,
  enumerable: false,
  value: 'KeyObject',
});

class SecretKeyObject extends KeyObject {
  get symmetricKeySize() {
    return secretOf(this).length;
  }

  export(options) {
    if (options !== undefined) validateObject(options, 'options');
    const format = options?.format;
    validateOneOf(format, 'options.format', [undefined, 'buffer', 'jwk']);
    // https://www.rfc-editor.org/rfc/rfc7518#section-6.4
    if (format === 'jwk') return { kty: 'oct', k: secretOf(this).toString('base64url') };
    return Buffer.from(secretOf(this));
  }
}

function makeKey(bytes) {
  return new SecretKeyObject('secret', { made: kMade, bytes });
}

/** https://nodejs.org/api/crypto.html#cryptocreatesecretkeykey-encoding */
function createSecretKey(key, encoding) {
  if (typeof key === 'string') return makeKey(Buffer.from(key, encoding));
  if (isAnyArrayBuffer(key)) return makeKey(Buffer.from(Buffer.from(key)));
  if (!isArrayBufferView(key))
    throw new ERR_INVALID_ARG_TYPE('key', ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], key);
  return makeKey(Buffer.from(Buffer.from(key.buffer, key.byteOffset, key.byteLength)));
}

/** https://nodejs.org/api/crypto.html#cryptogeneratekeysynctype-options */
function generateKeySync(type, options) {
  validateString(type, 'type');
  validateObject(options, 'options');
  const { length } = options;
  if (type === 'hmac') validateInteger(length, 'options.length', 8, 2 ** 31 - 1);
  else if (type === 'aes') validateOneOf(length, 'options.length', [128, 192, 256]);
  else throw new ERR_INVALID_ARG_VALUE('type', type, 'must be a supported key type');
  return makeKey(require('crypto').randomBytes(length >>> 3));
}

function generateKey(type, options, callback) {
  validateFunction(callback, 'callback');
  const key = generateKeySync(type, options);
  nextTick(callback, null, key);
}

module.exports = { KeyObject, createSecretKey, generateKey, generateKeySync, isSecretKey, secretOf };
