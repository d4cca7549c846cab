// RegExp objects themselves: how they are made, what they say of themselves, and their static properties.

const show = (label, use) => {
  try {
    console.log(label, use());
  } catch (error) {
    console.log(label, `${error.name}: ${error.message}`);
  }
};

// Constructor
show("from a text", () => new RegExp("a/b", "g"));
show("from nothing", () => [new RegExp(), RegExp(), new RegExp(undefined, undefined), new RegExp(null)]);
show("from a RegExp", () => [new RegExp(/a/gi), new RegExp(/a/gi, "u"), new RegExp(/a/gi, "")]);
const original = /x/y;
show("called", () => [RegExp(original) === original, RegExp(original, "y") === original]);
class Sub extends RegExp {}
show("subclass", () => {
  const sub = new Sub("q", "g");
  return [sub instanceof Sub, sub instanceof RegExp, sub.flags, RegExp(sub) === sub, sub.constructor.name];
});
show("like a RegExp", () => RegExp({ [Symbol.match]: true, source: "like", flags: "m", constructor: 1 }));
show("returned as it is", () => {
  const like = { [Symbol.match]: true, constructor: RegExp };
  return RegExp(like) === like;
});
show("not a RegExp any more", () => {
  const regexp = /a/g;
  regexp[Symbol.match] = false;
  return [RegExp(regexp) === regexp, "/a/g".startsWith(regexp)];
});
show("object pattern", () => new RegExp({ toString: () => "[0-9]" }, { toString: () => "dg" }));
show("order", () => {
  const log = [];
  const target = new Proxy(function () {}, {
    get(_, key) {
      log.push(`new.target.${String(key)}`);
      return RegExp.prototype;
    },
  });
  Reflect.construct(
    RegExp,
    [{ toString() { log.push("pattern"); return "p"; }, get [Symbol.match]() { log.push("match"); } },
      { toString() { log.push("flags"); return "g"; } }],
    target,
  );
  return log.join();
});

// Errors
for (const [pattern, flags] of [["(", ""], ["(", "gu"], [")", ""], ["[", ""], ["*", ""], ["a**", ""], ["\\", ""],
  ["(?<a", ""], ["a", "gg"], ["a", "uv"], ["a", "k"], ["[b-a]", ""], ["{1}", ""]])
  show(`${pattern} ${flags}:`, () => new RegExp(pattern, flags));
show("symbol", () => new RegExp(Symbol("s")));
show("literal in eval", () => eval("/(?<n>a)|(?<n>b)/").source);

// What they say of themselves
const all = /a/dgimsvy;
show("flags", () => [all.flags, all.source, String(all)]);
show("each", () => ["hasIndices", "global", "ignoreCase", "multiline", "dotAll", "unicode", "unicodeSets", "sticky"]
  .map((name) => `${name}:${all[name]},${/a/u[name]},${RegExp.prototype[name]}`).join(" "));
show("prototype", () => [RegExp.prototype.source, RegExp.prototype.flags, String(RegExp.prototype),
  Object.prototype.toString.call(RegExp.prototype), Object.prototype.toString.call(/a/)]);
show("flags of anything", () => Object.getOwnPropertyDescriptor(RegExp.prototype, "flags").get
  .call({ global: 1, sticky: "y", hasIndices: 0, unicode: true }));
show("toString of anything", () => RegExp.prototype.toString.call({ source: 1, flags: 2 }));
for (const source of ["/", "[/]", "\\/", "[\\]/]/", "\n", "\\\n", "\r\u2028\u2029", "", "[", "a]/", "\\[/"]
  .filter((text) => { try { new RegExp(text); return true; } catch { return false; } }))
  show(JSON.stringify(source), () => new RegExp(source).source);
