class A {}
class B extends A {}
class C extends (0, A) { ; ; }
class D extends class {} {}
(class {});
(class E extends null {});
let F = class G { static name() { return G; } };
class Members {
  constructor(a, b = 2, ...c) { this.a = a; }
  method() {}
  *generator() { yield; yield 1; yield* []; }
  async asyncMethod() { await 1; }
  async *asyncGenerator() { yield await 1; for await (const a of b) ; }
  get accessor() { return 1; }
  set accessor(value) {}
  get() {}
  set() {}
  static() {}
  async() {}
  await() {}
  of() {}
  static static() {}
  static get get() { return 1; }
  static set set(v) {}
  static async async() {}
  static *yield() {}
  static async *asyncYield() {}
  'string'() {}
  1() {}
  0x10() {}
  1n() {}
  .5() {}
  [computed]() {}
  get [computed + 1]() { return 1; }
  static async *[`template`]() {}
  'constructor2'() {}
  get 'quoted'() { return 1; }
  *[Symbol.iterator]() {}
  if() {} class() {} new() {} null() {} true() {} enum() {}
}
class Fields {
  a;
  b = 1;
  c
  d = 2
  'e' = 3;
  1 = 4;
  [f] = 5;
  static;
  static static;
  static g;
  static h = this;
  static [i] = 6;
  get;
  set;
  async;
  get
  x() {}
  static
  y
  await = 1;
  of = 2
  arrow = () => this.a;
  async2 = async () => { await super.x; };
  k = function () { return arguments; };
  l = class { m = 1 };
  n = new.target;
  static async
  *p() {}
  get
  *q() {}
  accessor
  r
  'constructor-like' = 1
  ['constructor'] = 2
}
class Private extends Fields {
  #a;
  #b = 1;
  static #c;
  static #d = () => Private.#c;
  #method() { return this.#a; }
  get #accessor() { return this.#b; }
  set #accessor(v) { this.#b = v; }
  *#generator() {}
  async #async() {}
  async *#asyncGenerator() {}
  static #staticMethod() {}
  static get #staticAccessor() { return 1; }
  static set #staticAccessor(v) {}
  static async *#x() {}
  has(o) { return #a in o && #method in o; }
  chain(o) { return o?.#a?.#b.#c[#d in o]; }
  assign(o) { [o.#a, o.#b = 1] = [1]; ({ a: o.#a, ...o.#b } = {}); o.#a++; --o.#b; o.#a ??= 2; delete o.x; }
  nested() { return class { f(o) { return o.#a; } #z = 1; }; }
  #\u{61}b = 1;
  #été;
  #𝒳 = 2;
}
class Blocks {
  static {}
  static { this.a = 1; var b; let c; function d() {} class E {} }
  static
  { label: break label; }
  static { super.x; new.target; (() => this)(); async () => { await 1; }; }
}
class Derived extends Blocks {
  constructor() { super(); super.a; super[b]; super.c(); super.d`x`; (() => super())(); }
  static a = super.b;
  c = super.d;
}
class let_ { static async *#a() { yield super.b; } }
