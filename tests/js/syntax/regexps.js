// Regular expressions with everything that their grammar has, and the places where a slash begins one.
const dates = /(?<year>\d{4})-(?<month>0[1-9]|1[0-2])-(?<day>0[1-9]|[12]\d|3[01])(?:T(?<time>[\d:.]+)(?<zone>Z|[+-]\d\d:?\d\d)?)?/g;
for (const { groups: { year, month, day, time = 'all day', zone }, index } of 'on 2024-02-29T12:30Z or 2025-12-31'.matchAll(dates)) {
  console.log(`${day}.${month}.${year}`, time, zone, index);
}
const words = 'The quick brown 🦊 jumps über the lazy 狗'.match(/[\p{L}\p{M}]+|\p{Emoji_Presentation}/gu);
console.log(words, 'aBc'.replace(/(?<=a)B(?=c)/, (b) => b.toLowerCase()), 'price: 10€'.match(/(?<![\d.])\d+(?!\d|\.)(?=€)/)?.[0]);
console.log('2020-01-02'.replace(/(\d+)-(\d+)-(\d+)/, '$3.$2.$1'), /^(?:(a)|b)*\1$/.test('ab'), /(?<q>['"]).*?\k<q>/.exec(`say "it's" now`)[0]);
console.log('x'.replace(/x/, () => '$&'), 'a\nb'.split(/^/m), /a.c/s.test('a\nc'), /a.c/.test('a\nc'), /\u{1F600}/u.test('😀'), /^.$/u.test('😀'), /^.$/.test('😀'));
const sticky = /\s*(?:(?<number>\d+)|(?<other>[^\s\d]))/y, found = [];
for (let match; (match = sticky.exec('12 + 34*x')) !== null;) found.push(match.groups.number ?? match.groups.other);
console.log(found, [.../[\]\\/[-]|[^\]]/g[Symbol.matchAll]('a]/')].length, /\//.source, /[/]/.source, RegExp('/').source, RegExp('[/]\n').source);
console.log(/[\b]\t\v\f\0\x41\u0041\cA\d\D\w\W\s\S\.\*\+\?\(\)\[\]\{\}\^\$\|\//.source.length, /a{2}b{2,}c{2,3}d??e*?f+?g{1,2}?/.test('aabbccg'));
console.log(/[a-z&&[aeiou]]/.test('b]'), /^[\w--[a-c]]$/v.test('d'), /^[[a-z]&&[aeiou]]$/v.test('e'), /^[\q{abc|d|}x]$/v.test('abc'), /^\p{RGI_Emoji}$/v.test('👨‍👩‍👧'), /[^\p{Lu}\P{ASCII}]/iv.test('a'));
console.log(/^(?:(?=(\d+))\1:|x(?!y)|(?<!z)w)+$/d.exec('12:xw')?.indices?.[0], 'A-b_C'.replaceAll(/[-_](.)/g, (_, c) => c.toUpperCase()));
// Annex B: what an expression without the flags u and v lets pass.
console.log(/\_/.test('_'), /]/.test(']'), /{/.test('{'), /a{/.test('a{'), /x{1/.test('x{1'), /\8/.test('8'), /\1(a)/.test('a'), /[\1]/.test('\x01'), /\c/.test('\\c'), /[\c_]/.test('\x1f'), /\k/.test('k'), /(?=a)*/.test(''), /[\d-x]/.test('-'), /\u{2}/.test('uu'), /\p{L}/.test('p{L}'), /\x1/.test('x1'));
// A slash divides after what ends an expression, and begins a pattern elsewhere.
let g = 2, i = 4, a = 8, b = { c: 16 }, f = () => 32;
console.log(a / g / i, f() / g, b.c / g, [8][0] / g / 1, a++ / g, (a) / g, `8` / g, this / g / i, /8/ / g, { } / g, typeof /x/ / g);
if (a) /x/.test('x') && console.log('after a condition'); else /y/;
do /z/.exec(a); while (!/./.test(a)) /w/g.test(a)
{ } /block/.test(a)
a = b
/g/i; b = a ? /=/ : /\//; for (const x of /a/ [Symbol.split]('bab')) console.log(x); (() => { return /r/ })(); ({ a: /}/ }); [/]/, /[]/]; !/!/; -/-/; void /v/; throw_: { /t/ } /u/
const generator = function* () { const r = yield /y/g; yield / 2 /g; }, later = async () => { await /a/; case_: switch (/s/) { case /c/: default: /d/ } };
console.log([...generator()].join(), String(/=/), `${/`/}${/}/}`); if (0) /(?i:A)b(?-i:c)(?s-m:.)/, /(?<x>a)|(?<x>b)/;
