"""The programs. Each prints "right" when it has seen what it should."""

# rangeError(f): f must throw a RangeError, now and again. either(f, g): the same, or what it gives must please g. refused(f): f
# must throw a RangeError or a DataCloneError.
PRELUDE = """
function refused(f) {
  try { f(); } catch (e) {
    if (!(e instanceof RangeError) && e.name !== 'DataCloneError') throw e;
    console.log('right');
  }
}
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
    "proxy chain shown": "let p = {}; for (let i = 0; i < 100000; i++) p = new Proxy(p, {}); console.error([[[[p]]]], p); console.log('right');",
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
    "structuredClone of a getter": "const o = { get a() { return structuredClone(o); } }; rangeError(() => structuredClone(o));",
    "structuredClone of objects within": """let o = {}; for (let i = 0; i < 300000; i++) o = { o }; let p = structuredClone(o), depth = 0;
      while ((p = p.o)) depth++; either(() => depth, (v) => v === 300000);""",
    "structuredClone of arrays and maps within": """let o = []; for (let i = 0; i < 100000; i++) o = i % 3 ? [o] : i % 2 ? new Map([[o, 1]]) : new Set([o]);
      either(() => structuredClone(o));""",
    "causes of errors": """let e = null; for (let i = 0; i < 5000; i++) { const f = new Error('x'); f.cause = e; e = f; }
      let c = structuredClone(e), depth = 0; while ((c = c.cause)) depth++; either(() => depth, (v) => v === 4999);""",
    "structured comparison of BigInts": "let b = 1n; for (let i = 0; i < 15; i++) b = (b << 100n) * 3n; either(() => b > 0n, v => v);",
}

# How deep is caught: as deep in every build, on every machine, and in a replay (src/vm/agent.h).
DEPTHS = {
    "map callback": ("function f() { level(); [1].map(f); } f();", 8192),
    "sort comparator": ("function f() { level(); [2, 1].sort(f); } f();", 8192),
    "getter": ("const o = { get x() { level(); return Reflect.get(o, 'x') + 1; } }; o.x;", 8191),
    "toJSON": ("const o = { toJSON() { level(); return JSON.stringify(this); } }; JSON.stringify(o);", 8191),
    "proxy": ("const p = new Proxy({}, { get(t, k, r) { level(); return r[k] + 1; } }); p.x;", 4095),
    "structured clone": ("const o = { get a() { level(); return structuredClone(o); } }; structuredClone(o);", 8191),
    "regular expression": ("const r = /a/; r.exec = () => { level(); return 'a'.match(r); }; 'a'.match(r);", 4095),
    "event": ("""const t = new EventTarget(); t.addEventListener('x', () => { level(); t.dispatchEvent(new Event('x')); });
      process.on('uncaughtException', () => {}); t.dispatchEvent(new Event('x'));""", 8191),
    "inspection": ("const { inspect } = require('util'), o = { [inspect.custom]() { level(); return inspect(o); } }; inspect(o);", 8191),
    "inspected getter": ("const { inspect } = require('util'), o = { get a() { level(); return inspect(o, { getters: true }); } }; inspect(o, { getters: true });", 4095),
    "generators": ("function* g() { level(); yield* g(); } g().next();", 8191),
}

MEMORY = {
    "ticks": "const f = () => {}; for (;;) process.nextTick(f);",
    "timers of all durations": "for (let i = 1; ; i++) { const t = setTimeout(() => {}, i); t.unref(); clearTimeout(t); }",
    "timers that are known by their number": "for (;;) +setTimeout(() => {}, 1e6);",
    "buffers in turns": """const all = []; setInterval(() => { for (let i = 0; i < 100; i++) all.push(Buffer.alloc(100_000)) }, 0);""",
    "array buffers in turns": """const all = []; setInterval(() => all.push(new ArrayBuffer(1_000_000)), 0);""",
    "labels of timers": "for (let i = 0; ; i++) console.time('a' + i);",
    "what waits for a notification": """const cells = new Int32Array(new SharedArrayBuffer(8));
      either(() => { for (;;) Atomics.waitAsync(cells, 0, 0); });""",
    "long texts shown": "const o = {}, s = 'x'.repeat(1000000); for (let i = 0; i < 60000; i++) o['k' + i] = s; rangeError(() => console.log(o));",
    "a table of long rows": """const rows = Array.from({ length: 10000 }, (_, i) => ({ i })); rows.push({ i: 'x'.repeat(1000000) });
      rangeError(() => console.table(rows));""",
    "lines in many groups": """for (let i = 0; i < 50000; i++) console.group();
      try { console.log('\\n'.repeat(10000)); } catch (e) { for (let i = 0; i < 50000; i++) console.groupEnd(); rangeError(() => { throw e; }); }""",
    "function with ever more arguments": "either(function f(...a) { f(...a, 1); });",
    "array filled": "either(() => new Array(1e9).fill(0));",
    "array of nothing sorted": "either(() => new Array(5e7).toSorted());",
    "keys of a typed array": "either(() => Object.keys(new Uint8Array(2 ** 25)));",
    "keys of a string": "either(() => Object.keys(new String('x'.repeat(2 ** 25))));",
    "tree by recursion": "(function t(n) { return n ? { a: t(n - 1), b: t(n - 1) } : null; })(40);",
    "literal": "const s = eval('\"' + 'x'.repeat(12e6) + '\"'); either(() => { for (let i = 0; i < 1e4; i++); return s; });",
    "method with a long name": "either(() => { let s = 'ab'; while (s.length < 2 ** 28) s += s; s += s.slice(0, 268435431); return { [Symbol(s)]() {} }; });",
    "method with a name of half the limit": "let s = 'ab'; while (s.length < 2 ** 23) s += s; either(() => ({ [Symbol(s)]() {} }));",
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
    "replace with many references": "either(() => 'a'.replace(/a/g, '$&'.repeat(2e6)));",
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
    "structuredClone doubled": "let a = [1, 'text', {}]; refused(() => { for (;;) a = structuredClone([...a, ...a]); });",
    "structuredClones of a buffer": "const a = new Uint8Array(9e6), all = []; refused(() => { for (;;) all.push(structuredClone(a)); });",
    "messages that nobody takes": "const { port1 } = new MessageChannel(); refused(() => { for (;;) port1.postMessage('x'.repeat(1000)); });",
    "in a finally": "const a = []; try { for (;;) a.push({}); } finally { for (;;) a.push({}); }",
    "in a catch": "const a = []; for (;;) try { for (;;) a.push({}); } catch { console.log('caught'); }",
}

# again(f): f often enough to take many times the time limit, from a loop that does not look for an interrupt so soon: f has
# to notice it. Each is one operation of a builtin, on what is large enough that it looks.
FLOODS_OF_PAGES = {
    "timers": "const f = () => {}; for (;;) setTimeout(f, 1e9);",
    "timers without delay": "const f = () => {}; for (;;) setTimeout(f);",
    "intervals": "const f = () => {}; for (;;) setInterval(f, 1e9);",
    "frames": "const f = () => {}; for (;;) requestAnimationFrame(f);",
    "idle callbacks": "const f = () => {}; for (;;) requestIdleCallback(f, { timeout: 1e6 });",
}

AGAIN = """
const again = (f) => Array.from({ length: 3000 }, f);
"""

INTERRUPTS = {
    "much to be encoded, again and again": "const s = 'a'.repeat(3e6); for (;;) btoa(s);",
    "many buffers": "const b = Buffer.alloc(1e7); for (;;) b.toString('hex', 0, 3e6);",
    "marks that are not there": "for (let i = 0; i < 1e5; i++) performance.mark('a'); for (;;) performance.clearMarks('q');",
    "measures from a mark that was set long ago": """performance.mark('a'); for (let i = 0; i < 1e5; i++) performance.mark('m');
      for (;;) performance.measure('z', 'a');""",
    "entries by name": "for (let i = 0; i < 1e5; i++) performance.mark('m'); for (;;) performance.getEntriesByName('a');",
    "marks that many hear of": """for (let i = 0; i < 1e5; i++) new PerformanceObserver(Object).observe({ type: 'measure' });
      for (;;) performance.mark('a');""",
    "a microtask that queues itself": "(function again() { queueMicrotask(again); })();",
    "a promise that is never done with": "(function again() { Promise.resolve().then(again); })();",
    "an await without end": "(async () => { for (;;) await null; })();",
    "a tick that queues itself": "(function again() { process.nextTick(again); })();",
    "a task that queues itself": "(function again() { setImmediate(again); })();",
    "encodeURIComponent": "const s = 'x'.repeat(3e6); again(() => encodeURIComponent(s));",
    "decodeURI": "const s = '%41'.repeat(1e6); again(() => decodeURI(s));",
    "escape": "const s = '\\u20ac'.repeat(1e6); again(() => escape(s));",
    "unescape": "const s = '%u20ac'.repeat(1e6); again(() => unescape(s));",
    "normalize": "const s = '\\u0101'.repeat(1e6); again(() => s.normalize('NFD'));",
    "localeCompare": "const s = 'a'.repeat(1e6); again(() => s.localeCompare(s + 'b'));",
    "toUpperCase": "const s = 'a'.repeat(5e6); again(() => s.toUpperCase());",
    "toLocaleLowerCase": "const s = '\\u0100'.repeat(1e6); again(() => s.toLocaleLowerCase());",
    "toLowerCase with a sigma": "const s = 'A' + '\\u0301'.repeat(1e6) + '\\u03a3'; again(() => s.toLowerCase());",
    "indexOf": "const s = 'a'.repeat(5e6), t = 'a'.repeat(2.5e6) + 'b'; again(() => s.indexOf(t));",
    "indexOf of wide characters": "const s = '\\u0100'.repeat(3e6), t = '\\u0100'.repeat(1.5e6) + 'b'; again(() => s.indexOf(t));",
    "lastIndexOf of a long text": "const s = 'a'.repeat(5e6), t = 'b' + 'a'.repeat(2.5e6); again(() => s.lastIndexOf(t));",
    "flat of small arrays": "let a = [1]; for (let i = 0; i < 40; i++) a = [a, a]; a.flat(Infinity);",
    "join of small arrays": "let a = [1]; for (let i = 0; i < 40; i++) a = [a, a]; String(a);",
    "toLocaleString of small arrays": "let a = [1]; for (let i = 0; i < 40; i++) a = [a, a]; a.toLocaleString();",
    "lastIndexOf": "const s = 'a'.repeat(1e7); again(() => s.lastIndexOf('b'));",
    "lastIndexOf of wide characters": "const s = 'a'.repeat(3e5), t = '\\u0100'.repeat(9) + 'b'; again(() => s.lastIndexOf(t));",
    "split": "const s = 'a,'.repeat(1e6); again(() => s.split(','));",
    "split into characters": "const s = 'a'.repeat(1e6); again(() => s.split(''));",
    "replaceAll": "const s = 'a'.repeat(1e6); again(() => s.replaceAll('a', '$$'));",
    "replace with a long text": "const s = '$$'.repeat(1e6); again(() => 'a'.replace('a', s));",
    "replace with many references": "const s = '$&'.repeat(1e6); again(() => 'a'.replace(/a/g, s));",
    "replace of results with many captures": """let n = 0;
      const r = { __proto__: RegExp.prototype, flags: 'g', exec: () => n++ < 1e5 ? { length: 4000, 0: 'a' } : null };
      r[Symbol.replace]('a', '');""",
    "RegExp of a long text": "new RegExp('a'.repeat(5e5) + 'b').test('a'.repeat(1e6));",
    "RegExp of a long text in any case": "new RegExp('a'.repeat(5e5) + 'b', 'i').test('a'.repeat(1e6));",
    "RegExp that refers to a long text": "/^(a+b)[^]*?\\1/.test('a'.repeat(3e6) + 'b' + 'a'.repeat(6e6));",
    "RegExp that refers to a text in any case": "/^(a+b)[^]*?\\1/i.test('a'.repeat(3e5) + 'b' + 'a'.repeat(1e6));",
    "RegExp that looks ahead many times": "new RegExp('^' + '(?=a*)'.repeat(1e4)).test('a'.repeat(1e6));",
    "RegExp.escape": "const s = 'a.'.repeat(1e6); again(() => RegExp.escape(s));",
    "trim": "const s = ' '.repeat(5e6); again(() => s.trim());",
    "isWellFormed": "const s = '\\u0100'.repeat(1e7); again(() => s.isWellFormed());",
    "toWellFormed": "const s = '\\ud800'.repeat(1e6); again(() => s.toWellFormed());",
    "anchor": "const s = '\"'.repeat(2e6); again(() => ''.anchor(s));",
    "String.raw": "String.raw({ raw: { length: 1e9 } });",
    "parseInt": "const s = '2'.repeat(5e6); again(() => parseInt(s, 3));",
    "BigInt product": "const a = (1n << 40000000n) - 1n; again(() => a * (a - 2n));",
    "BigInt square": "const a = (1n << 40000000n) - 1n; again(() => a * a);",
    "BigInt quotient": "const a = (1n << 100000000n) - 1n, b = (1n << 40000000n) - 1n; again(() => a / b);",
    "BigInt remainder of a short divisor": "const a = (1n << 200000000n) - 1n, b = (1n << 64000n) - 1n; again(() => a % b);",
    "BigInt power": "3n ** 600000000n;",
    "BigInt to text": "const a = (1n << 20000000n) - 1n; again(() => a.toString());",
    "BigInt to hexadecimal": "const a = (1n << 30000000n) - 1n; again(() => a.toString(16));",
    "BigInt from text": "const s = '7'.repeat(5e6); again(() => BigInt(s));",
    "BigInt from hexadecimal": "const s = '0x' + '7'.repeat(5e6); again(() => BigInt(s));",
    "BigInt compared with text": "const s = '7'.repeat(5e6), a = 1n << 16609640n; again(() => a < s);",
    "BigInt equal to text": "const s = '7'.repeat(5e6), a = 1n << 16609640n; again(() => a == s);",
    "array of an iterator": "[...Array(4e9).keys()];",
    "rest of an iterator": "const [...rest] = Array(4e9).keys();",
    "arguments of an array": "const a = Array(1e6).fill(1); again(() => [...a, ...a]);",
    "Array.from": "Array.from({ length: 1e9 });",
    "Array.from an iterator": "Array.from(Array(4e9).keys());",
    "indexOf of an array-like": "Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);",
    "sort of an array-like": "Array.prototype.sort.call({ length: 1e9 });",
    "sort by a native function": "const a = Array.from({ length: 1e6 }, (_, i) => i * 7919 % 1000003); again(() => a.toSorted(Math.atan2));",
    "sort by text": "const a = Array.from({ length: 3e5 }, (_, i) => 'k' + i * 7919 % 300007); again(() => a.toSorted());",
    "join": "Array(4e9).join('');",
    "Object.assign": "const a = Array(1e6).fill(1); again(() => Object.assign({}, a));",
    "Object.fromEntries": "const a = Array(1e5).fill(['a', 1]); again(() => Object.fromEntries(a));",
    "Object.getOwnPropertyDescriptors": "const a = Array(1e5).fill(1); again(() => Object.getOwnPropertyDescriptors(a));",
    "Object.getOwnPropertyNames": "const a = Array(1e6).fill(1); again(() => Object.getOwnPropertyNames(a));",
    "Object.defineProperties": "const a = Array(1e5).fill({}); again(() => Object.defineProperties({}, a));",
    "Object.groupBy": "Object.groupBy(Array(4e9), Math.abs);",
    "Map.groupBy": "Map.groupBy({ [Symbol.iterator]: () => ({ next: Object }) }, Math.abs);",
    "Reflect.ownKeys": "const a = Array(1e6).fill(1); again(() => Reflect.ownKeys(a));",
    "AggregateError": "new AggregateError({ [Symbol.iterator]: () => ({ next: Object }) });",
    "Map": "const a = Array(1e6).fill([1, 2]); again(() => new Map(a));",
    "Set": "const a = Array(1e6).fill(1); again(() => new Set(a));",
    "Set.prototype.forEach": "const a = new Set(Array(1e5).keys()); again(() => a.forEach(Math.abs));",
    "Set.prototype.union": "const a = new Set(Array(1e5).keys()); again(() => a.union(a));",
    "Math.sumPrecise": "const a = Array(1e6).fill(1); again(() => Math.sumPrecise(a));",
    "typed array filled": "const a = new Uint8Array(1e8); again(() => a.fill(1));",
    "typed array sorted": "const a = new Float64Array(5e6); again(() => a.sort());",
    "typed array sorted by a function": "const a = new Float64Array(1e6); again(() => a.sort(Math.min));",
    "typed array sorted into another": "const a = new Uint8Array(1e6); again(() => a.toSorted(Math.min));",
    "typed array filtered": "const a = new Uint8Array(1e6).fill(1); again(() => a.filter(Object));",
    "typed array that shrinks in with": """const b = new ArrayBuffer(2e8, { maxByteLength: 2e8 });
      new Uint8Array(b).with(0, { valueOf() { b.resize(1); return 1; } });""",
    "typed array from an iterator": "Uint8Array.from(Array(4e9).keys());",
    "typed array's keys": "const a = new Uint8Array(1e6); again(() => Object.keys(a));",
    "toBase64": "const a = new Uint8Array(1e7); again(() => a.toBase64());",
    "toHex": "const a = new Uint8Array(1e7); again(() => a.toHex());",
    "fromBase64": "const s = 'AAAA'.repeat(2e6); again(() => Uint8Array.fromBase64(s));",
    "fromHex": "const s = 'AAAA'.repeat(2e6); again(() => Uint8Array.fromHex(s));",
    "JSON.parse": "const s = '[' + '1,'.repeat(1e6) + '1]'; again(() => JSON.parse(s));",
    "JSON.parse of escapes": "const s = '\"' + '\\\\n'.repeat(1e6) + '\"'; again(() => JSON.parse(s));",
    "JSON.stringify": "const a = Array(1e6).fill(1); again(() => JSON.stringify(a));",
    "JSON.stringify of escapes": "const s = '\"'.repeat(1e6); again(() => JSON.stringify(s));",
    "JSON.stringify of wide characters": "const s = '\\u0100'.repeat(5e6); again(() => JSON.stringify(s));",
    "JSON.stringify with a list": "const a = Array.from({ length: 1e5 }, (_, i) => 'k' + i); again(() => JSON.stringify({}, a));",
    "JSON.stringify of a proxy": "const a = new Proxy(Object.assign({}, Array(1e5).fill()), {}); again(() => JSON.stringify(a));",
    "structuredClone": "const a = Array(1e6).fill(1); again(() => structuredClone(a));",
    "structuredClone of objects": "const a = Array.from({ length: 1e5 }, (_, i) => ({ i })); again(() => structuredClone(a));",
    "stack of an error": "const a = (1n << 10000000n) - 1n; again(() => { const e = new Error(); e.message = a; e.stack; });",
    "console.assert": "const a = (1n << 600000000n) - 1n; for (;;) console.assert(false, a);",
}

# COUNT is in front of each, and is thousands.
SCALING = {
    "parameters of a URL": """const url = new URL('http://a/?b');
      for (let i = 0; i < COUNT; i++) url.searchParams.append('k' + i, 'v');
      console.log(url.href.length > 7 * COUNT ? 'right' : 'wrong');""",
    "listeners that come and go beside many": """const { signal } = new AbortController(), target = new EventTarget();
      const most = 2 ** Math.floor(Math.log2(COUNT)) - 1;
      for (let i = 0; i < most; i++) target.addEventListener('x', () => {}, { signal });
      for (let i = 0; i < COUNT; i++) { const f = () => {}; target.addEventListener('y', f, { signal }); target.removeEventListener('y', f); }
      console.log('right');""",
    "channels that come and go beside many": """const most = 2 ** Math.floor(Math.log2(COUNT)) - 1, open = [];
      for (let i = 0; i < most; i++) open.push(new BroadcastChannel('x'));
      for (let i = 0; i < COUNT; i++) new BroadcastChannel('y').close();
      for (const each of open) each.close();
      console.log('right');""",
    "rejections that are handled late": """let told = 0; const all = [];
      process.on('unhandledRejection', () => {}); process.on('rejectionHandled', () => { if (++told === COUNT * 4) console.log('right'); });
      for (let i = 0; i < COUNT * 4; i++) all.push(Promise.reject(i));
      setTimeout(() => { for (const each of all) each.catch(() => {}); }, 1);""",
    "pending timers": """let fired = 0;
      for (let i = 0; i < COUNT; i++) setTimeout(() => { if (++fired === COUNT) console.log('right'); }, i % 7 + 1);""",
    "timers that are cleared": """const timers = [];
      for (let i = 0; i < COUNT; i++) timers.push(setTimeout(() => console.log('wrong'), i % 1000 + 1e6));
      timers.forEach((timer) => clearTimeout(timer));
      console.log('right');""",
    "timeouts that are set and cleared": """
      for (let i = 0; i < COUNT; i++) clearTimeout(setTimeout(() => console.log('wrong'), 1e6));
      console.log('right');""",
    "pending promises": """const settle = [];
      let done = 0;
      for (let i = 0; i < COUNT; i++) new Promise((resolve) => settle.push(resolve)).then(() => ++done === COUNT && console.log('right'));
      setImmediate(() => settle.forEach((resolve) => resolve()));""",
    "awaits": """(async () => { for (let i = 0; i < COUNT; i++) await i; console.log('right'); })();""",
    "reactions of one promise": """const promise = new Promise((resolve) => setImmediate(resolve));
      let done = 0;
      for (let i = 0; i < COUNT; i++) promise.then(() => ++done === COUNT && console.log('right'));""",
    "listeners": """const target = new EventTarget(), listeners = [];
      let called = 0;
      for (let i = 0; i < COUNT; i++) target.addEventListener('x', listeners[i] = () => called++, { once: i % 2 === 0 });
      for (let i = 0; i < COUNT; i += 4) target.removeEventListener('x', listeners[i]);
      target.dispatchEvent(new Event('x'));
      target.dispatchEvent(new Event('x'));
      console.log(called === COUNT / 4 + COUNT / 2 * 2 ? 'right' : called);""",
    "listeners with a signal": """const controller = new AbortController(), target = new EventTarget();
      for (let i = 0; i < COUNT; i++) target.addEventListener('x', () => console.log('wrong'), { signal: controller.signal });
      controller.abort();
      target.dispatchEvent(new Event('x'));
      console.log('right');""",
    "signals that depend on one": """const { signal } = new AbortController();
      for (let i = 0; i < COUNT; i++) {
        const dependent = AbortSignal.any([signal]), listener = () => {};
        dependent.addEventListener('abort', listener);
        dependent.removeEventListener('abort', listener);
      }
      console.log('right');""",
    "what is notified": """const cells = new Int32Array(new SharedArrayBuffer(8));
      let done = 0;
      for (let i = 0; i < COUNT; i++)
        Atomics.waitAsync(cells, i % 2, 0, i % 3 ? 1e6 : Infinity).value.then(() => { if (++done === COUNT) console.log('right'); });
      if (Atomics.notify(cells, 1) + Atomics.notify(cells, 0) !== COUNT) console.log('wrong');""",
    "what waits for a time": """const cells = new Int32Array(new SharedArrayBuffer(8));
      let done = 0;
      for (let i = 0; i < COUNT; i++)
        Atomics.waitAsync(cells, 0, 0, 1).value.then((result) => { if (++done === COUNT) console.log(result === 'ok' ? 'wrong' : 'right'); });""",
    "channels": """const channels = [];
      for (let i = 0; i < COUNT; i++) channels.push(new BroadcastChannel('c' + i));
      for (const channel of channels) channel.close();
      console.log('right');""",
    "a signal that depends on many": """
      const signals = Array.from({ length: COUNT / 4 }, () => new AbortController().signal);
      console.log(AbortSignal.any([...signals, ...signals]).aborted ? 'wrong' : 'right');""",
    "WeakRefs": """const refs = [], keep = [];
      for (let i = 0; i < COUNT; i++) refs.push(new WeakRef(i % 2 ? keep[i] = {} : {}));
      setTimeout(() => { for (let i = 0; i < 16; i++) new ArrayBuffer(5 << 20);
        setTimeout(() => console.log(refs.every((ref, i) => ref.deref() === keep[i]) ? 'right' : 'wrong')); });""",
    "registrations whose targets are gone": """let called = 0;
      const registry = new FinalizationRegistry(() => { if (++called === COUNT) console.log('right'); });
      for (let i = 0; i < COUNT; i++) registry.register({}, i, i % 2 ? registry : {});
      setTimeout(() => { for (let i = 0; i < 16; i++) new ArrayBuffer(5 << 20); setTimeout(() => {}); });""",
    "registrations that are taken back": """const registry = new FinalizationRegistry(() => console.log('wrong')), tokens = [];
      for (let i = 0; i < COUNT; i++) registry.register({}, i, tokens[i] = {}), registry.register({}, i, tokens[i >> 1]);
      console.log(tokens.every((token) => registry.unregister(token)) && !registry.unregister(tokens[0]) ? 'right' : 'wrong');""",
    "marks and measures": """
      for (let i = 0; i < COUNT; i++) performance.mark('m' + i % 3), performance.measure('n', 'm' + i % 3);
      console.log(performance.getEntries().length === 2 * COUNT ? 'right' : 'wrong');""",
}

# Of SCALING, at full size: how many there are at once, and the heap that must be enough, in MiB.
MILLIONS = {
    "pending timers": (1_000_000, 288),
    "pending promises": (1_000_000, 448),
    "awaits": (1_000_000, 16),
    "listeners": (100_000, 40),
}

# What was in flight and is over: each of these takes several times as much as it may have at a time.
RELEASED = {
    "timers that went off": """let left = 300;
      const payload = () => new Array(20000).fill(left);
      function fire(data) { if (data.length !== 20000) console.log('wrong'); if (--left === 0) return console.log('right');
        setTimeout(fire, 0, payload()); clearTimeout(setTimeout(fire, 1e6, payload())); setImmediate(() => {}, payload()); }
      fire(payload());""",
    "intervals that were cleared": """let left = 300;
      (function next() { if (--left === 0) return console.log('right');
        const data = new Array(20000).fill(left);
        const interval = setInterval(() => { if (data.length === 20000) clearInterval(interval), next(); }, 1); })();""",
    "promises that were settled": """(async () => {
      for (let i = 0; i < 300; i++) {
        const data = new Array(20000).fill(i);
        await new Promise((resolve) => setImmediate(resolve)).then(() => data);
        new Promise(() => {}).then(() => data);
      }
      console.log('right'); })();""",
    "listeners that were removed": """const target = new EventTarget();
      target.addEventListener('x', () => {}); target.addEventListener('y', () => {}); target.addEventListener('z', () => {});
      for (let i = 0; i < 300; i++) {
        const data = new Array(20000).fill(i), listener = () => data;
        target.addEventListener('x', listener); target.removeEventListener('x', listener);
        target.addEventListener('x', () => data, { once: true }); target.dispatchEvent(new Event('x'));
        const controller = new AbortController();
        target.addEventListener('y', () => data, { signal: controller.signal }); controller.abort();
        new EventTarget().addEventListener('x', listener);
      }
      console.log('right');""",
    "signals that depend on a long-lived one": """const { signal } = new AbortController();
      for (let i = 0; i < 300; i++) {
        const data = new Array(20000).fill(i), listener = () => data;
        const dependent = AbortSignal.any([signal]);
        dependent.addEventListener('abort', listener); dependent.removeEventListener('abort', listener);
        dependent.onabort = listener; dependent.onabort = null;
        AbortSignal.any([signal]).data = data;
      }
      console.log('right');""",
    "ports that were closed": """let left = 300;
      (function next() { if (--left === 0) return console.log('right');
        const { port1, port2 } = new MessageChannel(), data = new Array(20000).fill(left);
        port1.onmessage = ({ data: copy }) => { if (copy.length !== data.length) console.log('wrong'); port1.close(); next(); };
        port2.postMessage(data); })();""",
    "observers that were disconnected": """for (let i = 0; i < 300; i++) {
        const data = new Array(20000).fill(i), observer = new PerformanceObserver(() => data);
        observer.observe({ type: 'mark' }); performance.mark('m', { detail: data }); observer.disconnect(); performance.clearMarks();
      }
      console.log('right');""",
    "ports that nobody has": """for (let i = 0; i < 300; i++) {
        const { port1, port2 } = new MessageChannel();
        port1.data = port2.data = new Array(20000).fill(i);
      }
      console.log('right');""",
    "messages in a port that nobody has": """(async () => {
      for (let i = 0; i < 300; i++) {
        new MessageChannel().port1.postMessage(new Array(20000).fill(i));
        await new Promise((resolve) => setImmediate(resolve));
      }
      console.log('right'); })();""",
    "signals whose time is not over, that nobody hears": """for (let i = 0; i < 300; i++) {
        const signal = AbortSignal.timeout(1e6);
        signal.data = new Array(20000).fill(i);
        AbortSignal.any([signal]).data = signal.data;
      }
      console.log('right');""",
    "signals whose time is over": """let left = 300;
      (function next() { if (--left === 0) return console.log('right');
        const data = new Array(20000).fill(left), keeping = setTimeout(() => {}, 1e6);
        AbortSignal.timeout(1).onabort = () => { if (data.length === 20000) clearTimeout(keeping), next(); }; })();""",
    "operations on files that are over": """const fs = require('fs');
      let left = 300;
      (function next() { if (--left === 0) return console.log('right');
        const data = new Array(20000).fill(left);
        fs.stat('.', () => { if (data.length !== 20000) console.log('wrong');
          fs.promises.stat('no such file').catch(() => { if (data.length === 20000) next(); }); }); })();""",
    "files that were read": """const { readFile } = require('fs/promises');
      (async () => {
        for (let i = 0; i < 1000; i++) {
          const [data, failure] = await Promise.allSettled([readFile('tests/limits/programs.py'), readFile('no such file')]);
          if (!(data.value.length > 30_000) || failure.status !== 'rejected') console.log('wrong');
        }
        console.log('right'); })();""",
    "targets of WeakRefs": """const refs = [];
      let left = 300;
      (function next() { if (--left === 0) return console.log(refs.some((ref) => ref.deref() === undefined) ? 'right' : 'wrong');
        const data = new Array(20000).fill(left);
        refs.push(new WeakRef(data), new WeakRef([data]));
        setImmediate(next); })();""",
    "targets of a FinalizationRegistry": """let left = 300, called = 0;
      const registry = new FinalizationRegistry((held) => { if (held.length === 2) called++; });
      (function next() { if (--left === 0) return console.log(called > 100 ? 'right' : called);
        const data = new Array(20000).fill(left);
        registry.register(data, [left, left], data); registry.register({}, [left, data]);
        new FinalizationRegistry(() => data).register([data], data);
        setImmediate(next); })();""",
    "ticks, immediates and microtasks that have run": """let left = 300;
      (function next() { if (--left === 0) return console.log('right');
        const data = new Array(20000).fill(left);
        process.nextTick((data) => queueMicrotask(() => { clearImmediate(setImmediate(() => data));
          setImmediate((data) => { if (data.length === 20000) next(); }, data); }), data); })();""",
}

# These begin in heaps of all sizes, and end there or because they may have no more memory.
TINY_HEAPS = {
    "timers": "setTimeout(() => console.log('right'), 1); setInterval(() => {}, 1).unref(); setImmediate(() => {});",
    "Web APIs": """const { port1, port2 } = new MessageChannel(), controller = new AbortController();
      port1.onmessage = () => { port1.close(); console.log('right'); }; port2.postMessage({ a: [1] });
      controller.signal.addEventListener('abort', () => new URL('http://a/b?c#d').searchParams.get('c')); controller.abort();
      structuredClone(new Map([[1, new Error('no')]])); new TextEncoder().encode('a'); performance.now();""",
    "modules of Node": """for (const name of ['fs', 'util', 'stream', 'events', 'crypto', 'assert', 'url', 'readline', 'perf_hooks'])
        require(name);
      require('util').inspect(new Proxy(class A { static #a = 1; }, {})); console.log('right');""",
    "errors": "function f(n) { try { null.x } catch (e) { if (n > 0) f(n - 1); else throw e } } try { f(3) } catch (e) { e.stack; console.log('right') }",
}

# The same in a page.
RELEASED_IN_PAGES = {
    "ports that nobody has, with listeners": """for (let i = 0; i < 300; i++) {
        const { port1, port2 } = new MessageChannel(), data = new Array(20000).fill(i);
        port1.onmessage = port2.onmessage = () => data;
      }
      console.log('right');""",
    "ports, timers, frames and idle callbacks that are over": """let left = 100;
      (function next() { if (--left === 0) return console.log('right');
        const { port1, port2 } = new MessageChannel(), data = new Array(20000).fill(left);
        cancelAnimationFrame(requestAnimationFrame(() => data));
        cancelIdleCallback(requestIdleCallback(() => data));
        clearTimeout(setTimeout(() => data, 1e6));
        port1.onmessage = () => requestAnimationFrame(() => requestIdleCallback(() => { if (data.length === 20000) setTimeout(next); }));
        port2.postMessage(data); })();""",
    "rejections that were told": """let left = 300;
      addEventListener('unhandledrejection', (event) => { event.preventDefault(); if (--left === 0) console.log('right'); else next(); });
      function next() { const data = new Array(20000).fill(left); Promise.reject(data); }
      next();""",
}