show("escaped", () => eval(`/${new RegExp("/[/]\n\\/").source}/`).source);
show("lastIndex", () => JSON.stringify(Object.getOwnPropertyDescriptor(/a/, "lastIndex")));
show("own keys", () => Reflect.ownKeys(/a/));
show("keys of RegExp", () => Reflect.ownKeys(RegExp).map(String).join());
show("keys of the prototype", () => Reflect.ownKeys(RegExp.prototype).map(String).sort().join());
show("lengths", () => ["exec", "test", "toString", "compile", Symbol.match, Symbol.matchAll, Symbol.replace,
  Symbol.search, Symbol.split].map((key) => `${RegExp.prototype[key].name} ${RegExp.prototype[key].length}`).join());
show("species", () => [RegExp[Symbol.species] === RegExp, Sub[Symbol.species] === Sub]);
show("literals", () => {
  const made = [];
  for (let i = 0; i < 2; i++) made.push(/literal/g);
  made[0].lastIndex = 3;
  return [made[0] === made[1], made[1].lastIndex];
});

// Wrong receivers
for (const name of ["exec", "test", "toString", "compile"])
  show(name, () => RegExp.prototype[name].call(1));
for (const name of ["exec", "compile"]) show(name, () => RegExp.prototype[name].call({}));
for (const name of ["source", "global", "flags"])
  show(name, () => Object.getOwnPropertyDescriptor(RegExp.prototype, name).get.call(1));
for (const symbol of [Symbol.match, Symbol.matchAll, Symbol.replace, Symbol.search, Symbol.split])
  show(String(symbol), () => RegExp.prototype[symbol].call(1));
show("next", () => Object.getPrototypeOf("a".matchAll(/a/g)).next.call({}));

// compile
show("compile", () => {
  const regexp = /a/g;
  regexp.lastIndex = 5;
  return [regexp.compile("b", "i") === regexp, regexp, regexp.lastIndex, regexp.test("B"), regexp.compile(/c/y),
    regexp.compile().source];
});
show("compile with flags", () => /a/.compile(/b/, "g"));
show("compile, frozen", () => {
  const regexp = Object.freeze(/a/);
  try {
    regexp.compile("b");
  } catch (error) {
    return [error.message, regexp.source];
  }
});
show("compile, bad", () => {
  const regexp = /a/g;
  try {
    regexp.compile("(");
  } catch {
    return regexp;
  }
});

// escape
for (const text of ["", "abc", "1st", "_a", "a.b*c", "^$\\.*+?()[]{}|/", ",-=<>#&!%:;@~'`\"", " \t\n\v\f\r\u00a0\ufeff\u2028",
  "\ud800", "x\udc00", "x\u{1f600}", "é世"])
  show(JSON.stringify(text), () => RegExp.escape(text));
show("round trip", () => {
  const text = "^[a-z]*$ (what)? \n\u2029 \ud83d\ude00-\ud800";
  return [new RegExp(RegExp.escape(text)).test(text), new RegExp(RegExp.escape(text), "u").exec(text)[0] === text];
});

// The last match
const last = () => [RegExp.input, RegExp.lastMatch, RegExp.lastParen, RegExp.leftContext, RegExp.rightContext,
  RegExp.$1, RegExp.$2, RegExp.$9];
show("matched", () => (/(\d+)-(\d+)/.test("tel 12-345 now"), last()));
show("not matched", () => (/z/.test("tel"), last()));
show("short names", () => [RegExp.$_, RegExp["$&"], RegExp["$+"], RegExp["$`"], RegExp["$'"]]);
show("group without part", () => (/(a)|(b)/.exec("xa"), last()));
show("many groups", () => (/(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)/.exec("abcdefghijkl"), last()));
show("replace", () => ["a1b2c3".replace(/([a-z])(\d)/g, "$2$1"), last()]);
show("in a callback", () => "a1b2".replace(/([a-z])(\d)/g, (m) => `${m}:${RegExp.$1}${RegExp.lastMatch} `));
show("split", () => ["k=v;l=w".split(/(=|;)/), last()]);
show("match", () => ["one two".match(/\w+/g), last()]);
show("search", () => ["  x  ".search(/x/), last()]);
show("matchAll", () => ([..."p1q2".matchAll(/(\d)/g)].length, last()));
show("input set", () => {
  RegExp.input = 42;
  return [RegExp.input, RegExp.$_, RegExp.lastMatch];
});
