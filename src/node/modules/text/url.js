'use strict';

// https://nodejs.org/api/url.html: what there is besides the standard's URL. The class Url and its parser are
// those of before the standard, and differ from it.

const ArrayPrototypeJoin = uncurried('ArrayPrototype', 'join');
const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');
const ArrayPrototypeShift = uncurried('ArrayPrototype', 'shift');
const ArrayPrototypePop = uncurried('ArrayPrototype', 'pop');
const ArrayPrototypeUnshift = uncurried('ArrayPrototype', 'unshift');
const ObjectKeys = intrinsic('Object', 'keys');
const StringPrototypeIndexOf = uncurried('StringPrototype', 'indexOf');
const StringPrototypeReplaceAll = uncurried('StringPrototype', 'replaceAll');
const StringPrototypeSlice = uncurried('StringPrototype', 'slice');
const StringPrototypeSplit = uncurried('StringPrototype', 'split');
const StringPrototypeStartsWith = uncurried('StringPrototype', 'startsWith');
const StringPrototypeEndsWith = uncurried('StringPrototype', 'endsWith');
const StringPrototypeToLowerCase = uncurried('StringPrototype', 'toLowerCase');
const RegExp = intrinsic('RegExp');
const RegExpPrototypeExec = uncurried('RegExpPrototype', 'exec');
const String = intrinsic('String');
const TypeError = intrinsic('TypeError');
const { decodeURIComponent, encodeURIComponent } = globalThis;

const { codes, makeError } = require('internal/errors');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } = codes;
const { fileURLToPath, pathToFileURL } = require('internal/file_urls');
const { shareGlobals } = require('internal/globals');
const { validateObject, validateString } = require('internal/validators');
const querystring = require('querystring');

// The class -------------------------------------------------------------------------------------------------

function Url() {
  this.protocol = null;
  this.slashes = null;
  this.auth = null;
  this.host = null;
  this.port = null;
  this.hostname = null;
  this.hash = null;
  this.search = null;
  this.query = null;
  this.pathname = null;
  this.path = null;
  this.href = null;
}

const protocolPattern = new RegExp('^[a-z0-9.+-]+:', 'i');
const simplePathPattern = new RegExp('^(\\/\\/?(?!\\/)[^?\\s]*)(\\?[^\\s]*)?$');
const hostWithAuthPattern = new RegExp('^\\/\\/[^@/]+@[^@/]+');
const portPattern = new RegExp(':[0-9]*$');
const forbiddenHostPattern = new RegExp('[\\0\\t\\n\\r #%/:<>?@[\\\\\\]^|]');
const forbiddenIpv6Pattern = new RegExp('[\\0\\t\\n\\r #%/<>?@\\\\^|]');

/** Without a host, whatever follows. */
const isHostless = (protocol) => protocol === 'javascript' || protocol === 'javascript:';

function isSlashed(protocol) {
  switch (protocol) {
    case 'http':
    case 'http:':
    case 'https':
    case 'https:':
    case 'ftp':
    case 'ftp:':
    case 'gopher':
    case 'gopher:':
    case 'file':
    case 'file:':
    case 'ws':
    case 'ws:':
    case 'wss':
    case 'wss:':
      return true;
    default:
      return false;
  }
}

function invalidUrl(input) {
  const error = makeError(TypeError, 'ERR_INVALID_URL', 'Invalid URL', invalidUrl);
  error.input = input;
  return error;
}

// Parsing ---------------------------------------------------------------------------------------------------

function urlParse(url, parseQueryString, slashesDenoteHost) {
  if (url instanceof Url) return url;
  const object = new Url();
  object.parse(url, parseQueryString, slashesDenoteHost);
  return object;
}

const isSpace = (unit) => unit <= ' ' || unit === '\u00a0' || unit === '\ufeff';

function trim(text) {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text[start])) start++;
  while (end > start && isSpace(text[end - 1])) end--;
  return StringPrototypeSlice(text, start, end);
}

/** Backslashes before the query are slashes. */
function withSlashes(url) {
  const text = trim(url);
  let end = text.length;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '?' || text[i] === '#') {
      end = i;
      break;
    }
  }
  return StringPrototypeReplaceAll(StringPrototypeSlice(text, 0, end), '\\', '/') + StringPrototypeSlice(text, end);
}

