"""The programs. Each prints "right" when it has seen what it should."""

# rangeError(f): f must throw a RangeError, now and again. either(f, g): the same, or what it gives must please g.
PRELUDE = """
function rangeError(f) {
  for (let i = 0; i < 2; i++) {
    try { f(); } catch (e) {
      if (e instanceof RangeError && typeof e.message === 'string' && typeof e.stack === 'string') continue;
      throw e;
    }
    throw new Error('nothing was thrown');
  }
  console.log('right');
}
function either(f, pleases = () => true) {
  try {
    const result = f();
    if (!pleases(result)) throw new Error('wrong result');
  } catch (e) {
    if (!(e instanceof RangeError)) throw e;
  }
  console.log('right');
}
"""

NESTING = {
    "function": "rangeError(function f() { f(); });",
    "arrow": "const f = () => f() + 1; rangeError(f);",
    "two functions": "function a() { return b() + 1; } function b() { return a() + 1; } rangeError(a);",
    "constructor": "rangeError(function f() { function C() { new C(); } new C(); });",
    "class": "class A { constructor() { new this.constructor(); } } rangeError(() => new A());",
    "derived classes": "let C = class {}; for (let i = 0; i < 30000; i++) C = class extends C {}; either(() => new C());",
    "field initializer": "class A { x = new A(); } rangeError(() => new A());",
    "getter": "const o = { get x() { return this.x; } }; rangeError(() => o.x);",
    "setter": "const o = { set x(v) { this.x = v; } }; rangeError(() => { o.x = 1; });",
    "getter on prototypes": "class A { get x() { return this.x; } } rangeError(() => new A().x);",
    "toString": "const o = { toString() { return '' + this; } }; rangeError(() => `${o}`);",
    "valueOf": "const o = { valueOf() { return +this; } }; rangeError(() => o + 1);",
    "toPrimitive": "const o = { [Symbol.toPrimitive]() { return +this; } }; rangeError(() => o * 2);",
    "Symbol.hasInstance": "const o = { [Symbol.hasInstance](v) { return v instanceof o; } }; rangeError(() => 1 instanceof o);",
    "iterator": "const o = { [Symbol.iterator]() { return [...this][Symbol.iterator](); } }; rangeError(() => [...o]);",
    "iterator return": """const o = { [Symbol.iterator]() { return { next() { return {}; }, return() { for (const x of o) return {}; } }; } };
      rangeError(() => { for (const x of o) break; });""",
    "generator": "function* g() { yield* g(); } rangeError(() => g().next());",
    "generators within": """let it = (function* () { yield 1; })();
      for (let i = 0; i < 50000; i++) it = (function* (inner) { yield* inner; })(it);
      either(() => it.next().value, v => v === 1);""",
    "async function": "let failed; async function f() { await f(); } f().catch(e => console.log(e instanceof RangeError ? 'right' : e));",
    "async generator": """async function* g() { yield* g(); }
      g().next().then(() => console.log('wrong'), e => console.log(e instanceof RangeError ? 'right' : e));
      """,
    "map callback": "rangeError(function f() { [1].map(f); });",
    "forEach of forEach": "const f = () => [1].forEach(f); rangeError(f);",
    "sort comparator": "rangeError(function f() { [2, 1].sort(f); });",
    "reduce": "rangeError(function f() { [1, 2].reduce(f); });",
    "replace callback": "rangeError(function f() { 'a'.replace('a', f); });",
    "Array.from": "rangeError(function f() { Array.from([1], f); });",
    "Function.prototype.call": "function f() { f.call(); } rangeError(f);",
    "Function.prototype.apply": "function f() { f.apply(null, []); } rangeError(f);",
    "Reflect.construct": "function F() { Reflect.construct(F, []); } rangeError(() => new F());",
    "bound functions": "let f = () => 1; for (let i = 0; i < 100000; i++) f = f.bind(); either(f, v => v === 1);",
    "bound functions with arguments": """let f = (...a) => a.length; for (let i = 0; i < 20000; i++) f = f.bind(null, i);
      either(f, v => v === 20000);""",
    "bound constructors": "let F = class { x = 1; }; for (let i = 0; i < 100000; i++) F = F.bind(); either(() => new F().x, v => v === 1);",
    "eval": "rangeError(function f() { eval('f()'); });",
    "indirect eval": "globalThis.g = function () { (0, eval)('g()'); }; rangeError(g);",
    "Function constructor": "globalThis.g = function () { new Function('g()')(); }; rangeError(g);",
    "eval of a deep text": "try { eval('['.repeat(100000) + ']'.repeat(100000)); } catch (e) { if (!(e instanceof SyntaxError || e instanceof RangeError)) throw e; } console.log('right');",
    "proxy get": "const p = new Proxy({}, { get(t, k, r) { return r[k]; } }); rangeError(() => p.x);",
    "proxy has": "const p = new Proxy({}, { has(t, k) { return k in p; } }); rangeError(() => 'x' in p);",
    "proxy chain get": "let p = {}; for (let i = 0; i < 100000; i++) p = new Proxy(p, {}); either(() => p.x, v => v === undefined);",
    "proxy chain set": "let p = {}; for (let i = 0; i < 100000; i++) p = new Proxy(p, {}); either(() => { p.x = 1; });",
    "proxy chain has": "let p = {}; for (let i = 0; i < 100000; i++) p = new Proxy(p, {}); either(() => 'x' in p, v => v === false);",
    "proxy chain delete": "let p = {}; for (let i = 0; i < 100000; i++) p = new Proxy(p, {}); either(() => delete p.x, v => v === true);",
    "proxy chain keys": "let p = {}; for (let i = 0; i < 100000; i++) p = new Proxy(p, {}); either(() => Object.keys(p).length, v => v === 0);",
    "proxy chain define": "let p = {}; for (let i = 0; i < 100000; i++) p = new Proxy(p, {}); either(() => Object.defineProperty(p, 'x', { value: 1 }));",
    "proxy chain prototype": "let p = {}; for (let i = 0; i < 100000; i++) p = new Proxy(p, {}); either(() => Object.getPrototypeOf(p), v => v === Object.prototype);",
    "proxy chain call": "let p = () => 1; for (let i = 0; i < 100000; i++) p = new Proxy(p, {}); either(() => p(), v => v === 1);",
    "proxy chain construct": "let p = class {}; for (let i = 0; i < 100000; i++) p = new Proxy(p, {}); either(() => new p());",
    "proxy chain isArray": "let p = []; for (let i = 0; i < 100000; i++) p = new Proxy(p, {}); either(() => Array.isArray(p), v => v === true);",
    "proxy chain instanceof": "let p = class {}; for (let i = 0; i < 100000; i++) p = new Proxy(p, {}); either(() => ({}) instanceof p, v => v === false);",
    "proxy chain freeze": "let p = {}; for (let i = 0; i < 100000; i++) p = new Proxy(p, {}); either(() => Object.freeze(p));",
    "proxy as its own prototype": """const p = new Proxy({}, {}); Object.setPrototypeOf(p, Object.create(p));
      either(() => p.x); """,
    "proxy prototype for-in": "let p = { a: 1 }; for (let i = 0; i < 1000; i++) p = new Proxy(p, {}); either(() => { let n = 0; for (const k in p) n++; return n; }, n => n === 1);",
    "prototype chain get": "let o = { x: 1 }; for (let i = 0; i < 200000; i++) o = Object.create(o); either(() => o.x, v => v === 1);",
    "prototype chain miss": "let o = {}; for (let i = 0; i < 200000; i++) o = Object.create(o); either(() => o.y, v => v === undefined);",
    "prototype chain set": "let o = { set x(v) { this.y = v; } }; for (let i = 0; i < 200000; i++) o = Object.create(o); either(() => { o.x = 1; return o.y; }, v => v === 1);",
    "prototype chain in": "let o = {}; for (let i = 0; i < 200000; i++) o = Object.create(o); either(() => 'q' in o, v => v === false);",
    "prototype chain instanceof": "let o = {}; for (let i = 0; i < 200000; i++) o = Object.create(o); either(() => o instanceof Array, v => v === false);",
    "prototype chain for-in": "let o = { a: 1 }; for (let i = 0; i < 20000; i++) o = Object.create(o); either(() => { let n = 0; for (const k in o) n++; return n; }, n => n === 1);",
    "prototype cycle": "const a = {}, b = Object.create(a); try { Object.setPrototypeOf(a, b); } catch (e) { console.log(e instanceof TypeError ? 'right' : e); }",
    "rope": "let s = 'a'; for (let i = 0; i < 1000000; i++) s = s + 'b'; either(() => s.charCodeAt(999999), v => v === 98);",
    "rope to the left": "let s = 'a'; for (let i = 0; i < 1000000; i++) s = 'b' + s; either(() => s.charCodeAt(1000000), v => v === 97);",
    "rope of both": "let s = 'ab'; for (let i = 0; i < 500000; i++) s = 'x' + s + 'y'; either(() => s.indexOf('ab'), v => v === 500000);",
    "ropes compared": """let s = 'a', t = 'a'; for (let i = 0; i < 300000; i++) { s += 'b'; t += 'b'; }
      either(() => s === t && !(s < t), v => v);""",
    "rope as a key": "let s = 'a'; for (let i = 0; i < 300000; i++) s += 'b'; const o = { [s]: 1 }; either(() => o[s], v => v === 1);",
    "rope of wide characters": "let s = '\\u{1F600}'; for (let i = 0; i < 300000; i++) s += '\\u00e9'; either(() => s.codePointAt(0), v => v === 0x1F600);",
    "slices of slices": "let s = 'x'.repeat(300000); for (let i = 0; i < 290000; i++) s = s.slice(1); either(() => s.length, v => v === 10000);",
    "array in itself": "const a = [1]; a.push(a); either(() => String(a), v => v === '1,');",
    "nested arrays joined": "let a = [1]; for (let i = 0; i < 100000; i++) a = [a]; either(() => String(a), v => v === '1');",
    "nested arrays flattened": "let a = [1]; for (let i = 0; i < 100000; i++) a = [a]; either(() => a.flat(Infinity)[0], v => v === 1);",
    "array flattened in itself": "const a = []; a.push(a); either(() => a.flat(100000));",
    "JSON.stringify of a cycle": "const o = {}; o.o = o; try { JSON.stringify(o); } catch (e) { console.log(e instanceof TypeError ? 'right' : e); }",
    "JSON.stringify nested": "let o = {}; for (let i = 0; i < 200000; i++) o = { o }; either(() => JSON.stringify(o));",
    "JSON.stringify nested arrays": "let o = []; for (let i = 0; i < 200000; i++) o = [o]; either(() => JSON.stringify(o, null, 1));",
    "JSON.stringify toJSON": "const o = { toJSON() { return JSON.stringify(this); } }; rangeError(() => JSON.stringify(o));",
    "JSON.stringify replacer": "rangeError(function f() { JSON.stringify({ a: 1 }, f); });",
    "JSON.stringify proxies": "let p = {}; for (let i = 0; i < 50000; i++) p = new Proxy({ p }, {}); either(() => JSON.stringify(p));",
    "JSON.parse nested": "either(() => JSON.parse('['.repeat(1000000) + ']'.repeat(1000000)));",
    "JSON.parse nested objects": "either(() => JSON.parse('{\"a\":'.repeat(300000) + '1' + '}'.repeat(300000)));",
    "JSON.parse reviver": "rangeError(function f() { JSON.parse('[1]', f); });",
    "JSON.parse reviver nested": "either(() => JSON.parse('['.repeat(100000) + ']'.repeat(100000), (k, v) => v));",
    "cyclic objects shown": "const o = { a: [] }; o.a.push(o); o.o = o; either(() => { console.dir.call; return String(o); });",
    "deep objects shown": "let o = {}; for (let i = 0; i < 100000; i++) o = { o }; console.error(o); console.log('right');",
    "error causes": "let e = new Error('0'); for (let i = 0; i < 20000; i++) e = new Error(i, { cause: e }); either(() => e.stack.length);",
    "promise resolved with itself": """const p = Promise.resolve().then(() => p); p.catch(e => console.log(e instanceof TypeError ? 'right' : e));""",
    "promise chain": """let p = Promise.resolve(1); for (let i = 0; i < 300000; i++) p = p.then(v => v);
      p.then(v => console.log(v === 1 ? 'right' : v));""",
    "promises in promises": """let p = Promise.resolve(1); for (let i = 0; i < 100000; i++) { const q = p; p = new Promise(r => r(q)); }
      p.then(v => console.log(v === 1 ? 'right' : v));""",
    "thenables": """const t = { then(r) { r(t); } }; let n = 0;
      const counting = { then(r) { if (++n < 100000) r(counting); else r(1); } };
      Promise.resolve(counting).then(v => console.log(v === 1 ? 'right' : v));""",
    "Promise.all nested": "let p = 1; for (let i = 0; i < 20000; i++) p = Promise.all([p]); p.then(() => console.log('right'));",
    "async stack": """async function f(n) { if (n === 0) throw new Error('end'); await null; await f(n - 1); }
      f(20000).catch(e => console.log(e.message === 'end' && e.stack.split('\\n').length < 20 ? 'right' : e));""",
    "iterator helpers": """let it = [1][Symbol.iterator](); for (let i = 0; i < 100000; i++) it = it.map(x => x);
      either(() => it.next().value, v => v === 1);""",
    "iterator helpers closed": """let it = [1][Symbol.iterator](); for (let i = 0; i < 100000; i++) it = it.take(5);
      either(() => it.return());""",
    "closures": "let f = () => 1; for (let i = 0; i < 100000; i++) { const g = f; f = () => g(); } either(f, v => v === 1);",
    "tail calls": "'use strict'; const f = n => n === 0 ? 'done' : f(n - 1); either(() => (function () { 'use strict'; return (function g(n) { return n === 0 ? 'done' : g(n - 1); })(1000000); })(), v => v === 'done');",
    "spread of a large array": "const a = new Array(1000000).fill(1); either(() => Math.max(...a), v => v === 1);",
    "apply with a large array": "const a = new Array(1000000).fill(1); either(() => Math.max.apply(null, a), v => v === 1);",
    "large array-like": "either(() => Math.max.apply(null, { length: 2 ** 53 }));",
    "Symbol.species": "class A extends Array { static get [Symbol.species]() { return function () { return new A().map(x => x); }; } } rangeError(() => new A(1, 2).map(x => x));",
    "finally": "let n = 0; rangeError(function f() { try { f(); } finally { n++; } });",
    "catch and go on": """let n = 0; function f(d) { try { return f(d + 1); } catch { return d; } }
      console.log(f(0) > 1000 ? 'right' : 'shallow');""",
    "in the handler": """function f() { f(); } let ok = 0;
      for (let i = 0; i < 100; i++) try { f(); } catch (e) { ok++; } console.log(ok === 100 ? 'right' : ok);""",
    "prepareStackTrace-like getters": "Object.defineProperty(Error.prototype, 'name', { get() { return String(new Error('x')); } }); either(() => String(new Error('y')));",
    "template literals": "let t = { toString() { return `${t}`; } }; rangeError(() => `${t}`);",
    "computed keys": "const k = { toString() { return ({ [k]: 1 }, 'a'); } }; rangeError(() => ({ [k]: 1 }));",
    "default parameters": "rangeError(function f(a = f()) {});",
    "destructuring": "const o = { get a() { const { a } = this; return a; } }; rangeError(() => o.a);",
    "with": "const o = new Proxy({}, { has(t, k) { with (o) { return q; } } }); rangeError(() => { with (o) { q; } });",
    "disposal": "rangeError(function f() { using x = { [Symbol.dispose]() { f(); } }; });",
    "Reflect.ownKeys of a proxy": "const p = new Proxy({}, { ownKeys() { return Reflect.ownKeys(p); } }); rangeError(() => Object.keys(p));",
    "Object.assign": "const o = { get a() { return Object.assign({}, o); } }; rangeError(() => Object.assign({}, o));",
    "structured comparison of BigInts": "let b = 1n; for (let i = 0; i < 15; i++) b = (b << 100n) * 3n; either(() => b > 0n, v => v);",
}

