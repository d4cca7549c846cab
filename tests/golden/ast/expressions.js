// Every operator and literal once.
x = -1 + +2 * (!3) ** ~4 - typeof a.b[c]?.d?.[e]?.(f) / void 0, delete g.h;
x ||= a ?? b; x &&= a && b || c; x ??= a < b in c instanceof d;
x <<= a >>> 1; i++; --i;
y = a ? b : c ? d : e;
z = [1, , 2.50, ...rest, 0x1F, 0b11, 1_000, 1e400, 99n, 0xFFn, "a\u{62}\n", 'c', /[/]\/(?<n>d)/dgi, null, true, false,];
o = { a, b: 1, "c d": 2, 3: 4, [e]: 5, get f() { return this; }, set f(v) {}, async *g() {}, __proto__: null, ...h };
new A; new A.B(c); new (f())(); super_ = `plain`; t = tag`a${b}c${`nested ${d}`}\u`;
(a, b);
import("module"); import("module", { with: { type: "json" } });
[a, [b = 1, , ...c], { d, e: { f = 2 }, ...g }] = h;
