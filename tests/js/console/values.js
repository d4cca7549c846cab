// What console.log shows of values, in Node's notation. The expectation is what Node 20 prints.
console.log('text', 1, -0, 1.5, 10n, true, null, undefined, NaN, Symbol('x'), Symbol());
console.log(['text', -0, 10n, Symbol.iterator, "it's", `"it's"`, '`"\'', 'a\nb\t\\', '\x1b[31m\x7f\x9f', '\ud800!', 'ä😀']);
console.log(0.5 - 0.5, [0.25 - 0.25, -0, -0.5 + 0.5]);

// Objects: their names, keys and depth.
console.log({}, { a: 1, 'b-c': 2, 3: 4, '05': 6, [Symbol('s')]: 7, $: 8, _: 9 });
console.log({ a: { b: { c: { d: 1 } } }, e: [[[[1]]]], f: [[[]]], g: { h: { i: {} } } });
console.log({ get a() { return 1; }, set a(value) {}, get b() { return 1; }, set c(value) {}, ['__proto__']: 2 });
class Point { constructor(x, y) { this.x = x; this.y = y; } get length() { return 1; } }
class Named { get [Symbol.toStringTag]() { return 'never asked'; } }
Object.defineProperty(Named.prototype, Symbol.toStringTag, { value: 'Tag' });
console.log(new Point(1, 2), [new Point(3, { x: new Point(4, 5) })], new (class extends Point {})(6, 7), new Named());
console.log(Object.create(null), Object.create({}), Object.create(Point.prototype), Object.create(Object.create(null)));
console.log(Object.setPrototypeOf({ a: 1 }, null), Object.setPrototypeOf([1], null), { [Symbol.toStringTag]: 'Own' });
console.log(Object.create({ inherited: 1 }, { own: { value: 1, enumerable: true }, hidden: { value: 2 } }), Object.freeze({ a: 1 }));
console.log((function () { return arguments; })(1, 2), Math, Reflect, new Proxy({ a: 1 }, {}), new Proxy([1], {}));

// Boxed primitives and functions.
console.log([new String('abc'), Object(Symbol('x')), Object(1n), Object(-0), new Boolean(false), Object.assign(new String('x'), { a: 1 })]);
console.log([function () {}, function named() {}, () => {}, async () => {}, function* g() {}, async function* () {}, parseInt, Array]);
console.log([class {}, class A {}, class extends Point {}, class B extends Point {}, class C extends null {}]);
console.log(Object.assign(() => {}, { a: 1 }), Object.assign(class Q {}, { b: { c: { d: { e: 1 } } } }), Object.setPrototypeOf(function x() {}, null));
console.log([{ f() {}, g: class {}, h: () => {} }.f, new Proxy(function f() {}, {}), (() => {}).bind(), function () {}.bind()]);

// Circles.
const circle = { name: 'circle' };
circle.self = circle;
circle.list = [circle, { circle }];
console.log(circle, [circle]);
const one = {}, two = { one };
one.two = two;
console.log(one, { one, two });

// Iterators, generators, promises.
console.log([(function* () {})(), (async function* () {})(), [1][Symbol.iterator](), 'a'[Symbol.iterator]()]);
const rejected = Promise.reject([, 1]);
rejected.catch(() => {});
console.log([Promise.resolve(4), rejected, new Promise(() => {}), Promise.resolve({ a: { b: {} } })]);
console.log([new WeakMap(), new WeakSet()]);
