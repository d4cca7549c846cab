// Object and Object.prototype.
function attempt(f) {
  try {
    return String(f());
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
}
const show = (...parts) => console.log(parts.map(String).join(' | '));
const text = value => Array.isArray(value) ? `[${value.map(text)}]` : String(value);

// Keys in the order of the standard: indices, strings, symbols.
const symbol = Symbol('s');
const mixed = { b: 1, 2: 'two', [symbol]: 's', a: 2, 1: 'one' };
show(Reflect.ownKeys(mixed).map(String), Object.keys(mixed), Object.values(mixed));
show(text(Object.entries(mixed)), Object.getOwnPropertySymbols(mixed).length);

// assign: enumerable own properties, symbols too, getters read and setters called.
const target = { set total(value) { this.seen = value; } };
Object.assign(target, null, 'hi', { get total() { return 7; }, [symbol]: 8 }, 5);
show(target[0], target[1], target.seen, target[symbol]);
show(attempt(() => Object.assign(Object.freeze({ a: 1 }), { a: 2 })).startsWith('TypeError'));
show(attempt(() => Object.assign(undefined)));

// create, defineProperties: every descriptor is read before any is applied.
const order = [];
const descriptors = {
  get first() { order.push('read first'); return { get() { return 1; }, enumerable: true }; },
  get second() { order.push('read second'); return { value: 2 }; },
};
const made = Object.create({ inherited: true }, descriptors);
show(order, made.first, made.second, Object.keys(made), made.inherited);
show(attempt(() => Object.create(1)));
show(attempt(() => Object.defineProperty({}, 'x', { get() {}, value: 1 })).startsWith('TypeError'));
show(attempt(() => Object.defineProperty(1, 'x', {})));

const fixed = Object.defineProperty({}, 'x', { value: 1 });
show(JSON_of(Object.getOwnPropertyDescriptor(fixed, 'x')), attempt(() => Object.defineProperty(fixed, 'x', { value: 2 })).slice(0, 9));
show(Object.getOwnPropertyDescriptor('abc', 'length').value, Object.getOwnPropertyDescriptor('abc', 1).value);
show(Object.keys(Object.getOwnPropertyDescriptors({ a: 1, get b() { return 2; } }).b));
function JSON_of(object) {
  return `{${Object.keys(object).map(key => `${key}:${String(object[key])}`)}}`;
}

// Integrity.
const sealed = Object.seal({ a: 1 });
sealed.a = 2;
delete sealed.a;
sealed.b = 3;
show(JSON_of(sealed), Object.isSealed(sealed), Object.isFrozen(sealed), Object.isExtensible(sealed));
const frozen = Object.freeze([1, 2, [3]]);
show(attempt(() => { 'use strict'; frozen.push(4); }).slice(0, 9), attempt(() => { 'use strict'; frozen[0] = 9; }).slice(0, 9), frozen);
show(Object.isFrozen('text'), Object.isFrozen(Object.preventExtensions({})), Object.isFrozen({}));

// Prototypes.
const cycle = {};
show(attempt(() => Object.setPrototypeOf(cycle, Object.create(cycle))));
show(attempt(() => Object.setPrototypeOf(Object.preventExtensions({}), {})));
show(attempt(() => Object.setPrototypeOf(Object.prototype, {})).slice(0, 26), Object.setPrototypeOf(1, null));
show(Object.getPrototypeOf('x') === String.prototype, ({ __proto__: null }) instanceof Object);
const heir = {};
heir.__proto__ = { gift: 1 };
heir.__proto__ = 5;
show(heir.gift, Object.keys(heir), attempt(() => { heir.__proto__ = heir; }));

// groupBy, fromEntries, hasOwn.
const groups = Object.groupBy([3, 1, 2, 4], (value, index) => (value % 2 ? 'odd' : 'even') + (index > 2 ? ' late' : ''));
show(Object.getPrototypeOf(groups), Object.keys(groups), text(Object.values(groups)));
show(attempt(() => Object.groupBy([1], undefined)));
show(JSON_of(Object.fromEntries([['a', 1], ['b', 2], ['a', 3]])), attempt(() => Object.fromEntries([1])));
let closed = 0;
const entries = { [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }), return: () => { closed++; return {}; } }) };
attempt(() => Object.fromEntries(entries));
attempt(() => Object.groupBy(entries, () => { throw 1; }));
show(closed, Object.hasOwn({ a: 1 }, 'a'), Object.hasOwn([], 'length'), Object.is(NaN, NaN), Object.is(0, -0));

// Object.prototype.
const tagged = { get [Symbol.toStringTag]() { return 'Tagged'; } };
show([undefined, null, 1, 'x', true, symbol, 1n, [], () => 1, new Error(), tagged, (function() { return arguments; })()]
  .map(value => Object.prototype.toString.call(value)));
show({}.propertyIsEnumerable.call([1], 'length'), [].hasOwnProperty('length'), Object.prototype.isPrototypeOf.call(Array.prototype, []));
const legacy = {};
legacy.__defineGetter__('x', () => 'got');
legacy.__defineSetter__('x', function(value) { this.y = value; });
legacy.x = 4;
show(legacy.x, legacy.y, legacy.__lookupGetter__('x')(), typeof legacy.__lookupSetter__('x'), legacy.__lookupGetter__('z'));
show(({ toString() { return 'mine'; } }).toLocaleString(), typeof Object(1), Object(legacy) === legacy);
show(new (class extends Object { constructor() { super(1); } })() instanceof Number);
