'use strict';

// https://nodejs.org/api/util.html#class-utilmimetype, whose algorithms are those of https://mimesniff.spec.whatwg.org.

const ArrayPrototypeJoin = uncurried('ArrayPrototype', 'join');
const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');
const JSONStringify = intrinsic('JSON', 'stringify');
const Map = intrinsic('Map');
const MapPrototypeDelete = uncurried('MapPrototype', 'delete');
const MapPrototypeEntries = uncurried('MapPrototype', 'entries');
const MapPrototypeForEach = uncurried('MapPrototype', 'forEach');
const MapPrototypeGet = uncurried('MapPrototype', 'get');
const MapPrototypeHas = uncurried('MapPrototype', 'has');
const MapPrototypeKeys = uncurried('MapPrototype', 'keys');
const MapPrototypeSet = uncurried('MapPrototype', 'set');
const MapPrototypeValues = uncurried('MapPrototype', 'values');
const RegExpPrototypeTest = uncurried('RegExpPrototype', 'test');
const RegExpPrototypeExec = uncurried('RegExpPrototype', 'exec');
const StringPrototypeIndexOf = uncurried('StringPrototype', 'indexOf');
const StringPrototypeReplaceAll = uncurried('StringPrototype', 'replaceAll');
const StringPrototypeSlice = uncurried('StringPrototype', 'slice');
const StringPrototypeToLowerCase = uncurried('StringPrototype', 'toLowerCase');
const SymbolIterator = intrinsic('Symbol', 'iterator');
const TypeError = intrinsic('TypeError');

const { makeError } = require('internal/errors');

