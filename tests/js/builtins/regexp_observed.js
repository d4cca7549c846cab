// The steps of the standard where a script can see them: replaced methods, subclasses, proxies.

const show = (label, use) => {
  let result;
  try {
    result = use();
  } catch (error) {
    result = `${error.name}: ${error.message}`;
  }
  console.log(label, result);
};

/// A RegExp that tells what is looked up in it.
function observed(pattern, flags, log) {
  return new Proxy(new RegExp(pattern, flags), {
    get(target, key) {
      log.push(`get ${String(key)}`);
      const value = Reflect.get(target, key, target);
      return typeof value === "function" && key !== "constructor" ? value.bind(target) : value;
    },
    set(target, key, value) {
      log.push(`set ${String(key)}=${value}`);
      return Reflect.set(target, key, value, target);
    },
  });
}
const uses = {
  test: (r) => RegExp.prototype.test.call(r, "xaya"),
  match: (r) => RegExp.prototype[Symbol.match].call(r, "xaya"),
  matchAll: (r) => [...RegExp.prototype[Symbol.matchAll].call(r, "xaya")].length,
  replace: (r) => RegExp.prototype[Symbol.replace].call(r, "xaya", "[$&]"),
  search: (r) => RegExp.prototype[Symbol.search].call(r, "xaya"),
  split: (r) => RegExp.prototype[Symbol.split].call(r, "xaya"),
  toString: (r) => RegExp.prototype.toString.call(r),
};
for (const flags of ["", "g", "y", "gu"]) {
  for (const [name, use] of Object.entries(uses)) {
    const log = [];
    show(`${name} ${flags}:`, () => use(observed("a", flags, log)));
    console.log("  ", log.join(", "));
  }
}

// An exec of its own
class Counting extends RegExp {
  count = 0;
  exec(string) {
    this.count++;
    return super.exec(string);
  }
}
for (const flags of ["", "g"]) {
  const regexp = new Counting("a", flags);
  show(`counting ${flags}`, () => [regexp.test("a"), "aXa".replace(regexp, "b"), "aXa".match(regexp), "aXa".search(regexp),
    "aXa".split(regexp), regexp.count]);
}
const own = /a/g;
own.exec = () => null;
show("own exec", () => [own.test("a"), "a".replace(own, "b"), "a".match(own), own.exec === RegExp.prototype.exec]);
own.exec = 5;
show("exec is no function", () => ["a".replace(own, "b"), own.test("a")]);
own.exec = () => 5;
show("exec gives no object", () => own.test("a"));
show("exec gives anything", () => {
  const results = [{ length: 3, 0: "ab", 1: 7, 2: undefined, index: 1, groups: { n: "N" } }, null];
  const regexp = /x/g;
  regexp.exec = () => results.shift();
  return "cabbage".replace(regexp, "<$1|$2|$<n>|$&>");
});
show("beyond the string", () => {
  const regexp = /x/;
  regexp.exec = () => ({ length: 1, 0: "longer than all", index: 2 });
  return "abc".replace(regexp, "[$`|$']");
});
show("backwards", () => {
  const results = [{ length: 1, 0: "d", index: 3 }, { length: 1, 0: "a", index: 0 }, null];
  const regexp = /x/g;
  regexp.exec = () => results.shift();
  return "abcdef".replace(regexp, "_");
});
show("groups are converted", () => {
  const regexp = /x/;
  regexp.exec = () => ({ length: 1, 0: "b", index: 1, groups: 5 });
  return "abc".replace(regexp, "_");
});
show("huge result", () => {
  const regexp = /x/;
  regexp.exec = () => ({ get length() { throw new Error("length"); } });
  return "abc".replace(regexp, "_");
});

