'use strict';

// https://nodejs.org/api/punycode.html: https://www.rfc-editor.org/rfc/rfc3492, and domain names by labels.

const ArrayPrototypeJoin = uncurried('ArrayPrototype', 'join');
const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');
const ArrayPrototypeSplice = uncurried('ArrayPrototype', 'splice');
const MathFloor = intrinsic('Math', 'floor');
const RangeError = intrinsic('RangeError');
const StringFromCodePoint = uncurried('String', 'fromCodePoint');
const StringPrototypeCharCodeAt = uncurried('StringPrototype', 'charCodeAt');
const StringPrototypeCodePointAt = uncurried('StringPrototype', 'codePointAt');
const StringPrototypeIndexOf = uncurried('StringPrototype', 'indexOf');
const StringPrototypeLastIndexOf = uncurried('StringPrototype', 'lastIndexOf');
const StringPrototypeReplace = uncurried('StringPrototype', 'replace');
const StringPrototypeSlice = uncurried('StringPrototype', 'slice');
const StringPrototypeSplit = uncurried('StringPrototype', 'split');
const StringPrototypeStartsWith = uncurried('StringPrototype', 'startsWith');
const StringPrototypeToLowerCase = uncurried('StringPrototype', 'toLowerCase');
const String = intrinsic('String');

// Section 5: the parameters of Punycode
const kBase = 36;
const kTMin = 1;
const kTMax = 26;
const kSkew = 38;
const kDamp = 700;
const kInitialBias = 72;
const kInitialN = 128;
const kMaximum = 0x7fffffff;

function fail(message) {
  throw new RangeError(message);
}
const kOverflow = 'Overflow: input needs wider integers to process';
const kNotBasic = 'Illegal input >= 0x80 (not a basic code point)';
const kInvalid = 'Invalid input';

/** Section 6.1: bias adaptation */
function adapt(delta, count, isFirst) {
  delta = isFirst ? MathFloor(delta / kDamp) : MathFloor(delta / 2);
  delta += MathFloor(delta / count);
  let k = 0;
  for (; delta > ((kBase - kTMin) * kTMax) / 2; k += kBase) delta = MathFloor(delta / (kBase - kTMin));
  return MathFloor(k + ((kBase - kTMin + 1) * delta) / (delta + kSkew));
}

function threshold(k, bias) {
  return k <= bias ? kTMin : k >= bias + kTMax ? kTMax : k - bias;
}

/** Of the code of a letter or digit; kBase: it is none. */
function digitOf(code) {
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 26;
  if (code >= 0x41 && code <= 0x5a) return code - 0x41;
  if (code >= 0x61 && code <= 0x7a) return code - 0x61;
  return kBase;
}

function codeOf(digit) {
  return digit < 26 ? digit + 0x61 : digit - 26 + 0x30;
}

function ucs2decode(text) {
  const points = [];
  for (let i = 0; i < text.length; ) {
    const point = StringPrototypeCodePointAt(text, i);
    ArrayPrototypePush(points, point);
    i += point > 0xffff ? 2 : 1;
  }
  return points;
}

function ucs2encode(points) {
  let text = '';
  for (let i = 0; i < points.length; i++) text += StringFromCodePoint(String, points[i]);
  return text;
}

/** Section 6.2: decoding */
function decode(input) {
  const output = [];
  const delimiter = StringPrototypeLastIndexOf(input, '-');
  for (let j = 0; j < delimiter; j++) {
    const code = StringPrototypeCharCodeAt(input, j);
    if (code >= 0x80) fail(kNotBasic);
    ArrayPrototypePush(output, code);
  }
  let n = kInitialN;
  let i = 0;
  let bias = kInitialBias;
  for (let at = delimiter > 0 ? delimiter + 1 : 0; at < input.length; ) {
    const before = i;
    for (let weight = 1, k = kBase; ; k += kBase) {
      if (at >= input.length) fail(kInvalid);
      const digit = digitOf(StringPrototypeCharCodeAt(input, at++));
      if (digit >= kBase) fail(kInvalid);
      if (digit > MathFloor((kMaximum - i) / weight)) fail(kOverflow);
      i += digit * weight;
      const t = threshold(k, bias);
      if (digit < t) break;
      if (weight > MathFloor(kMaximum / (kBase - t))) fail(kOverflow);
      weight *= kBase - t;
    }
    const count = output.length + 1;
    bias = adapt(i - before, count, before === 0);
    if (MathFloor(i / count) > kMaximum - n) fail(kOverflow);
    n += MathFloor(i / count);
    i %= count;
    ArrayPrototypeSplice(output, i++, 0, n);
  }
  return ucs2encode(output);
}

/** Section 6.3: encoding */
function encode(input) {
  const points = ucs2decode(input);
  let output = '';
  for (let i = 0; i < points.length; i++) if (points[i] < 0x80) output += StringFromCodePoint(String, points[i]);
  const basicCount = output.length;
  let handled = basicCount;
  if (basicCount > 0) output += '-';
  let n = kInitialN;
  let delta = 0;
  let bias = kInitialBias;
  while (handled < points.length) {
    let next = kMaximum;
    for (let i = 0; i < points.length; i++) if (points[i] >= n && points[i] < next) next = points[i];
    if (next - n > MathFloor((kMaximum - delta) / (handled + 1))) fail(kOverflow);
    delta += (next - n) * (handled + 1);
    n = next;
    for (let i = 0; i < points.length; i++) {
      if (points[i] < n && ++delta > kMaximum) fail(kOverflow);
      if (points[i] !== n) continue;
      let q = delta;
      for (let k = kBase; ; k += kBase) {
        const t = threshold(k, bias);
        if (q < t) break;
        output += StringFromCodePoint(String, codeOf(t + ((q - t) % (kBase - t))));
        q = MathFloor((q - t) / (kBase - t));
      }
      output += StringFromCodePoint(String, codeOf(q));
      bias = adapt(delta, handled + 1, handled === basicCount);
      delta = 0;
      handled++;
    }
    delta++;
    n++;
  }
  return output;
}

/** Calls `convert` for each label of a domain name, or of an address of mail what is behind the @. */
function mapLabels(domain, convert) {
  domain = `${domain}`;
  const at = StringPrototypeIndexOf(domain, '@');
  const front = at < 0 ? '' : StringPrototypeSlice(domain, 0, at + 1);
  if (at >= 0) {
    domain = StringPrototypeSlice(domain, at + 1);
    const second = StringPrototypeIndexOf(domain, '@');
    if (second >= 0) domain = StringPrototypeSlice(domain, 0, second);
  }
  const labels = StringPrototypeSplit(StringPrototypeReplace(domain, /[\u3002\uff0e\uff61]/g, '.'), '.');
  for (let i = 0; i < labels.length; i++) labels[i] = convert(labels[i]);
  return front + ArrayPrototypeJoin(labels, '.');
}

function isBasic(text) {
  for (let i = 0; i < text.length; i++) if (StringPrototypeCharCodeAt(text, i) >= 0x80) return false;
  return true;
}

function toUnicode(input) {
  return mapLabels(input, (label) =>
    StringPrototypeStartsWith(label, 'xn--') ? decode(StringPrototypeToLowerCase(StringPrototypeSlice(label, 4))) : label,
  );
}

function toASCII(input) {
  return mapLabels(input, (label) => (isBasic(label) ? label : `xn--${encode(label)}`));
}

module.exports = {
  version: '2.1.0',
  ucs2: { decode: ucs2decode, encode: ucs2encode },
  decode,
  encode,
  toASCII,
  toUnicode,
};