Url.prototype.parse = function parse(url, parseQueryString, slashesDenoteHost) {
  validateString(url, 'url');
  let rest = withSlashes(url);
  const hasHash = StringPrototypeIndexOf(rest, '#') >= 0;
  if (!slashesDenoteHost && !hasHash && StringPrototypeIndexOf(rest, '@') < 0) {
    const simple = RegExpPrototypeExec(simplePathPattern, rest);
    if (simple) return parseSimplePath(this, rest, simple, parseQueryString);
  }
  const found = RegExpPrototypeExec(protocolPattern, rest);
  let protocol;
  if (found) {
    protocol = StringPrototypeToLowerCase(found[0]);
    this.protocol = protocol;
    rest = StringPrototypeSlice(rest, found[0].length);
  }
  let slashes = false;
  if (slashesDenoteHost || protocol || RegExpPrototypeExec(hostWithAuthPattern, rest)) {
    slashes = StringPrototypeStartsWith(rest, '//');
    if (slashes && !isHostless(protocol)) {
      rest = StringPrototypeSlice(rest, 2);
      this.slashes = true;
    }
  }
  if (!isHostless(protocol) && (slashes || (protocol && !isSlashed(protocol)))) rest = takeHost(this, rest, url);
  if (!isHostless(protocol)) rest = escapeRest(rest);
  splitRest(this, rest, parseQueryString);
  if (isSlashed(protocol) && this.hostname && !this.pathname) this.pathname = '/';
  if (this.pathname || this.search) this.path = (this.pathname || '') + (this.search || '');
  this.href = this.format();
  return this;
};

function parseSimplePath(object, rest, simple, parseQueryString) {
  object.path = rest;
  object.href = rest;
  object.pathname = simple[1];
  if (simple[2]) {
    object.search = simple[2];
    const query = StringPrototypeSlice(simple[2], 1);
    object.query = parseQueryString ? querystring.parse(query) : query;
  } else if (parseQueryString) {
    object.search = null;
    object.query = { __proto__: null };
  }
  return object;
}

const notInHosts = '\t\n\r "%\';<>\\^`{|}';

/** Where the host ends, and where the last '@' before that is. */
function boundsOfHost(rest) {
  let end = -1;
  let at = -1;
  for (let i = 0; i < rest.length; i++) {
    const unit = rest[i];
    if (unit === '#' || unit === '/' || unit === '?') {
      if (end < 0) end = i;
      break;
    }
    if (unit === '@') {
      at = i;
      end = -1;
    } else if (end < 0 && StringPrototypeIndexOf(notInHosts, unit) >= 0) {
      end = i;
    }
  }
  return { at, end: end < 0 ? rest.length : end };
}

/** @return  what follows the host */
function takeHost(object, rest, url) {
  const { at, end } = boundsOfHost(rest);
  if (at >= 0) object.auth = decodeURIComponent(StringPrototypeSlice(rest, 0, at));
  object.host = StringPrototypeSlice(rest, at + 1, end);
  rest = StringPrototypeSlice(rest, end);
  takePort(object);
  object.hostname ??= '';
  const hostname = object.hostname;
  const isIpv6 = hostname[0] === '[' && hostname[hostname.length - 1] === ']';
  if (hostname.length > 255) object.hostname = '';
  else object.hostname = StringPrototypeToLowerCase(hostname);
  if (object.hostname !== '') {
    if (isIpv6) {
      if (RegExpPrototypeExec(forbiddenIpv6Pattern, object.hostname)) throw invalidUrl(url);
    } else {
      if (StringPrototypeIndexOf(object.hostname, ':') >= 0)
        throw new ERR_INVALID_ARG_VALUE('url', 'Invalid port in url', url);
      object.hostname = binding.domainToASCII(object.hostname, true);
      const isForbidden = object.hostname === '' || RegExpPrototypeExec(forbiddenHostPattern, object.hostname);
      if (isForbidden) throw invalidUrl(url);
    }
  }
  const port = object.port ? `:${object.port}` : '';
  object.host = object.hostname + port;
  if (isIpv6) {
    object.hostname = StringPrototypeSlice(object.hostname, 1, -1);
    if (rest[0] !== '/') rest = `/${rest}`;
  }
  return rest;
}

function takePort(object) {
  let host = object.host;
  const found = RegExpPrototypeExec(portPattern, host);
  if (found) {
    const port = found[0];
    if (port !== ':') object.port = StringPrototypeSlice(port, 1);
    host = StringPrototypeSlice(host, 0, host.length - port.length);
  }
  if (host) object.hostname = host;
}
Url.prototype.parseHost = function parseHost() {
  takePort(this);
};

