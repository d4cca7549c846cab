'use strict';

// Deep equality: https://nodejs.org/api/assert.html#comparison-details_1 and
// https://nodejs.org/api/assert.html#comparison-details.

const ArrayIsArray = intrinsic('Array', 'isArray');
const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');
const ArrayPrototypePop = uncurried('ArrayPrototype', 'pop');
const DatePrototypeGetTime = uncurried('DatePrototype', 'getTime');
const MapPrototypeForEach = uncurried('MapPrototype', 'forEach');
const MapPrototypeGet = uncurried('MapPrototype', 'get');
const MapPrototypeGetSize = uncurried('MapPrototype', 'get size');
const MapPrototypeHas = uncurried('MapPrototype', 'has');
const NumberIsNaN = intrinsic('Number', 'isNaN');
const ObjectGetPrototypeOf = intrinsic('Object', 'getPrototypeOf');
const ObjectIs = intrinsic('Object', 'is');
const ObjectKeys = intrinsic('Object', 'keys');
const ObjectPrototypeHasOwnProperty = uncurried('ObjectPrototype', 'hasOwnProperty');
const ObjectPrototypePropertyIsEnumerable = uncurried('ObjectPrototype', 'propertyIsEnumerable');
const ReflectOwnKeys = intrinsic('Reflect', 'ownKeys');
const RegExpPrototypeToString = uncurried('RegExpPrototype', 'toString');
const SetPrototypeForEach = uncurried('SetPrototype', 'forEach');
const SetPrototypeGetSize = uncurried('SetPrototype', 'get size');
const SetPrototypeHas = uncurried('SetPrototype', 'has');
const Uint8Array = intrinsic('Uint8Array');
const typedArrayTag = uncurried('TypedArrayPrototype', 'get @@toStringTag');

/** In the place of `strict: true`: of two objects the left one may have more, and another prototype. */
const kPartial = 'partial';

/** `strict`: types and prototypes count, too. `seen`: pairs of objects that are being compared. */
function areEqual(left, right, strict, seen) {
  if (left === right) return left !== 0 || !strict || ObjectIs(left, right);
  const isObject = typeof left === 'object' && left !== null && typeof right === 'object' && right !== null;
  if (!isObject) return arePrimitivesEqual(left, right, strict);
  if (strict === true && ObjectGetPrototypeOf(left) !== ObjectGetPrototypeOf(right)) return false;
  const kind = kindOf(left);
  if (kind !== kindOf(right)) return false;
  if (ArrayIsArray(left) !== ArrayIsArray(right)) return false;
  if (!haveEqualSlots(left, right, kind, strict)) return false;

  // A circle is equal where both go round at once.
  let leftPlace = -1;
  let rightPlace = -1;
  for (let i = 0; i < seen.length; i++) {
    if (seen[i].left === left) leftPlace = i;
    if (seen[i].right === right) rightPlace = i;
  }
  if (leftPlace >= 0 && rightPlace >= 0) return leftPlace === rightPlace;
  ArrayPrototypePush(seen, { left, right });
  const result = haveEqualContents(left, right, kind, strict, seen);
  ArrayPrototypePop(seen);
  return result;
}

/** What the object is, as Object.prototype.toString sees it: a proxy is what it stands for. */
function kindOf(object) {
  const kind = binding.kindOf(object);
  if (kind === 'Proxy') return ArrayIsArray(object) ? 'Array' : 'Object';
  return kind === 'MappedArguments' ? 'Arguments' : kind;
}

function arePrimitivesEqual(left, right, strict) {
  if (strict) return typeof left === 'number' && typeof right === 'number' && NumberIsNaN(left) && NumberIsNaN(right);
  const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';
  if (isObject(left) || isObject(right)) return false;
  // eslint-disable-next-line eqeqeq
  return left == right || (NumberIsNaN(left) && NumberIsNaN(right));
}

/** What objects hold that is no property. */
function haveEqualSlots(left, right, kind, strict) {
  switch (kind) {
    case 'Date':
      return ObjectIs(DatePrototypeGetTime(left), DatePrototypeGetTime(right));
    case 'RegExp':
      return RegExpPrototypeToString(left) === RegExpPrototypeToString(right) && left.lastIndex === right.lastIndex;
    case 'PrimitiveObject':
    case 'StringObject':
      return areWrappersEqual(left, right);
    case 'Error':
      return (
        left.message === right.message &&
        left.name === right.name &&
        haveEqualOwn(left, right, 'cause', strict) &&
        haveEqualOwn(left, right, 'errors', strict)
      );
    case 'Map':
      return isEnough(MapPrototypeGetSize(left), MapPrototypeGetSize(right), strict);
    case 'Set':
      return isEnough(SetPrototypeGetSize(left), SetPrototypeGetSize(right), strict);
    case 'ArrayBuffer':
    case 'SharedArrayBuffer':
      return areBytesEqual(new Uint8Array(left), new Uint8Array(right), strict);
    case 'DataView':
      return areBytesEqual(
        new Uint8Array(left.buffer, left.byteOffset, left.byteLength),
        new Uint8Array(right.buffer, right.byteOffset, right.byteLength),
        strict,
      );
    case 'TypedArray':
      return isEnough(left.length, right.length, strict) && typedArrayTag(left) === typedArrayTag(right);
    case 'WeakMap':
    case 'WeakSet':
    case 'WeakRef':
    case 'Promise':
      return false;
    default:
      return !ArrayIsArray(left) || isEnough(left.length, right.length, strict);
  }
}

/** Of how many there are. */
function isEnough(left, right, strict) {
  return strict === kPartial ? left >= right : left === right;
}

function areWrappersEqual(left, right) {
  const leftValue = left.valueOf();
  const rightValue = right.valueOf();
  return typeof leftValue === typeof rightValue && ObjectIs(leftValue, rightValue);
}

