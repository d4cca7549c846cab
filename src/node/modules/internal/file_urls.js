'use strict';

// Paths of files as URLs, and back: https://nodejs.org/api/url.html#urlpathtofileurlpath-options

const StringPrototypeEndsWith = uncurried('StringPrototype', 'endsWith');
const StringPrototypeIncludes = uncurried('StringPrototype', 'includes');
const StringPrototypeIndexOf = uncurried('StringPrototype', 'indexOf');
const StringPrototypeReplaceAll = uncurried('StringPrototype', 'replaceAll');
const StringPrototypeSlice = uncurried('StringPrototype', 'slice');
const StringPrototypeStartsWith = uncurried('StringPrototype', 'startsWith');
const StringPrototypeToLowerCase = uncurried('StringPrototype', 'toLowerCase');
const { decodeURIComponent, encodeURIComponent } = globalThis;

const {
  codes: {
    ERR_INVALID_ARG_TYPE,
    ERR_INVALID_ARG_VALUE,
    ERR_INVALID_FILE_URL_HOST,
    ERR_INVALID_FILE_URL_PATH,
    ERR_INVALID_URL_SCHEME,
    ERR_METHOD_NOT_IMPLEMENTED,
  },
} = require('internal/errors');
const { validateString } = require('internal/validators');
const path = require('path');

/** A path in which the URL parser takes nothing for something else. */
function encodePath(text, units) {
  for (let i = 0; i < units.length; i++)
    text = StringPrototypeReplaceAll(text, units[i], encodeURIComponent(units[i]));
  return text;
}

/** https://nodejs.org/api/url.html#urlpathtofileurlpath-options, as a text */
function fileUrlText(filepath) {
  let resolved = path.posix.resolve(filepath);
  const wantsSlash = StringPrototypeEndsWith(filepath, '/') && !StringPrototypeEndsWith(resolved, '/');
  if (wantsSlash) resolved += '/';
  return `file://${encodePath(resolved, '%\\\n\r\t?#')}`;
}

/** The same of a path of Windows; one that begins with `\\\\` has a host. */
function windowsFileUrlText(filepath) {
  const isOnHost = StringPrototypeStartsWith(filepath, '\\\\');
  let resolved = isOnHost ? filepath : path.win32.resolve(filepath);
  if (StringPrototypeStartsWith(resolved, '\\\\?\\') && !StringPrototypeStartsWith(resolved, '\\\\?\\UNC\\'))
    resolved = StringPrototypeSlice(resolved, 4);
  let host = '';
  if (StringPrototypeStartsWith(resolved, '\\\\')) {
    const start = StringPrototypeStartsWith(resolved, '\\\\?\\UNC\\') ? 8 : 2;
    const end = StringPrototypeIndexOf(resolved, '\\', start);
    if (end === -1) throw new ERR_INVALID_ARG_VALUE('path', resolved, 'Missing UNC resource path');
    if (end === 2) throw new ERR_INVALID_ARG_VALUE('path', resolved, 'Empty UNC servername');
    host = StringPrototypeSlice(resolved, start, end);
    resolved = StringPrototypeSlice(resolved, end);
  } else {
    const last = filepath[filepath.length - 1];
    const wantsSlash = (last === '/' || last === '\\') && !StringPrototypeEndsWith(resolved, '\\');
    if (wantsSlash) resolved += '/';
    if (resolved[0] !== '\\') resolved = `/${resolved}`;
  }
  return `file://${host}${encodePath(resolved, '%\n\r\t?#')}`;
}

function pathToFileURL(filepath, options) {
  validateString(filepath, 'path');
  return new (requireURL())(options?.windows ? windowsFileUrlText(filepath) : fileUrlText(filepath));
}

function requireURL() {
  if (typeof globalThis.URL !== 'function') throw new ERR_METHOD_NOT_IMPLEMENTED('URL()');
  return globalThis.URL;
}

/** https://nodejs.org/api/url.html#urlfileurltopathurl-options */
function fileURLToPath(url, options) {
  if (typeof url === 'string') {
    url = typeof globalThis.URL === 'function' ? new globalThis.URL(url) : require('url').parse(url);
  } else if (typeof url?.href !== 'string' || typeof url.protocol !== 'string') {
    throw new ERR_INVALID_ARG_TYPE('path', ['string', 'URL'], url);
  }
  if (url.protocol !== 'file:') throw new ERR_INVALID_URL_SCHEME('file');
  if (options?.windows) return windowsPathOf(url);
  if (url.hostname) throw new ERR_INVALID_FILE_URL_HOST('linux');
  if (hasEscape(url.pathname, '2f')) throw new ERR_INVALID_FILE_URL_PATH('must not include encoded / characters');
  return decodeURIComponent(url.pathname);
}

/** @param digits  in lower case */
function hasEscape(pathname, digits) {
  return StringPrototypeIncludes(StringPrototypeToLowerCase(pathname), `%${digits}`);
}

function windowsPathOf({ hostname, pathname }) {
  if (hasEscape(pathname, '2f') || hasEscape(pathname, '5c'))
    throw new ERR_INVALID_FILE_URL_PATH('must not include encoded \\ or / characters');
  const filepath = decodeURIComponent(StringPrototypeReplaceAll(pathname, '/', '\\'));
  if (hostname !== '') return `\\\\${require('url').domainToUnicode(hostname)}${filepath}`;
  const letter = StringPrototypeToLowerCase(filepath[1] ?? '');
  if (!(letter >= 'a' && letter <= 'z') || filepath[2] !== ':')
    throw new ERR_INVALID_FILE_URL_PATH('must be absolute');
  return StringPrototypeSlice(filepath, 1);
}

module.exports = { fileURLToPath, pathToFileURL };
