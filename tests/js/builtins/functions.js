// Function, its kin, and Function.prototype; Boolean and Symbol.
function attempt(f) {
  try {
    return String(f());
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
}
const show = (...parts) => console.log(parts.map(String).join(' | '));

// From text.
const add = new Function('a', 'b = 2', 'return a + b');
show(add(1), add.length, add.name, add.toString().split('\n').join('\\n'));
show(Function('a,b', 'c', 'return [a, b, c].join()')(1, 2, 3), Function()());
show(attempt(() => new Function('a', '}; alert(1); {')), attempt(() => Function('/*', '*/){')).slice(0, 11));
show(attempt(() => Function('a', '"use strict"; with (a) {}')).slice(0, 11));
var inner = 'global';
(function() {
  var inner = 'local';
  show(Function('return inner')() === 'local', attempt(() => Function('return anonymous')()).slice(0, 14));
})();
const AsyncFunction = (async () => {}).constructor;
const GeneratorFunction = (function* () {}).constructor;
const AsyncGeneratorFunction = (async function* () {}).constructor;
for (const constructor of [AsyncFunction, GeneratorFunction, AsyncGeneratorFunction]) {
  const made = constructor('x', 'return x');
  show(constructor.name, constructor.length, Object.getPrototypeOf(constructor) === Function, made instanceof constructor,
    Object.prototype.toString.call(made), 'prototype' in made, made.toString().split('\n')[0]);
}
show([...GeneratorFunction('n', 'while (n) yield n--')(3)], attempt(() => new (AsyncFunction())).slice(0, 9));
class Special extends Function { twice(x) { return this(x) + this(x); } }
show(new Special('x', 'return x * 5').twice(2), new Special() instanceof Special);

// call, apply, bind.
function describe() { 'use strict'; return `${this}:${[...arguments]}`; }
show(describe.call(1, 2, 3), describe.apply('t', { length: 2, 0: 'a', 1: 'b' }), describe.apply(null), describe.call());
show(attempt(() => describe.apply(1, 2)));
const bound = describe.bind('me', 1).bind('you', 2);
show(bound(3), bound.name, bound.length, 'prototype' in bound);
function Point(x, y) { this.x = x; this.y = y; }
const AtOne = Point.bind(null, 1);
show(new AtOne(2).y, new AtOne(2) instanceof Point, new AtOne() instanceof AtOne, attempt(() => new (describe.bind.bind(1))).slice(0, 9));
const far = Object.defineProperty(function() {}, 'length', { value: Infinity });
show(far.bind(null, 1).length, Object.defineProperty(() => 1, 'length', { value: 2.7 }).bind(null, 1).length);

// toString.
show((class A { static x = 1; }).toString(), (async  x=>x).toString(), ({ get  a() { return 1; } }, Object.getOwnPropertyDescriptor({ get  a() { return 1; } }, 'a').get.toString()));
show(Math.max, Object.getOwnPropertyDescriptor(Symbol.prototype, 'description').get, describe.bind(1));
show(Object.getOwnPropertyDescriptor(Object.prototype, '__proto__').set.name, Symbol.prototype[Symbol.toPrimitive].name);
show(attempt(() => Function.prototype.toString.call({})));

// The prototype itself, and what is restricted.
show(typeof Function.prototype, Function.prototype(1), Function.prototype.name === '', Function.prototype.length);
const thrower = Object.getOwnPropertyDescriptor(Function.prototype, 'caller').get;
show(thrower === Object.getOwnPropertyDescriptor(Function.prototype, 'arguments').set, Object.isFrozen(thrower));
show(attempt(() => describe.caller).slice(0, 9), attempt(() => (() => 1).arguments).slice(0, 9), (function() {}).caller);
show(Function[Symbol.hasInstance](() => 1), Point[Symbol.hasInstance](new Point()), Function.prototype[Symbol.hasInstance].call({}, 1));

// Boolean.
show(Boolean(''), Boolean('0'), new Boolean(false) ? 'object' : '', new Boolean(false).valueOf(), Boolean.prototype.valueOf());
show(attempt(() => Boolean.prototype.toString.call(1)));

// Symbol.
const s = Symbol('desc');
show(s.description, Symbol().description, String(s), Symbol('').toString(), Object(s).valueOf() === s, attempt(() => `${Object(s)}`));
show(Symbol.for('k') === Symbol.for('k'), Symbol.keyFor(Symbol.for('k')), Symbol.keyFor(s), Symbol.keyFor(Symbol.iterator));
show(attempt(() => new Symbol()), attempt(() => s + ''), attempt(() => Symbol.keyFor('x')), Object(s) == s);
show(Object.getOwnPropertyNames(Symbol).filter(name => typeof Symbol[name] === 'symbol' && name.startsWith('a')));

// Static methods go without `static`; native functions with what can be a name.
show(class { static /* before */ async /* a */ m() {} }.m, class { static get [1 + 1]() {} }.constructor === Function);
show(Object.getOwnPropertyDescriptor(class { static get #p() {} static get p() {} }, 'p').get);
show(Object.getOwnPropertyDescriptor(RegExp, Symbol.species).get, RegExp.prototype[Symbol.split]);
