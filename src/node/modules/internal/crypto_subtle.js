'use strict';

// `crypto.subtle`: https://w3c.github.io/webcrypto/#subtlecrypto-interface. Digests only; whatever else is asked of it
// is refused, as the standard has it of algorithms that are not there.

const Promise = intrinsic('Promise');
const PromiseReject = uncurried('Promise', 'reject');
const StringPrototypeToUpperCase = uncurried('StringPrototype', 'toUpperCase');

const { codes } = require('internal/errors');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/types');

const digests = { __proto__: null, 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };

function notSupported(what) {
  return new globalThis.DOMException(`${what} is not supported yet`, 'NotSupportedError');
}

class SubtleCrypto {
  /** https://w3c.github.io/webcrypto/#SubtleCrypto-method-digest */
  async digest(algorithm, data) {
    const name = typeof algorithm === 'string' ? algorithm : algorithm?.name;
    const digest = digests[StringPrototypeToUpperCase(`${name}`)];
    if (digest === undefined) throw notSupported(`The digest ${name}`);
    if (!isAnyArrayBuffer(data) && !isArrayBufferView(data))
      throw new codes.ERR_INVALID_ARG_TYPE('data', ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], data);
    const result = require('crypto').createHash(digest).update(data).digest();
    return result.buffer.slice(result.byteOffset, result.byteOffset + result.byteLength);
  }
}

const others = [
  'decapsulateBits', 'decapsulateKey', 'decrypt', 'deriveBits', 'deriveKey', 'encapsulateBits', 'encapsulateKey', 'encrypt',
  'exportKey', 'generateKey', 'getPublicKey', 'importKey', 'sign', 'unwrapKey', 'verify', 'wrapKey',
];
for (let i = 0; i < others.length; i++) {
  const name = others[i];
  SubtleCrypto.prototype[name] = {
    [name]: () => PromiseReject(Promise, notSupported(`crypto.subtle.${name}()`)),
  }[name];
}

module.exports = { subtle: new SubtleCrypto() };
