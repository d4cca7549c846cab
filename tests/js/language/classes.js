// Fields, methods, accessors, private names, statics and super.
function attempt(f) {
  try {
    return String(f());
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
}
const order = [];
const key = name => (order.push(name), name);
class Ordered {
  static [key('s')] = order.push('static value');
  [key('i')] = order.push('instance value');
  [key('m')]() {}
  static { order.push(`block ${Object.keys(this)}`); }
}
new Ordered();
console.log(order.join());
console.log(Reflect.ownKeys(Ordered).join(), Reflect.ownKeys(Ordered.prototype).join());

class Names {
  field = () => {};
  ['computed'] = () => {};
  [Symbol.iterator] = function () {};
  static anonymous = class {};
  static named = class { static name() {} };
  #private = () => {};
  get #getter() { return 1; }
  static #method() {}
  static list() {
    const it = new Names();
    return [it.field.name, it.computed.name, it[Symbol.iterator].name, Names.anonymous.name, typeof Names.named.name,
      it.#private.name, Names.#method.name].join();
  }
  get accessor() { return 1; }
  set accessor(value) {}
}
console.log(Names.list());
const d = Object.getOwnPropertyDescriptor(Names.prototype, 'accessor');
console.log(d.get.name, d.set.name, d.enumerable, d.configurable);

class Counter {
  #count = 0;
  static #instances = 0;
  #step() { return ++this.#count; }
  get #double() { return this.#count * 2; }
  set #double(value) { this.#count = value / 2; }
  get #readOnly() { return 1; }
  set #writeOnly(value) {}
  constructor() { Counter.#instances++; }
  tick() { this.#step(); this.#double += 2; this.#count **= 2; return this.#double; }
  static has(value) { return #count in value && #step in value; }
  static get made() { return Counter.#instances; }
  static read(other) { return other.#count; }
  static write(other) { other.#count = 1; }
  static fail(what) {
    const it = new Counter();
    if (what === 'method') it.#step = 1;
    if (what === 'get') return it.#writeOnly;
    if (what === 'set') it.#readOnly = 1;
  }
  static optional(other) { return other?.#count; }
}
console.log(new Counter().tick());
console.log(Counter.has(new Counter()), Counter.has({}), Counter.made);
console.log(attempt(() => Counter.has(1)));
console.log(attempt(() => Counter.read({})));
console.log(attempt(() => Counter.read(null)));
console.log(attempt(() => Counter.read(1)));
console.log(attempt(() => Counter.write({})));
console.log(attempt(() => Counter.fail('method')));
console.log(attempt(() => Counter.fail('get')));
console.log(attempt(() => Counter.fail('set')));
console.log(Counter.optional(null));
class Stamp extends class { constructor(object) { return object; } } { #mark = 1; static marked(object) { return #mark in object; } }
const stamped = Object.freeze({});
class Twice extends class { constructor(object) { return object; } } { #method() {} }
console.log(Stamp.marked({}));
const target = {};
new Stamp(target);
console.log(Stamp.marked(target), attempt(() => new Stamp(target)));
new Twice(target);
console.log(attempt(() => new Twice(target)).split(':')[0]);
console.log(attempt(() => { class Outer { #x = 1; inner() { return new class { #x = 2; read(o) { return o.#x; } }; } } return new Outer().inner().read(new Outer()); }));

// super
class Animal {
  constructor(name) { this.name = name; }
  speak() { return `${this.name} makes a sound`; }
  get kind() { return 'animal'; }
  set kind(value) { this.changed = value; }
  static create(...rest) { return new this(...rest); }
}
class Dog extends Animal {
  speak() { return `${super.speak()}: woof`; }
  get kind() { return `${super.kind}, dog`; }
  change() { super.kind = 'cat'; super.fresh = 1; return [this.changed, this.fresh, Object.hasOwn(this, 'fresh')].join(); }
  later() { return (() => () => super.speak())()(); }
  field = super.speak();
  static create(name) { return super.create(name.toUpperCase()); }
  static #hidden = super.create.name;
  static hidden() { return Dog.#hidden; }
  inEval() { return eval('super.speak()'); }
}
const dog = Dog.create('rex');
console.log(dog.speak(), '|', dog.kind, '|', dog.change(), '|', dog.later(), '|', dog.field);
console.log(Dog.hidden(), dog.inEval());
console.log(Object.getPrototypeOf(Dog) === Animal, dog instanceof Animal, dog.constructor.name);
const derived = { __proto__: { greet() { return `hello ${this.who}`; } }, who: 'you', greet() { return super.greet() + '!'; } };
console.log(derived.greet());
const noBase = { f() { return super.x; }, g() { super.x = 1; } };
console.log(noBase.f());
Object.setPrototypeOf(noBase, null);
console.log(attempt(() => noBase.f()));
console.log(attempt(() => noBase.g()));
console.log(attempt(() => { class A { static m() { delete super.x; } } A.m(); }));
class Sealed { constructor() { Object.preventExtensions(this); } }
console.log(attempt(() => new class extends Sealed { field = 1; }).split(':')[0]);
console.log(attempt(() => { class A extends 5 {} }));
console.log(attempt(() => { class A extends (() => {}) {} }));
console.log(attempt(() => { function F() {} F.prototype = 3; class A extends F {} }));
console.log(attempt(() => { class A extends undefined {} }));
console.log(Object.getPrototypeOf((class extends null {}).prototype), Object.getPrototypeOf(class extends null {}) === Function.prototype);
console.log(attempt(() => { class A { static ['prototype']() {} } }).split(':')[0]);
console.log(attempt(() => { class A { static ['prototype'] = 1; } }).split(':')[0]);
console.log(attempt(() => class { static a = 1; static b = this.a + 1; static c = [this.a, this.b].join(); }.c));
console.log(attempt(() => { class A { static async *g() {} } return Object.getPrototypeOf(A.g).constructor.name; }));
console.log(attempt(() => { class A { #x; static probe(o) { try { return o.#x; } catch { return #x in o; } } } return A.probe(new Proxy(new A(), {})); }));
class Accessors { static #v = 1; static get #p() { return this.#v; } static set #p(v) { this.#v = v; } static bump() { return this.#p++ + this.#p; } }
console.log(Accessors.bump());
console.log((class {}).name === '', (class Own {}).name, typeof Object.getOwnPropertyDescriptor(class {}, 'prototype').writable);