function haveEqualOwn(left, right, key, strict) {
  const has = ObjectPrototypeHasOwnProperty(right, key);
  if (strict === kPartial && !has) return true;
  if (has !== ObjectPrototypeHasOwnProperty(left, key)) return false;
  return !has || areEqual(left[key], right[key], strict, []);
}

/** Whether the elements of `right` are among those of `left`, in their order. */
function areAmong(left, right) {
  let at = 0;
  for (let i = 0; i < right.length; i++, at++) {
    while (at < left.length && left[at] !== right[i]) at++;
    if (at >= left.length) return false;
  }
  return true;
}

function areBytesEqual(left, right, strict) {
  if (strict === kPartial) return areAmong(left, right);
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) {
    if (left[i] !== right[i]) return false;
  }
  return true;
}

/** The enumerable own keys; symbols count only where types do. */
function keysOf(object, strict) {
  if (!strict) return ObjectKeys(object);
  const keys = ReflectOwnKeys(object);
  const result = [];
  for (let i = 0; i < keys.length; i++) {
    if (ObjectPrototypePropertyIsEnumerable(object, keys[i])) ArrayPrototypePush(result, keys[i]);
  }
  return result;
}

/** Numbers with fractions are compared as numbers where types do not count, all others as bytes. */
function areElementsEqual(left, right, strict) {
  const tag = typedArrayTag(left);
  const isFloat = tag === 'Float64Array' || tag === 'Float32Array' || tag === 'Float16Array';
  if (strict === kPartial) return areAmong(left, right);
  if (strict || !isFloat) {
    const bytes = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    return areBytesEqual(bytes(left), bytes(right));
  }
  return areBytesEqual(left, right);
}

function haveEqualContents(left, right, kind, strict, seen) {
  const isTyped = kind === 'TypedArray';
  if (isTyped && !areElementsEqual(left, right, strict)) return false;
  const keys = keysOf(right, strict);
  if (strict !== kPartial && keys.length !== keysOf(left, strict).length) return false;
  // Elements come first.
  let first = isTyped ? right.length : 0;
  if (strict === kPartial && ArrayIsArray(right)) {
    first = 0;
    while (first < keys.length && typeof keys[first] === 'string' && keys[first] >>> 0 < right.length &&
      `${keys[first] >>> 0}` === keys[first]) first++;
    if (!areElementsAmong(left, right, keys, first, seen)) return false;
  }
  for (let i = first; i < keys.length; i++) {
    if (!ObjectPrototypePropertyIsEnumerable(left, keys[i])) return false;
  }
  // Where the left one may have more, it is asked for what the right one has.
  const isPartial = strict === kPartial;
  const compare = isPartial ? (one, other) => areEqual(other, one, strict, seen) : (one, other) => areEqual(one, other, strict, seen);
  const from = isPartial ? right : left;
  const to = isPartial ? left : right;
  if (kind === 'Map' && !areMapsEqual(from, to, strict, compare)) return false;
  if (kind === 'Set' && !areSetsEqual(from, to, strict, compare)) return false;
  for (let i = first; i < keys.length; i++) {
    if (!areEqual(left[keys[i]], right[keys[i]], strict, seen)) return false;
  }
  return true;
}

/** The same as areAmong() of the elements that are there, the first `count` of the keys. */
function areElementsAmong(left, right, keys, count, seen) {
  let at = 0;
  for (let i = 0; i < count; i++, at++) {
    const wanted = right[keys[i]];
    while (at < left.length && !areEqual(left[at], wanted, kPartial, seen)) at++;
    if (at >= left.length) return false;
  }
  return true;
}

const isLoose = (value, strict) => (typeof value === 'object' && value !== null) || !strict;

/** Each member must have an equal one of its own. */
function areSetsEqual(left, right, strict, compare) {
  const unmatched = [];
  SetPrototypeForEach(left, (value) => {
    if (!SetPrototypeHas(right, value)) ArrayPrototypePush(unmatched, value);
  });
  if (unmatched.length === 0) return true;
  const candidates = [];
  SetPrototypeForEach(right, (value) => {
    if (!SetPrototypeHas(left, value) && isLoose(value, strict)) ArrayPrototypePush(candidates, value);
  });
  return matchAll(unmatched, candidates, compare);
}

function areMapsEqual(left, right, strict, compare) {
  const unmatched = [];
  let isEqual = true;
  MapPrototypeForEach(left, (value, key) => {
    if (!MapPrototypeHas(right, key)) ArrayPrototypePush(unmatched, { key, value });
    else if (isEqual) isEqual = compare(value, MapPrototypeGet(right, key));
  });
  if (!isEqual || unmatched.length === 0) return isEqual;
  const candidates = [];
  MapPrototypeForEach(right, (value, key) => {
    if (!MapPrototypeHas(left, key) && isLoose(key, strict)) ArrayPrototypePush(candidates, { key, value });
  });
  return matchAll(
    unmatched,
    candidates,
    (a, b) => compare(a.key, b.key) && compare(a.value, b.value),
  );
}

function matchAll(items, candidates, isMatch) {
  if (items.length > candidates.length) return false;
  const taken = [];
  for (let i = 0; i < items.length; i++) {
    let found = false;
    for (let j = 0; j < candidates.length && !found; j++) {
      if (taken[j] || !isMatch(items[i], candidates[j])) continue;
      taken[j] = true;
      found = true;
    }
    if (!found) return false;
  }
  return true;
}

module.exports = {
  isDeepEqual: (left, right) => areEqual(left, right, false, []),
  isDeepStrictEqual: (left, right) => areEqual(left, right, true, []),
  isPartiallyEqual: (left, right) => areEqual(left, right, kPartial, []),
};
