this; null; true; false; a; (a); ((a)); (((a, b)), c);
[]; [,]; [, ,]; [a]; [a,]; [, a]; [a, , b]; [...a]; [...a, ...b,]; [...[...[]]];
({}); ({ a }); ({ a, b, }); ({ a: 1 }); ({ 'a': 1, 2: 3, 0x4: 5, 6n: 7, .8: 9 }); ({ [a]: b, [c + d]: e });
({ ...a }); ({ ...a, b, ...{ c } });
({ a() {}, *b() {}, async c() {}, async *d() {}, get e() { return 1; }, set e(v) {} });
({ get: 1, set: 2, async: 3, static: 4, await: 5, of: 6, let: 7, yield: 8 });
({ get, set, async, of, let: 1 });
({ get() {}, set() {}, async() {}, await() {} });
({ get get() { return 1; }, set set(v) {}, async async() {}, *yield() {}, async *await() {}, async get() {}, async *set() {} });
({ get [a]() { return 1; }, set 'b'(v) {}, async 1() {}, *[c]() {}, async *[d]() {} });
({ if: 1, class: 2, function: 3, new() {}, get typeof() { return 4; }, null: 5 });
({ __proto__: null }); ({ '__proto__': a }); ({ __proto__ }); ({ ['__proto__']: 1, __proto__() {} });
a.b; a.b.c; a[b]; a[b][c]; a.b[c].d; a.if; a.class.new.null; a[b, c]; a['b'];
a?.b; a?.b.c; a?.b?.c; a?.[b]; a?.[b]?.[c]; a?.(); a?.(b)?.(c); a.b?.(); a?.b(); a?.b.c(); a?.b?.c().d;
(a?.b).c; (a?.b)(); (a?.b).c?.d; a?.b[c](d).e; (a?.b)?.c; ((a?.b)).c; delete a?.b; new (a?.b)(); a?.b.c.d ? .5 : 1; a?.5:1;
f(); f(a); f(a,); f(a, b); f(...a); f(...a, b, ...c,); f()(); f().a(); f(f(f())); f((a, b)); f(a = b, c => d);
new A; new A(); new A(b, ...c); new A.B; new A.B(); new A().b; new A.b().c(); new (A()); new (A().b)(); new new A; new new A()(); new new A(b)(c);
new A[b]; new A`x`; new (a, b); new this; new function () {}; new class {}; new (class extends B {})();
a++; a--; ++a; --a; a.b++; --a[b]; (a)++; ++(a); a
++
b
a
--
b
-a; +a; !a; ~a; typeof a; void a; delete a.b; delete a[b]; delete (a.b); - -a; + +a; - +a; !!a; ~~a; typeof typeof a; void void 0; -(-a);
(-a) ** b; a ** -b; a ** b ** c; (a ** b) ** c; 2 ** 3 * 4; a ** ++b; (+a) ** 2; a++ ** 2;
a * b / c % d; a + b - c; a << b >> c >>> d; a < b > c <= d >= e; a == b != c === d !== e; a & b | c ^ d; a in b; a instanceof b;
a + b * c; (a + b) * c; a * (b + c); a - (b - c); a || b && c; (a || b) && c; a ?? b; a ?? b ?? c; (a || b) ?? c; a ?? (b && c); a ?? b + c;
a | b ^ c & d == e < f << g + h * i ** j; a < b == c < d; a + b + c + d + e; !a in b; (!a) instanceof b; - a + + b - - c; a+ ++b; a- --b; a+++b;
a ? b : c; a ? b : c ? d : e; a ? b ? c : d : e; (a ? b : c) ? d : e; a ? (b, c) : (d, e); a ? b = c : d = e; a = b ? c : d;
a = b; a = b = c; a += b; a -= b; a *= b; a /= b; a %= b; a **= b; a <<= b; a >>= b; a >>>= b; a &= b; a |= b; a ^= b; a &&= b; a ||= b; a ??= b;
(a) = b; (a.b) = c; a.b = c; a[b] = c; a().b = c; a.b.c ||= d; ((a)) += b; (a) ??= function () {}; 
a, b, c; (a, b), c; a = (b, c); 
(function () {}); (function f() {}); (function f(a, b) { return a; }); (function* () { yield; }); (function* g() { yield* yield yield 1; });
(async function () { await a; }); (async function h() { await await a; }); (async function* () { yield await a; await (yield); }); (async function* i() {});
(function () {})(); (function () {}()); !function () {}(); +function () {}.a; (function (a, b = 1, [c], { d }, ...e) {}); (function (a,) {});
function k() { return function () { return new.target; }; }
function* gen() { const a = yield, b = yield b; yield a ? yield : yield; yield [yield]; (yield).a; f(yield, yield 1); yield
a; yield /re/; `${yield}`; ({ [yield]: yield }); yield* a, b; }
async function asy() { await a; -await a; await a.b; (await a) ** 2; await (a, b); `${await a}`; for (await a; await b; await c) ; [await a]; await /re/g; await +1; await
a; }
