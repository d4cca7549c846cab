'use strict';

// Names of encodings: https://nodejs.org/api/buffer.html#buffers-and-character-encodings. The numbers are those
// that C++ knows (node/buffer/text_codecs.h).

const StringPrototypeToLowerCase = uncurried('StringPrototype', 'toLowerCase');

const UTF8 = 0;
const UTF16LE = 1;
const LATIN1 = 2;
const ASCII = 3;
const BASE64 = 4;
const BASE64URL = 5;
const HEX = 6;

const names = ['utf8', 'utf16le', 'latin1', 'ascii', 'base64', 'base64url', 'hex'];

function numberOf(name) {
  switch (name) {
    case 'utf8':
    case 'utf-8':
      return UTF8;
    case 'hex':
      return HEX;
    case 'base64':
      return BASE64;
    case 'latin1':
    case 'binary':
      return LATIN1;
    case 'ascii':
      return ASCII;
    case 'utf16le':
    case 'utf-16le':
    case 'ucs2':
    case 'ucs-2':
      return UTF16LE;
    case 'base64url':
      return BASE64URL;
    default:
      return undefined;
  }
}

/** The number of an encoding, in whatever case its name is written; undefined: there is no such encoding. */
function encodingNumber(name) {
  return numberOf(name) ?? numberOf(StringPrototypeToLowerCase(`${name}`));
}

/** The name that Node itself uses for what may be called otherwise; undefined: there is no such encoding. */
function normalizeEncoding(name) {
  const number = name === undefined || name === null || name === '' ? UTF8 : encodingNumber(name);
  return number === undefined ? undefined : names[number];
}

module.exports = { ASCII, BASE64, BASE64URL, HEX, LATIN1, UTF16LE, UTF8, encodingNumber, normalizeEncoding };
