// What errors say of the code that was wrong, in the words of V8 where those are good.
const show = f => {
  try {
    f();
    console.log('no error');
  } catch (error) {
    console.log(`${error}`);
  }
};
const o = [], k = 'key', n = null, u = undefined, sym = Symbol('s'), obj = { a: { b: 1 } };
const f = () => {};

// Not a function: as the source names it.
show(() => o[1]());
show(() => o[k]());
show(() => o['x']());
show(() => o[-1]());
show(() => o[1.5]());
show(() => o[`t`]());
show(() => o[null]());
show(() => o[{}]());
show(() => o[this]());
show(() => o[f()]());
show(() => o[obj.a.b](1, 2));
show(() => obj.a['c']());
show(() => obj['a'].c());
show(() => obj.a[k]());
show(() => obj.a?.[k]());
show(() => obj?.['f']());
show(() => obj[sym]());
show(() => obj[Symbol.iterator]());
show(() => obj[k](...[1]));
show(() => obj.f(...[1]));
show(() => f()());
show(() => f(1, ')')(3));
show(() => obj
  .toString( /* nothing */ )
  . x ());
show(() => obj.a.c``);
show(() => new obj[k](1));
show(() => new obj.a());
show(() => new (f())());
show(() => (class {})());

// In words of our own.
show(() => o['x y']());
show(() => obj[k + 'z']());
show(() => obj[[k, 'a rather long key'].join('')]());
show(() => (obj?.f)());
show(() => (() => 1)()());
show(() => new (() => 1)());
show(() => obj[/a/ ? 1 : 2]());
show(() => { class X { #p = 1; m() { this.#p(); } } new X().m(); });
show(() => { class X { m() { super.q(); } } new X().m(); });
show(() => o.aNameThatIsSoLongThatNobodyWantsToReadAllOfItInAMessageThatShouldFitInOneLine());
show(() => ({ größe: { länge: 1 } }).größe.länge());
const größe = { länge: 1 };
show(() => größe.länge());

// Texts that are too long to be read.
const nested = (count, inner) => '('.repeat(count) + inner + ')'.repeat(count);
show(new Function('o', `${nested(20, 'o.x')}()`).bind(null, o));
show(new Function('o', `o[${nested(900, 1)}]()`).bind(null, o));
show(new Function('o', `o.f${'[o.f'.repeat(300)}${']'.repeat(300)}()`).bind(null, { f: 1 }));
show(new Function('o', `const { a = [${'1, '.repeat(1000)}] } = o.x`).bind(null, o));

// Superclasses.
show(() => { class A extends null { constructor() { super(); } } new A(); });
show(() => { new (class extends null { constructor() { super(); } })(); });
show(() => { class A extends null {} new A(); });
const derived = superclass => {
  class A extends Object { constructor() { (() => super(...[1]))(); } }
  Object.setPrototypeOf(A, superclass);
  new A();
};
show(() => derived(null));
show(() => derived({ x: 1 }));
show(() => derived(() => 1));
show(() => derived(Math.max));

// Destructuring.
show(() => { const { a } = undefined; });
show(() => { const { a, b } = null; });
show(() => { const {} = null; });
show(() => { const { ...rest } = null; });
show(() => { const { a: x } = u; });
show(() => { const { 'a-b': x } = u; });
show(() => { const { 1: x } = u; });
show(() => { const { [k]: x } = u; });
show(() => { let a; ({ a } = n); });
show(() => { let a; ({ [k]: a } = n); });
show(() => { const { a } = obj.x; });
show(() => { const { a } = obj['x']; });
show(() => { const { a } = f(); });
show(() => (({ a }) => {})());
show(() => { function g({}) {} g(); });
show(() => { const [a] = u; });
show(() => { const [a] = obj; });
show(() => { for (const x of u); });
show(() => { for (const x of obj.x); });
show(() => { for (const x of 5); });
// The same, in words of our own.
show(() => { const { a: { b } } = {}; });
show(() => { const { a = 1 } = u; });
show(() => { function g({ a } = null) {} g(); });
show(() => { const { a = '}', b = /}/ } = n ?? u; });
show(() => { for (const { a } of [undefined]); });
show(() => { const [{ a }] = []; });
show(() => { try { throw null; } catch ({ message }) {} });
show(() => { const [a] = obj.x; });
show(() => { let a; [a] = n; });
show(() => [...function* () { yield* u; }()]);

// What has no name.
show(() => 'abc'.foo());
show(() => `a`.foo());
show(() => 'abc'['foo']());
show(() => [1].foo());
show(() => [].foo());
show(() => /[/]x/g.foo());
show(() => new Map().foo());
show(() => new Map([[1, 2]])['foo']());
show(() => new Map().get(1)());
show(() => new (class { a = {}; })().a.b());
show(() => ''());

// Properties of undefined and null.
const noisy = { toString() { throw new Error('called'); } };
show(() => u[k]);
show(() => u[k] = 1);
show(() => n[0]);
show(() => u[1.5]);
show(() => u[-0]);
show(() => u[1n]);
show(() => u[u]);
show(() => u[{}]);
show(() => u[noisy]);
show(() => u[noisy] = 1);
show(() => u[[1, 2]]);
show(() => u[new Date(0)]);
show(() => u[() => 1]);
show(() => u[k]());
show(() => u[k]++);
show(() => u[noisy]++);
show(() => u[k] += 1);
show(() => u[k] ??= 1);
show(() => n[sym]);
show(() => { ({ __proto__: null, m() { super[k]; } }).m.call({}); });
show(() => new Proxy({}, { get() { return u; } }).x[k]);
