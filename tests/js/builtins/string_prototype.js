// String and String.prototype; what takes a RegExp is in the regexp_* programs.

const attempt = (f) => {
  try {
    const value = f();
    return typeof value === 'string' ? JSON.stringify(value) : value;
  } catch (e) {
    return `${e.name}: ${e.message}`;
  }
};
const show = (...actions) => console.log(...actions.map(attempt));
const s = 'a\u00e9\u{1F600}z';
const lone = 'x\ud83d';

// Characters.
show(() => s.length, () => s.at(-1), () => s.at(9), () => s.charAt(1.9), () => s.charAt(-1), () => s.charCodeAt(2), () => s.charCodeAt(9), () => s.codePointAt(2), () => s.codePointAt(3), () => s.codePointAt(9));
show(() => [...s].length, () => [...lone][1].charCodeAt(0), () => s[2] + s[3], () => s[-1], () => s[4], () => '4' in Object(s));
show(() => s.isWellFormed(), () => lone.isWellFormed(), () => lone.toWellFormed(), () => ('\ude00' + lone).toWellFormed());

// Parts: what is out of range, the wrong way round, or no number.
for (const [start, end] of [[1, 3], [3, 1], [-2, undefined], [-9, -1], [NaN, Infinity], [2], [9, 1]])
  show(() => start, () => end, () => 'abcdef'.slice(start, end), () => 'abcdef'.substring(start, end), () => 'abcdef'.substr(start, end));

// Search.
show(() => 'abcabc'.indexOf('c'), () => 'abcabc'.indexOf('c', 3), () => 'abc'.indexOf('', 9), () => 'abc'.indexOf('c', -5), () => 'abc'.indexOf(), () => 'undefined'.indexOf());
show(() => 'abcabc'.lastIndexOf('c'), () => 'abcabc'.lastIndexOf('c', 4), () => 'abc'.lastIndexOf('', 9), () => 'abc'.lastIndexOf('a', -1), () => 'abcabc'.lastIndexOf('b', NaN), () => 'abcabc'.lastIndexOf('b', '1'));
show(() => 'abc'.includes('bc'), () => 'abc'.includes('a', 1), () => 'abc'.includes(''), () => 'abc'.startsWith('b', 1), () => 'abc'.startsWith('', 9), () => 'abc'.endsWith('b', 2), () => 'abc'.endsWith('abc', Infinity), () => 'abc'.endsWith('abcd'));
show(() => 'a/b/'.includes(/b/), () => ''.startsWith(/x/), () => ''.endsWith({ [Symbol.match]: 1 }), () => '/x/'.includes({ [Symbol.match]: false, toString: () => '/' }));
show(() => 'x\u0100y'.indexOf('\u0100'), () => 'x\u0100y\u0200'.lastIndexOf('y\u0200'), () => 'xyz'.indexOf('\u0100'), () => '\u{1F600}'.indexOf('\ude00'));

// Building.
show(() => 'ab'.repeat(3), () => 'ab'.repeat(0), () => ''.repeat(2 ** 53), () => 'a'.repeat(-1), () => 'a'.repeat(Infinity), () => 'a'.repeat(2 ** 30));
show(() => 'x'.padStart(5, 'ab'), () => 'x'.padEnd(5, 'ab'), () => 'x'.padStart(3), () => 'abc'.padEnd(2, '-'), () => 'x'.padEnd(5, ''), () => 'x'.padStart(2 ** 31, 'y'));
show(() => 'a'.concat(1, null, undefined, [2, 3], {}), () => ''.concat(Symbol('x')), () => String(Symbol('x')), () => `${Object('y')}`);
show(() => String.fromCharCode(65, 65601, '66', -1), () => String.fromCodePoint(65, 0x1F600), () => String.fromCodePoint(-1), () => String.fromCodePoint(1.5), () => String.fromCodePoint(0x110000));
show(() => String.raw`a\n${1}\u{61}${2}`, () => String.raw({ raw: 'abc' }, 1, 2, 3), () => String.raw({ raw: { length: 2, 0: 'x', 1: 'y' } }), () => String.raw({ raw: [] }, 1), () => String.raw());

