// replace, replaceAll and split, with untouched RegExp objects.

const show = (label, ...values) => console.log(label, ...values);
const attempt = (label, use) => {
  try {
    show(label, use());
  } catch (error) {
    show(label, `${error.name}: ${error.message}`);
  }
};

// By texts
show("first", "aXbXc".replace(/X/, "-"));
show("all", "aXbXc".replace(/X/g, "-"), "aXbXc".replaceAll(/X/g, "-"));
show("none", "abc".replace(/X/g, "-"));
for (const text of ["$$", "$&", "$`", "$'", "$1", "$2", "$3", "$01", "$10", "$11", "$00", "$0", "$", "$x", "[$1-$2]",
  "$1$1", "$<n>", "$<", "$$1", "$$$1", "a$", "$1$", "$&$&"])
  show(text, "-abcd-".replace(/(b)(c)/, text), "-abcd-abcd-".replace(/(b)(c)?/g, text));
show("ten groups", "abcdefghijk".replace(/(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)/, "$10-$1-$11-$01"));
show("names", "2024-05".replace(/(?<year>\d+)-(?<month>\d+)/, "$<month>/$<year> $<none>| $<year $1"));
show("no names", "ab".replace(/(a)/, "$<a>"));
show("group without part", "ab".replace(/(x)?(a)/, "[$1][$2]"), "ab".replace(/(?<x>x)?(a)/, "[$<x>]"));
show("empty matches", "abc".replace(/(?:)/g, "-"), "\u{1f600}a".replace(/(?:)/g, "-").length,
  "\u{1f600}a".replace(/(?:)/gu, "-"));
show("sticky", "aaba".replace(/a/y, "x"), "aaba".replace(/a/gy, "x"), "baa".replace(/a/gy, "x"));
const once = /a/y;
once.lastIndex = 1;
show("sticky from", "aaa".replace(once, "x"), once.lastIndex, "aaa".replace(once, "y"), once.lastIndex,
  "aaa".replace(once, "z"), once.lastIndex);
const global = /a/g;
global.lastIndex = 2;
show("global from", "aaa".replace(global, "x"), global.lastIndex);
show("wide", "世a界".replace(/a/, "é"), "abc".replace(/b/, "世"), "世界".replace(/世/, "x"));
show("not strings", "a1".replace(/\d/, 5), "a1".replace(/\d/, null), "a1".replace(/\d/), "a1".replace(/\d/, {}));
attempt("symbol", () => "a".replace(/a/, Symbol("s")));

// By functions
const log = [];
show("arguments", "abXcd".replace(/(b)(?<x>X)(z)?/g, (...args) => {
  log.push(args);
  return "!";
}), log);
show("without names", "ab".replace(/(a)(z)?/, (...args) => args.length), "ab".replace(/a/, (...args) => args.join()));
show("results", "abc".replace(/./g, (c) => ({ a: 1, b: undefined, c: null })[c]), "a".replace(/a/, () => "$&$1"));
show("many", "x".repeat(3000).replace(/x/g, (_, i) => (i % 1000 ? "" : `${i};`)));
show("many groups", "abcdefghijklmno".replace(/(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)/, (...args) => args.length));
attempt("throws", () => "abc".replace(/b/g, () => { throw new RangeError("from the callback"); }));
attempt("changes nothing", () => {
  const regexp = /a/g;
  const seen = [];
  const result = "aXaXa".replace(regexp, (m, at) => {
    seen.push(regexp.lastIndex);
    regexp.lastIndex = 100;
    if (at === 0) regexp.compile("X", "g");
    return at;
  });
  return [result, seen.join(), regexp.lastIndex, regexp.source];
});
attempt("nested", () => "a1b2".replace(/[a-z]\d/g, (m) => m.replace(/\d/, (d) => "x".repeat(Number(d)).replace(/x/g, "<$&>"))));
attempt("native function", () => "abc".replace(/./g, String.prototype.toUpperCase.call.bind(String.prototype.toUpperCase)));
attempt("replaceAll, not global", () => "a".replaceAll(/a/, "b"));
attempt("replaceAll by a function", () => "a.b.c".replaceAll(/\./g, (m, i) => i));

// Too long
try {
  "a".repeat(2 ** 20).replace(/a/g, "b".repeat(2 ** 20));
} catch (error) {
  show("too long", error.name); // for a string, or for the heap
}

// split
show("split", "a,b;c".split(/[,;]/), "abc".split(/(?:)/), "a1b2c".split(/(\d)/), "".split(/a/), "".split(/(?:)/));
show("limits", "a,b,c".split(/,/, 2), "a,b,c".split(/,/, 0), "a1b2c".split(/(\d)/, 2), "a,b".split(/,/, -1),
  "a,b".split(/,/, 2 ** 32 + 1), "a,b".split(/,/, 1.9), "a,b".split(/,/, "1"), "a,b".split(/,/, NaN));
show("edges", ",a,".split(/,/), ",".split(/,/), "aa".split(/a/), "ab".split(/$/), "ab".split(/^/), "a\nb".split(/^/m));
show("captures", "A<B>bold</B>and".split(/<(\/)?([^<>]+)>/), "ab".split(/(x)?/));
show("look-around", "aBcD".split(/(?=[A-Z])/), "aBcD".split(/(?<=[A-Z])/));
show("flags", "aXbxc".split(/x/i), "aXbXc".split(/X/y), "aXbXc".split(/X/g), "a\u{1f600}b".split(/(?:)/).length,
  "a\u{1f600}b".split(/(?:)/u).length);
show("greedy", "aaabaa".split(/a*/), "aaabaa".split(/a*?/), "test".split(/(?:)/, 2));
const splitter = /,/g;
splitter.lastIndex = 3;
show("lastIndex", "a,b,c".split(splitter), splitter.lastIndex);
attempt("limit object", () => "a,b,c".split(/,/, { valueOf: () => 2 }));
attempt("limit symbol", () => "a,b,c".split(/,/, Symbol("l")));