const escapes = {
  __proto__: null,
  '\t': '%09',
  '\n': '%0A',
  '\r': '%0D',
  ' ': '%20',
  '"': '%22',
  "'": '%27',
  '<': '%3C',
  '>': '%3E',
  '\\': '%5C',
  '^': '%5E',
  '`': '%60',
  '{': '%7B',
  '|': '%7C',
  '}': '%7D',
};

function escapeRest(rest) {
  let result = '';
  for (let i = 0; i < rest.length; i++) result += escapes[rest[i]] ?? rest[i];
  return result;
}

function splitRest(object, rest, parseQueryString) {
  const hash = StringPrototypeIndexOf(rest, '#');
  if (hash >= 0) {
    object.hash = StringPrototypeSlice(rest, hash);
    rest = StringPrototypeSlice(rest, 0, hash);
  }
  const question = StringPrototypeIndexOf(rest, '?');
  if (question >= 0) {
    object.search = StringPrototypeSlice(rest, question);
    const query = StringPrototypeSlice(rest, question + 1);
    object.query = parseQueryString ? querystring.parse(query) : query;
    rest = StringPrototypeSlice(rest, 0, question);
  } else if (parseQueryString) {
    object.search = null;
    object.query = { __proto__: null };
  }
  if (rest !== '') object.pathname = rest;
}

// Formatting ------------------------------------------------------------------------------------------------

function isUrl(value) {
  return typeof globalThis.URL === 'function' && value instanceof globalThis.URL;
}

/** https://nodejs.org/api/url.html#urlformaturl-options */
function urlFormat(urlObject, options) {
  if (typeof urlObject === 'string') urlObject = urlParse(urlObject);
  else if (typeof urlObject !== 'object' || urlObject === null)
    throw new ERR_INVALID_ARG_TYPE('urlObject', ['Object', 'string'], urlObject);
  else if (isUrl(urlObject)) return formatUrl(urlObject, options);
  return uncurried('FunctionPrototype', 'call')(Url.prototype.format, urlObject);
}

function formatUrl(url, options) {
  if (options !== undefined && options !== null) validateObject(options, 'options');
  const copy = new globalThis.URL(url.href);
  if (options?.fragment === false) copy.hash = '';
  if (options?.search === false) copy.search = '';
  if (options?.auth === false) copy.username = copy.password = '';
  if (!options?.unicode || copy.host === '') return copy.href;
  const start = StringPrototypeIndexOf(copy.href, copy.host, copy.protocol.length);
  const unicode = domainToUnicode(copy.hostname);
  return (
    StringPrototypeSlice(copy.href, 0, start) + unicode + StringPrototypeSlice(copy.href, start + copy.hostname.length)
  );
}

function encodeAuth(auth) {
  return StringPrototypeReplaceAll(encodeURIComponent(auth), '%3A', ':');
}

Url.prototype.format = function format() {
  const auth = this.auth ? `${encodeAuth(this.auth)}@` : '';
  let protocol = this.protocol || '';
  let pathname = this.pathname || '';
  let hash = this.hash || '';
  let host = '';
  if (this.host) {
    host = auth + this.host;
  } else if (this.hostname) {
    const isIpv6 = StringPrototypeIndexOf(this.hostname, ':') >= 0 && this.hostname[0] !== '[';
    host = auth + (isIpv6 ? `[${this.hostname}]` : this.hostname);
    if (this.port) host += `:${this.port}`;
  }
  const query = this.query !== null && typeof this.query === 'object' ? querystring.stringify(this.query) : '';
  let search = this.search || (query && `?${query}`) || '';
  if (protocol && !StringPrototypeEndsWith(protocol, ':')) protocol += ':';
  pathname = StringPrototypeReplaceAll(StringPrototypeReplaceAll(pathname, '#', '%23'), '?', '%3F');
  if (this.slashes || isSlashed(protocol)) {
    if (this.slashes || host) {
      if (pathname && pathname[0] !== '/') pathname = `/${pathname}`;
      host = `//${host}`;
    } else if (protocol === 'file:') {
      host = '//';
    }
  }
  search = StringPrototypeReplaceAll(search, '#', '%23');
  if (hash && hash[0] !== '#') hash = `#${hash}`;
  if (search && search[0] !== '?') search = `?${search}`;
  return protocol + host + pathname + search + hash;
};

// Resolving -------------------------------------------------------------------------------------------------