// Cases, also those that change the length, and the final sigma.
show(() => 'stra\u00dfe\u0149'.toUpperCase(), () => '\u0130I'.toLowerCase(), () => '\u039f\u03a3 \u03a3 \u03a3\u0391'.toLowerCase(), () => '\u{10400}'.toLowerCase() === '\u{10428}', () => '\ufb03'.toUpperCase(), () => '\u00ff\u00b5'.toUpperCase());

// White space.
const blanks = ' \t\n\v\f\r\u00a0\u1680\u2003\u2028\u2029\u202f\u205f\u3000\ufeff';
show(() => (blanks + 'x y' + blanks).trim(), () => (blanks + 'x').trimStart(), () => ('x' + blanks).trimEnd(), () => '\u200bx\u180e'.trim().length, () => blanks.trim(), () => String.prototype.trimLeft.name);

// split, replace and replaceAll without a RegExp.
show(() => 'a,b,,c'.split(',').join('|'), () => 'abc'.split('').join('|'), () => ''.split('').length, () => ''.split(',').length, () => 'abc'.split().length, () => 'a,b,c'.split(',', 2).join('|'), () => 'a,b'.split(',', -1).join('|'), () => 'a,b'.split(',', 2 ** 32).length, () => s.split('').length);
show(() => 'abcb'.replace('b', '[$&$`$\'$$$1]'), () => 'abcb'.replaceAll('b', '[$`]'), () => 'abc'.replaceAll('', '-'), () => 'abc'.replace('', '-'), () => 'abc'.replaceAll('b', (match, place, all) => `${match}${place}${all}`), () => 'aaa'.replaceAll('aa', 'b'), () => 'abc'.replaceAll('x', 'y'), () => 'a'.replace('a', undefined));
show(() => 'a'.replaceAll(/a/, ''), () => 'aba'.replaceAll({ [Symbol.replace]: (text, by) => text + by }, '!'), () => 'a.c'.split({ [Symbol.split]: (text, limit) => [text, limit] }, 3).join());

// Comparison and normalization.
show(() => 'a'.localeCompare('b'), () => 'b'.localeCompare('a'), () => 'a\u030a'.localeCompare('\u00e5'), () => ''.localeCompare());
show(() => '\u212b'.normalize().length, () => '\u212b'.normalize('NFD').length, () => '\ufb01'.normalize('NFKC'), () => 'x'.normalize('nfc'), () => '\uac01'.normalize('NFD').length);

// HTML, Annex B.
show(() => 'x'.anchor('"&"'), () => 'x'.bold(), () => 'x'.fontcolor(1), () => 'x'.link('u"'), () => ''.sup());

// Receivers, wrappers and their properties.
show(() => String.prototype.trim.call(null), () => String.prototype.at.call(undefined, 0), () => String.prototype.slice.call(12345, 1, 3), () => String.prototype.concat.call({ toString: () => 'o' }, 1));
show(() => String.prototype.toString.call({}), () => String.prototype.valueOf.call(new String('w')), () => Object.getOwnPropertyNames(new String('ab')).join(), () => delete new String('a')[0], () => Reflect.set(new String('a'), 0, 'b'));
show(() => new String().length, () => new String(undefined) + '', () => typeof String(1), () => typeof new String(1), () => Object.keys('ab').join(), () => JSON.stringify(Object.getOwnPropertyDescriptor('ab', 1)));
show(() => 'abc' < 'abd', () => '\ud83d\ude00' < '\uff61', () => 'a' < 'B', () => '10' < '9', () => '10' < 9, () => 'a' + 1 + 2, () => 'b' - 1);
show(() => [...'a\u{1F600}'[Symbol.iterator]().map((c) => c.length)].join(), () => String(''[Symbol.iterator]()));