// Species
class Splitter extends RegExp {
  static get [Symbol.species]() {
    return function (pattern, flags) {
      console.log("  species", String(pattern), flags);
      return new RegExp(pattern, flags);
    };
  }
}
show("species", () => ["aXb".split(new Splitter("X", "i")), [..."aXb".matchAll(new Splitter("X", "g"))].length]);
show("no constructor", () => {
  const regexp = /X/;
  regexp.constructor = undefined;
  return "aXb".split(regexp);
});
show("bad constructor", () => {
  const regexp = /X/;
  regexp.constructor = 1;
  try {
    return "aXb".split(regexp);
  } catch (error) {
    return error instanceof TypeError;
  }
});

// Flags of its own
show("own flags", () => {
  const regexp = /a/;
  Object.defineProperty(regexp, "flags", { value: "g" });
  let count = 0;
  regexp.exec = () => (count++ < 2 ? ["a"] : null);
  return "aaa".match(regexp);
});
show("own global", () => {
  const regexp = /a/;
  Object.defineProperty(regexp, "global", { value: true });
  let count = 0;
  regexp.exec = () => (count++ < 2 ? ["a"] : null);
  return ["aaa".match(regexp), regexp.flags];
});
show("no flags", () => "a".matchAll(Object.defineProperty(/a/g, "flags", { value: undefined })));
show("symbol methods", () => {
  const like = {
    [Symbol.match]: (s) => `match ${s}`,
    [Symbol.matchAll]: (s) => `matchAll ${s}`,
    [Symbol.replace]: (s, r) => `replace ${s} ${r}`,
    [Symbol.search]: (s) => `search ${s}`,
    [Symbol.split]: (s, l) => `split ${s} ${l}`,
    flags: "g",
  };
  return ["x".match(like), "x".matchAll(like), "x".replace(like, 1), "x".replaceAll(like, 2), "x".search(like), "x".split(like, 3)];
});
show("removed method", () => {
  const regexp = /a/;
  regexp[Symbol.replace] = undefined;
  return ["x/a/x".replace(regexp, "b"), "xax".replace(/a/, "b")];
});

// The prototype is changed, and changed back
const { exec } = RegExp.prototype;
const flags = Object.getOwnPropertyDescriptor(RegExp.prototype, "flags");
const everything = () => [/a/.test("a"), "aXa".replace(/a/g, "b"), "aXa".match(/a/g), "aXa".split(/X/), "aXa".search(/X/),
  [..."aXa".matchAll(/a/g)].length, "aXa".replaceAll(/a/g, () => "f")];
show("untouched", everything);
let calls = 0;
RegExp.prototype.exec = function (string) {
  calls++;
  return exec.call(this, string);
};
show("exec replaced", () => [...everything(), calls]);
RegExp.prototype.exec = exec;
calls = 0;
show("exec put back", () => [...everything(), calls]);
Object.defineProperty(RegExp.prototype, "flags", { get() { calls++; return flags.get.call(this); }, configurable: true });
show("flags replaced", () => [...everything(), calls]);
Object.defineProperty(RegExp.prototype, "flags", flags);
calls = 0;
const global = Object.getOwnPropertyDescriptor(RegExp.prototype, "global");
Object.defineProperty(RegExp.prototype, "global", { get() { calls++; return global.get.call(this); }, configurable: true });
show("global replaced", () => [...everything(), calls]);
Object.defineProperty(RegExp.prototype, "global", global);
calls = 0;
const species = Object.getOwnPropertyDescriptor(RegExp, Symbol.species);
Object.defineProperty(RegExp, Symbol.species, { get() { calls++; return RegExp; }, configurable: true });
show("species replaced", () => [...everything(), calls]);
Object.defineProperty(RegExp, Symbol.species, species);
calls = 0;
for (const symbol of [Symbol.match, Symbol.matchAll, Symbol.replace, Symbol.search, Symbol.split]) {
  const method = RegExp.prototype[symbol];
  RegExp.prototype[symbol] = function (...args) {
    calls++;
    return method.apply(this, args);
  };
}
show("symbols replaced", () => [...everything(), calls]);
delete RegExp.prototype.exec;
show("deleted", () => /a/[Symbol.search]("aXa"));