function urlResolve(source, relative) {
  return urlParse(source, false, true).resolve(relative);
}
function urlResolveObject(source, relative) {
  return source ? urlParse(source, false, true).resolveObject(relative) : relative;
}
Url.prototype.resolve = function resolve(relative) {
  return this.resolveObject(urlParse(relative, false, true)).format();
};

function copyOf(source) {
  const result = new Url();
  const keys = ObjectKeys(source);
  for (let i = 0; i < keys.length; i++) result[keys[i]] = source[keys[i]];
  return result;
}

function updatePath(object) {
  object.path = object.pathname || object.search ? (object.pathname || '') + (object.search || '') : null;
  object.href = object.format();
  return object;
}

Url.prototype.resolveObject = function resolveObject(relative) {
  if (typeof relative === 'string') relative = urlParse(relative, false, true);
  const result = copyOf(this);
  result.hash = relative.hash;
  if (relative.href === '') {
    result.href = result.format();
    return result;
  }
  // Without a protocol of its own: all the rest is the relative one's.
  if (relative.slashes && !relative.protocol) {
    const keys = ObjectKeys(relative);
    for (let i = 0; i < keys.length; i++) if (keys[i] !== 'protocol') result[keys[i]] = relative[keys[i]];
    if (isSlashed(result.protocol) && result.hostname && !result.pathname) result.path = result.pathname = '/';
    result.href = result.format();
    return result;
  }
  if (relative.protocol && relative.protocol !== result.protocol) return resolveOther(result, relative);
  return resolveSame(result, relative);
};

/** Of another protocol. */
function resolveOther(result, relative) {
  if (!isSlashed(relative.protocol)) {
    const keys = ObjectKeys(relative);
    for (let i = 0; i < keys.length; i++) result[keys[i]] = relative[keys[i]];
    result.href = result.format();
    return result;
  }
  result.protocol = relative.protocol;
  if (!relative.host && relative.protocol !== 'file:' && !isHostless(relative.protocol)) {
    const parts = StringPrototypeSplit(relative.pathname || '', '/');
    while (parts.length > 0 && !(relative.host = ArrayPrototypeShift(parts)));
    relative.host ||= '';
    relative.hostname ||= '';
    if (parts[0] !== '') ArrayPrototypeUnshift(parts, '');
    if (parts.length < 2) ArrayPrototypeUnshift(parts, '');
    result.pathname = ArrayPrototypeJoin(parts, '/');
  } else {
    result.pathname = relative.pathname;
  }
  result.search = relative.search;
  result.query = relative.query;
  result.host = relative.host || '';
  result.auth = relative.auth;
  result.hostname = relative.hostname || relative.host;
  result.port = relative.port;
  result.slashes ||= relative.slashes;
  return updatePath(result);
}

/** Of the same protocol, or none: as paths are resolved. */
function resolveSame(result, relative) {
  const isSourceAbsolute = !!result.pathname && result.pathname[0] === '/';
  const isRelativeAbsolute = !!relative.host || (!!relative.pathname && relative.pathname[0] === '/');
  let mustEndAbsolute = isRelativeAbsolute || isSourceAbsolute || (!!result.host && !!relative.pathname);
  const removesAllDots = mustEndAbsolute;
  let parts = result.pathname ? StringPrototypeSplit(result.pathname, '/') : [];
  const added = relative.pathname ? StringPrototypeSplit(relative.pathname, '/') : [];
  const isOpaque = !!result.protocol && !isSlashed(result.protocol);
  if (isOpaque) {
    takeHostOfOpaque(result, relative, parts, added);
    mustEndAbsolute &&= added[0] === '' || parts[0] === '';
  }
  if (isRelativeAbsolute) {
    if (relative.host || relative.host === '') {
      if (result.host !== relative.host) result.auth = null;
      result.host = relative.host;
      result.port = relative.port;
    }
    if (relative.hostname || relative.hostname === '') {
      if (result.hostname !== relative.hostname) result.auth = null;
      result.hostname = relative.hostname;
    }
    result.search = relative.search;
    result.query = relative.query;
    parts = added;
  } else if (added.length > 0) {
    ArrayPrototypePop(parts);
    for (let i = 0; i < added.length; i++) ArrayPrototypePush(parts, added[i]);
    result.search = relative.search;
    result.query = relative.query;
  } else if (relative.search !== null && relative.search !== undefined) {
    if (isOpaque) takeAuthOfOpaque(result, ArrayPrototypeShift(parts) ?? null);
    result.search = relative.search;
    result.query = relative.query;
    return updatePath(result);
  }
  if (parts.length === 0) {
    result.pathname = null;
    result.path = result.search ? `/${result.search}` : null;
    result.href = result.format();
    return result;
  }
  return finishPath(result, relative, parts, { mustEndAbsolute, removesAllDots, isOpaque });
}