// https://mimesniff.spec.whatwg.org/#terminology
const noTokenUnit = /[^!#$%&'*+\-.^_`|~A-Za-z0-9]/;
const noValueUnit = /[^\t\u0020-\u007e\u0080-\u00ff]/;
const isBlank = (unit) => unit === ' ' || unit === '\t' || unit === '\n' || unit === '\r';

function syntaxError(production, text, index, above) {
  const place = index >= 0 ? ` at ${index}` : '';
  const message = `The MIME syntax for a ${production} in ${JSONStringify(text)} is invalid${place}`;
  return makeError(TypeError, 'ERR_INVALID_MIME_SYNTAX', message, above);
}

/** Where the first unit is that is none of a token's; -1: it is one. */
function badTokenUnit(text) {
  return RegExpPrototypeExec(noTokenUnit, text)?.index ?? -1;
}

function trimEnd(text) {
  let end = text.length;
  while (end > 0 && isBlank(text[end - 1])) end--;
  return StringPrototypeSlice(text, 0, end);
}

function trim(text) {
  let start = 0;
  while (start < text.length && isBlank(text[start])) start++;
  return trimEnd(StringPrototypeSlice(text, start));
}

/** https://fetch.spec.whatwg.org/#collect-an-http-quoted-string, from behind the first quotation mark. */
function quotedAt(text, at) {
  let value = '';
  for (; at < text.length && text[at] !== '"'; at++) {
    if (text[at] === '\\' && at + 1 < text.length) at++;
    value += text[at];
  }
  return { value, next: at + 1 };
}

// https://mimesniff.spec.whatwg.org/#parse-a-mime-type, from step 11 on
function addParameters(map, text) {
  for (let at = 0; at < text.length;) {
    while (at < text.length && isBlank(text[at])) at++;
    let end = at;
    while (end < text.length && text[end] !== ';' && text[end] !== '=') end++;
    const name = StringPrototypeToLowerCase(StringPrototypeSlice(text, at, end));
    const hasValue = text[end] === '=';
    at = end + 1;
    if (!hasValue) continue;
    let value;
    if (text[at] === '"') {
      const quoted = quotedAt(text, at + 1);
      value = quoted.value;
      const next = StringPrototypeIndexOf(text, ';', quoted.next);
      at = next < 0 ? text.length : next + 1;
    } else {
      const next = StringPrototypeIndexOf(text, ';', at);
      end = next < 0 ? text.length : next;
      value = trimEnd(StringPrototypeSlice(text, at, end));
      at = end + 1;
      if (value === '') continue;
    }
    const isValid = name !== '' && badTokenUnit(name) < 0 && !RegExpPrototypeTest(noValueUnit, value);
    if (isValid && !MapPrototypeHas(map, name)) MapPrototypeSet(map, name, value);
  }
}

/** A value as it stands behind the equals sign. */
function encodedValue(value) {
  if (value !== '' && badTokenUnit(value) < 0) return value;
  return `"${StringPrototypeReplaceAll(StringPrototypeReplaceAll(value, '\\', '\\\\'), '"', '\\"')}"`;
}

class MIMEParams {
  #map = new Map();

  static parse(text) {
    const params = new MIMEParams();
    addParameters(params.#map, text);
    return params;
  }

  delete(name) {
    MapPrototypeDelete(this.#map, name);
  }
  get(name) {
    return MapPrototypeHas(this.#map, name) ? MapPrototypeGet(this.#map, name) : null;
  }
  has(name) {
    return MapPrototypeHas(this.#map, name);
  }
  set(name, value) {
    name = `${name}`;
    value = `${value}`;
    const badName = badTokenUnit(name);
    if (name === '' || badName >= 0) throw syntaxError('parameter name', name, badName, this.set);
    const badValue = RegExpPrototypeExec(noValueUnit, value)?.index ?? -1;
    if (badValue >= 0) throw syntaxError('parameter value', value, badValue, this.set);
    MapPrototypeSet(this.#map, name, value);
  }
  entries() {
    return MapPrototypeEntries(this.#map);
  }
  keys() {
    return MapPrototypeKeys(this.#map);
  }
  values() {
    return MapPrototypeValues(this.#map);
  }
  toString() {
    const parts = [];
    MapPrototypeForEach(this.#map, (value, name) => ArrayPrototypePush(parts, `${name}=${encodedValue(value)}`));
    return ArrayPrototypeJoin(parts, ';');
  }
}
MIMEParams.prototype[SymbolIterator] = MIMEParams.prototype.entries;
MIMEParams.prototype.toJSON = MIMEParams.prototype.toString;
const { parse: parseParams } = MIMEParams;
delete MIMEParams.parse;

class MIMEType {
  #type;
  #subtype;
  #params;

  // https://mimesniff.spec.whatwg.org/#parse-a-mime-type
  constructor(input) {
    const text = trim(`${input}`);
    const slash = StringPrototypeIndexOf(text, '/');
    const type = slash < 0 ? text : StringPrototypeSlice(text, 0, slash);
    const bad = badTokenUnit(type);
    if (type === '' || slash < 0 || bad >= 0) throw syntaxError('type', `${input}`, bad, MIMEType);
    const semicolon = StringPrototypeIndexOf(text, ';', slash);
    const subtype = trimEnd(StringPrototypeSlice(text, slash + 1, semicolon < 0 ? undefined : semicolon));
    const badSub = badTokenUnit(subtype);
    if (subtype === '' || badSub >= 0) throw syntaxError('subtype', `${input}`, badSub, MIMEType);
    this.#type = StringPrototypeToLowerCase(type);
    this.#subtype = StringPrototypeToLowerCase(subtype);
    this.#params = parseParams(semicolon < 0 ? '' : StringPrototypeSlice(text, semicolon + 1));
  }

  get type() {
    return this.#type;
  }
  set type(value) {
    value = `${value}`;
    const bad = badTokenUnit(value);
    if (value === '' || bad >= 0) throw syntaxError('type', value, bad, MIMEType);
    this.#type = StringPrototypeToLowerCase(value);
  }

  get subtype() {
    return this.#subtype;
  }
  set subtype(value) {
    value = `${value}`;
    const bad = badTokenUnit(value);
    if (value === '' || bad >= 0) throw syntaxError('subtype', value, bad, MIMEType);
    this.#subtype = StringPrototypeToLowerCase(value);
  }

  get essence() {
    return `${this.#type}/${this.#subtype}`;
  }
  get params() {
    return this.#params;
  }

  toString() {
    const params = this.#params.toString();
    return params === '' ? this.essence : `${this.essence};${params}`;
  }
}
MIMEType.prototype.toJSON = MIMEType.prototype.toString;

module.exports = { MIMEParams, MIMEType };