MEMORY = {
    "function with ever more arguments": "either(function f(...a) { f(...a, 1); });",
    "array filled": "either(() => new Array(1e9).fill(0));",
    "array of nothing sorted": "either(() => new Array(5e7).toSorted());",
    "keys of a typed array": "either(() => Object.keys(new Uint8Array(2 ** 25)));",
    "keys of a string": "either(() => Object.keys(new String('x'.repeat(2 ** 25))));",
    "tree by recursion": "(function t(n) { return n ? { a: t(n - 1), b: t(n - 1) } : null; })(40);",
    "literal": "const s = eval('\"' + 'x'.repeat(12e6) + '\"'); either(() => { for (let i = 0; i < 1e4; i++); return s; });",
    "method with a long name": "let s = 'ab'; while (s.length < 2 ** 28) s += s; s += s.slice(0, 268435431); either(() => ({ [Symbol(s)]() {} }));",
    "array pushed": "const a = []; for (;;) a.push({});",
    "array of numbers": "const a = []; for (;;) a.push(1);",
    "array of doubles": "const a = []; for (;;) a.push(1.5);",
    "array grown by index": "const a = []; for (let i = 0; ; i++) a[i] = i;",
    "array unshifted": "const a = new Array(1e6).fill(1); for (;;) a.unshift(...a.slice(0, 10000));",
    "array concatenated": "let a = [1]; either(() => { for (;;) a = a.concat(a); });",
    "array spread": "let a = [1]; either(() => { for (;;) a = [...a, ...a]; });",
    "arrays of arrays": "const a = []; for (;;) a.push([1, 2, 3]);",
    "Array.from": "either(() => Array.from({ length: 1e9 }));",
    "array length": "const a = []; a.length = 4294967295; either(() => a.join('x'));",
    "string doubled": "let s = 'ab'; either(() => { for (;;) s += s; });",
    "string doubled and flat": "let s = 'ab'; either(() => { for (;;) { s += s; s.charCodeAt(0); } });",
    "string repeated": "either(() => 'ab'.repeat(2 ** 29));",
    "string padded": "either(() => 'a'.padStart(2 ** 30 - 100, 'xyz'));",
    "string of wide characters": "let s = '\\u1234'; either(() => { for (;;) { s += s; s.charCodeAt(0); } });",
    "strings kept": "const a = []; for (let i = 0; ; i++) a.push('text' + i);",
    "split": "either(() => 'x'.repeat(2 ** 24).split(''));",
    "join": "either(() => new Array(2 ** 24).join('abcdefgh'));",
    "replaceAll": "either(() => 'x'.repeat(2 ** 22).replaceAll('x', 'y'.repeat(1000)));",
    "toUpperCase": "either(() => '\\u0390'.repeat(2 ** 23).toUpperCase());",
    "normalize": "either(() => '\\uFDFA'.repeat(2 ** 20).normalize('NFKD'));",
    "properties": "const o = {}; for (let i = 0; ; i++) o['p' + i] = i;",
    "properties of many objects": "const a = []; for (let i = 0; ; i++) a.push({ ['p' + i]: 1 });",
    "elements far apart": "const o = []; either(() => { for (let i = 1; ; i++) o[i * 100000 % 4294967295] = i; });",
    "symbols": "const o = {}; for (;;) o[Symbol()] = 1;",
    "closures": "const a = []; for (let i = 0; ; i++) a.push(() => i);",
    "list of closures": "let f = null; for (;;) { const g = f; f = () => g; }",
    "linked list": "let l = null; for (;;) l = { l };",
    "Map": "const m = new Map(); for (let i = 0; ; i++) m.set(i, i);",
    "Set of objects": "const s = new Set(); for (;;) s.add({});",
    "WeakMap": "const k = [], m = new WeakMap(); for (;;) { const o = {}; k.push(o); m.set(o, {}); }",
    "BigInt": "let b = 2n; either(() => { for (;;) b = b * b; });",
    "BigInt shifted": "either(() => 1n << (2n ** 40n));",
    "BigInt to text": "const a = []; for (;;) a.push((1n << 100000n) + BigInt(a.length));",
    "promises": "const a = []; for (;;) a.push(new Promise(() => {}));",
    "promise jobs": "(function f() { Promise.resolve().then(f); Promise.resolve().then(f); })();",
    "timers": "const f = () => { setTimeout(f, 0, {}); setTimeout(f, 0, {}); }; f();",
    "async functions": "const a = []; async function f() { await new Promise(() => {}); } for (;;) a.push(f());",
    "generators": "function* g() { yield; } const a = []; for (;;) { const it = g(); it.next(); a.push(it); }",
    "spread of an endless iterator": "function* g() { for (;;) yield {}; } [...g()];",
    "evals": "const a = []; for (let i = 0; ; i++) a.push(eval('(function () { return ' + i + '; })'));",
    "functions made": "const a = []; for (let i = 0; ; i++) a.push(new Function('return ' + i));",
    "one large eval": "either(() => eval('[' + '1,'.repeat(2 ** 23) + ']'));",
    "JSON.stringify": "const o = { a: 'x'.repeat(2 ** 20) }; either(() => JSON.stringify(new Array(1000).fill(o)));",
    "JSON.parse": "const text = '[' + '{},'.repeat(2 ** 21) + '{}]'; either(() => JSON.parse(text));",
    "console": "const a = []; for (;;) a.push(new Error('x'));",
    "error stacks": "const a = []; for (;;) a.push(new Error('x').stack);",
    "captured stacks": "const a = []; for (;;) { const o = {}; Error.captureStackTrace(o); a.push(o); }",
    "proxies": "const a = []; for (;;) a.push(new Proxy({}, {}));",
    "bound functions": "const a = []; for (;;) a.push(parseInt.bind(null, 1, 2, 3));",
    "arguments objects": "const a = []; function f() { return arguments; } for (;;) a.push(f(1, 2, 3));",
    "classes": "const a = []; for (;;) a.push(class { #x = 1; m() {} });",
    "Object.defineProperty": "const o = {}; for (let i = 0; ; i++) Object.defineProperty(o, 'p' + i, { get() { return i; } });",
    "shapes": "const a = []; for (let i = 0; ; i++) { const o = {}; for (let j = 0; j < 20; j++) o['p' + (i * 31 + j * 7) % 1000003] = j; a.push(o); }",
    "prototypes": "let o = {}; for (;;) o = Object.create(o);",
    "in a finally": "const a = []; try { for (;;) a.push({}); } finally { for (;;) a.push({}); }",
    "in a catch": "const a = []; for (;;) try { for (;;) a.push({}); } catch { console.log('caught'); }",
}
