// Reflect and Proxy.
function attempt(f) {
  try {
    return String(f());
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
}
const show = (...parts) => console.log(parts.map(String).join(' | '));

show(Reflect.apply(Math.max, null, [1, 3, 2]), Reflect.construct(Array, [2, 3]).length, Reflect[Symbol.toStringTag]);
class Base { constructor() { this.target = new.target.name; } }
class Other {}
const odd = Reflect.construct(Base, [], Other);
show(odd.target, odd instanceof Other, odd instanceof Base);
show(attempt(() => Reflect.construct(() => 1, [])), attempt(() => Reflect.apply(Math.max, null)));
const object = { get x() { return this.y; }, set x(value) { this.y = value; }, y: 1 };
show(Reflect.get(object, 'x', { y: 2 }), Reflect.set(object, 'x', 5, odd), odd.y, object.y, Reflect.has(object, 'toString'));
show(Reflect.defineProperty(Object.freeze({}), 'a', { value: 1 }), Reflect.deleteProperty(Object.freeze([1]), 0), Reflect.set(Object.freeze([1]), 0, 2));
show(Reflect.setPrototypeOf(Object.preventExtensions({}), {}), Reflect.getPrototypeOf([]) === Array.prototype, Reflect.preventExtensions({}), Reflect.isExtensible(Object.freeze({})));
show(Reflect.ownKeys(class { static [Symbol.iterator]() {} }).map(String), Reflect.getOwnPropertyDescriptor([1], 'length').value);
show(attempt(() => Reflect.ownKeys(1)), attempt(() => Reflect.setPrototypeOf({}, 1)));

// Every trap, in the order in which common operations ask them.
const log = [];
const handler = new Proxy({}, { get(target, trap) { log.push(trap); } });
const traced = new Proxy(function() {}, handler);
const asked = operation => { log.length = 0; operation(traced); return log.join(); };
show(asked(p => p.x), asked(p => { p.x = 1; }), asked(p => 'x' in p), asked(p => delete p.x), asked(p => p()), asked(p => new p()));
show(asked(p => Object.keys(p)), asked(p => ({ ...p })), asked(Object.freeze), asked(Object.isExtensible));
show(asked(p => Object.getPrototypeOf(p)), asked(p => Object.setPrototypeOf(p, Function.prototype)), asked(p => Object.getOwnPropertyDescriptor(p, 'a')));

const doubled = new Proxy([1, 2, 3], { get: (target, key, receiver) => typeof key === 'string' && key >= 0 ? target[key] * 2 : Reflect.get(target, key, receiver) });
show(doubled.map(x => x), Array.isArray(doubled), Object.prototype.toString.call(doubled), doubled.length);

// Invariants.
const fixed = Object.freeze({ a: 1 });
show(attempt(() => new Proxy(fixed, { get: () => 2 }).a).slice(0, 9), attempt(() => Object.keys(new Proxy(fixed, { ownKeys: () => [] }))).slice(0, 9));
show(attempt(() => 'a' in new Proxy(fixed, { has: () => false })).slice(0, 9), attempt(() => Object.getPrototypeOf(new Proxy(fixed, { getPrototypeOf: () => null }))).slice(0, 9));

const { proxy, revoke } = Proxy.revocable({ a: 1 }, {});
show(proxy.a, revoke(), revoke(), attempt(() => proxy.a).slice(0, 9), typeof proxy, revoke.length, revoke.name === '');
show(attempt(() => Proxy({}, {})), attempt(() => new Proxy(1, {})).slice(0, 9), 'prototype' in Proxy, Proxy.length, Proxy.name);