function takeAuthOfOpaque(result, host) {
  const at = host ? StringPrototypeIndexOf(host, '@') : -1;
  if (at > 0) {
    result.auth = StringPrototypeSlice(host, 0, at);
    host = StringPrototypeSlice(host, at + 1);
  }
  result.hostname = result.host = host;
}

function takeHostOfOpaque(result, relative, parts, added) {
  result.hostname = '';
  result.port = null;
  if (result.host) {
    if (parts[0] === '') parts[0] = result.host;
    else ArrayPrototypeUnshift(parts, result.host);
  }
  result.host = '';
  if (!relative.protocol) return;
  relative.hostname = null;
  relative.port = null;
  result.auth = null;
  if (relative.host) {
    if (added[0] === '') added[0] = relative.host;
    else ArrayPrototypeUnshift(added, relative.host);
  }
  relative.host = null;
}

/** Without "." and "..". */
function finishPath(result, relative, parts, { mustEndAbsolute, removesAllDots, isOpaque }) {
  const last = parts[parts.length - 1];
  const hasTrailingSlash =
    ((result.host || relative.host || parts.length > 1) && (last === '.' || last === '..')) || last === '';
  let up = 0;
  const kept = [];
  for (let i = parts.length - 1; i >= 0; i--) {
    if (parts[i] === '.') continue;
    if (parts[i] === '..') {
      up++;
    } else if (up > 0) {
      up--;
    } else {
      ArrayPrototypeUnshift(kept, parts[i]);
    }
  }
  if (!mustEndAbsolute && !removesAllDots) for (; up > 0; up--) ArrayPrototypeUnshift(kept, '..');
  if (mustEndAbsolute && kept[0] !== '' && (!kept[0] || kept[0][0] !== '/')) ArrayPrototypeUnshift(kept, '');
  if (hasTrailingSlash && !StringPrototypeEndsWith(ArrayPrototypeJoin(kept, '/'), '/')) ArrayPrototypePush(kept, '');
  const isAbsolute = kept[0] === '' || (!!kept[0] && kept[0][0] === '/');
  if (isOpaque) {
    takeAuthOfOpaque(result, isAbsolute || kept.length === 0 ? '' : ArrayPrototypeShift(kept));
  }
  mustEndAbsolute ||= !!result.host && kept.length > 0;
  if (mustEndAbsolute && !isAbsolute) ArrayPrototypeUnshift(kept, '');
  result.pathname = kept.length > 0 ? ArrayPrototypeJoin(kept, '/') : null;
  const hasPath = result.pathname !== null || result.search !== null;
  if (hasPath) result.path = (result.pathname || '') + (result.search || '');
  else result.path = null;
  result.auth = relative.auth || result.auth;
  result.slashes ||= relative.slashes;
  result.href = result.format();
  return result;
}

// Domains and files -----------------------------------------------------------------------------------------

function domainToASCII(domain) {
  return binding.domainToASCII(`${domain}`, false);
}
function domainToUnicode(domain) {
  return binding.domainToUnicode(`${domain}`);
}

/** https://nodejs.org/api/url.html#urlurltohttpoptionsurl */
function urlToHttpOptions(url) {
  const options = {
    __proto__: null,
    protocol: url.protocol,
    hostname: url.hostname && url.hostname[0] === '[' ? StringPrototypeSlice(url.hostname, 1, -1) : url.hostname,
    hash: url.hash,
    search: url.search,
    pathname: url.pathname,
    path: `${url.pathname || ''}${url.search || ''}`,
    href: url.href,
  };
  if (url.port !== '') options.port = +url.port;
  if (url.username || url.password)
    options.auth = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return options;
}

module.exports = {
  Url,
  parse: urlParse,
  resolve: urlResolve,
  resolveObject: urlResolveObject,
  format: urlFormat,
  domainToASCII,
  domainToUnicode,
  pathToFileURL,
  fileURLToPath,
  urlToHttpOptions,
};

shareGlobals(module.exports, ['URL', 'URLPattern', 'URLSearchParams']);
