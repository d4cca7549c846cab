// exec, test, match, matchAll and search, with untouched RegExp objects.

const show = (label, ...values) => console.log(label, ...values);
const attempt = (label, use) => {
  try {
    show(label, use());
  } catch (error) {
    show(label, `${error.name}: ${error.message}`);
  }
};

// exec
show("plain", /b(c)?/.exec("abd"));
show("none", /x/.exec("abd"));
show("no argument", /undefined/.exec());
show("result keys", Reflect.ownKeys(/(a)/d.exec("a")));
show("result kinds", Array.isArray(/a/.exec("a")), Object.getPrototypeOf(/a/.exec("a")) === Array.prototype);
show("result properties", JSON.stringify(Object.getOwnPropertyDescriptors(/a(b)?/.exec("a"))));
show("input is a string", typeof /1/.exec(212).input, /1/.exec(212).index);
show("many groups", /(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)/.exec("abcdefghijkl").length);

// Names
show("names", /(?<year>\d{4})-(?<month>\d\d)?/.exec("on 2024- "));
show("names' prototype", Object.getPrototypeOf(/(?<a>.)/.exec("x").groups));
show("__proto__", Object.keys(/(?<__proto__>.)/.exec("x").groups));
show("duplicates", "ab,ba".replace(/(?:(?<x>a)b|b(?<x>a))/g, "[$<x>]"), { .../(?<x>a)|(?<y>c)|(?<x>b)/.exec("b").groups });
show("order of duplicates", Object.keys(/(?:(?<b>1)(?<a>2)|(?<a>3)(?<b>4))/.exec("34").groups).join());

// Indices
show("indices", /(?<z>a)(b)?/d.exec("xa"));
show("indices' keys", Reflect.ownKeys(/(a)/d.exec("a").indices));

// lastIndex
const global = /a/g;
attempt("global", () => [global.test("aXa"), global.lastIndex, global.test("aXa"), global.lastIndex,
  global.test("aXa"), global.lastIndex]);
const sticky = /a/y;
attempt("sticky", () => [sticky.exec("aab")?.index, sticky.exec("aab")?.index, sticky.exec("aab"), sticky.lastIndex]);
const ignored = /a/;
ignored.lastIndex = 7;
attempt("ignored", () => [ignored.test("a"), ignored.lastIndex, ignored.test("b"), ignored.lastIndex]);
for (const index of [1.9, -1, NaN, "1", Infinity, 2 ** 53, 2 ** 32, undefined, { valueOf: () => 1 }, -0]) {
  const regexp = /a/g;
  regexp.lastIndex = index;
  const at = regexp.exec("aaa")?.index;
  show(`from ${String(index)}`, at, regexp.lastIndex);
}
attempt("symbol", () => {
  const regexp = /a/;
  regexp.lastIndex = Symbol("i");
  return regexp.test("a");
});
attempt("converted without need", () => {
  let count = 0;
  const regexp = /a/;
  regexp.lastIndex = { valueOf: () => count++ };
  return [regexp.test("a"), count, typeof regexp.lastIndex];
});
attempt("compiled while converted", () => {
  const regexp = /a/g;
  regexp.lastIndex = { valueOf() { regexp.compile("(b)", "y"); return 1; } };
  return [regexp.exec("abc"), regexp.lastIndex];
});
attempt("frozen, no flags", () => Object.freeze(/a/).test("a"));
attempt("frozen, global", () => Object.freeze(/a/g).test("a"));
attempt("frozen, not found", () => Object.freeze(/a/y).test("b"));
attempt("frozen, match", () => "aa".match(Object.freeze(/a/g)));
attempt("frozen, search", () => "ba".search(Object.freeze(/a/g)));

// Unicode
show("unicode", /./u.exec("\u{1f600}x")[0].length, /./.exec("\u{1f600}x")[0].length, /^.$/v.test("\u{1f600}"));
const middle = /\udf06/u;
show("half", middle.exec("\ud834\udf06"), /\udf06/.exec("\ud834\udf06").index);
const between = /./gu;
between.lastIndex = 1;
show("from the middle", between.exec("\ud834\udf06").index, between.lastIndex);
show("empty matches", "\u{1f600}a".match(/(?:)/g).length, "\u{1f600}a".match(/(?:)/gu).length);

// match
show("match", "a1b22".match(/\d+/g), "a1b22".match(/\d+/), "ab".match(/\d/g), "ab".match(/\d/));
show("sticky match", "aabaa".match(/a/gy), "baa".match(/a/gy));
show("match of texts", "a.b".match("."), "aXb".match("X").index, "a+".match("\\+")[0], "undefined".match().index);
attempt("match, bad", () => "a".match("("));
const matched = /a/g;
matched.lastIndex = 9;
show("lastIndex after match", "aXa".match(matched), matched.lastIndex);
show("empty", "abc".match(/x*/g), "".match(/(?:)/g), "".match(/a/g));
show("long", "ab".repeat(1000).match(/a/g).length, "a".repeat(5000).match(/a{1000}/g).map((m) => m.length));

// matchAll
show("matchAll", [..."a1b2".matchAll(/([a-z])(\d)/g)].map((m) => [m.index, ...m]));
show("of a text", [..."a.b.".matchAll(".")].length, [..."a.b.".matchAll("\\.")].map((m) => m.index));
attempt("not global", () => "a".matchAll(/a/));
const source = /a/g;
source.lastIndex = 2;
show("a copy", [..."aaaa".matchAll(source)].length, source.lastIndex);
const iterator = "aa".matchAll(/a/g);
show("iterator", iterator[Symbol.toStringTag], iterator[Symbol.iterator]() === iterator, Reflect.ownKeys(iterator));
show("empty matches", [..."\u{1f600}".matchAll(/(?:)/g)].length, [..."\u{1f600}".matchAll(/(?:)/gu)].length);
const done = "x".matchAll(/a/g);
show("done", done.next(), done.next());

// search
const searched = /b/gy;
searched.lastIndex = 1;
show("search", "ab".search(/b/), "ab".search(searched), searched.lastIndex, "ab".search("c"), "ab".search());
const odd = /b/;
odd.lastIndex = -0;
show("lastIndex after search", "ab".search(odd), Object.is(odd.lastIndex, -0));

// Strings of every form
const rope = "x".repeat(30) + "needle" + "y".repeat(30);
show("rope", /needle/.exec(rope).index, rope.slice(10).search(/needle/), rope.slice(5, 40).match(/n.*e/)[0]);
show("two bytes", /é(.)/.exec("世é界")[1], /世/.exec("abc"), "é".match(/\xe9/).index);

// Many names
for (const n of [3, 40, 600]) {
  const p = Array.from({ length: n }, (_, i) => `(?<g${i}>.)?`).join('');
  const m = new RegExp(p, 'd').exec('abc');
  console.log(n, Object.keys(m.groups).length, m.groups.g0, m.groups.g2, m.groups['g' + (n - 1)], Object.keys(m.indices.groups).length, m.indices.groups.g1, Object.getPrototypeOf(m.groups));
  console.log('abc'.replace(new RegExp(p), (...a) => a.length + ' ' + Object.keys(a.at(-1)).length), 'abc'.replace(new RegExp(p), '$<g2>$<g0>$3'));
}
const escaped = /(?<\u{61}b>x)(?<𝒜>y)/u.exec('xy');
console.log(Object.keys(escaped.groups), 'xy'.replace(/(?<𝒜>y)/, '[$<𝒜>]'));
