// What caches know of prototypes is forgotten when these change, whatever the change is.

const show = (...values) => console.log(...values);
const TypedArray = Object.getPrototypeOf(Uint8Array);

// The getter of a property, without a change of its attributes.
function length(array) { return array.length; }
const bytes = new Uint8Array(9);
for (let i = 0; i < 3; i++) length(bytes);
const original = Object.getOwnPropertyDescriptor(TypedArray.prototype, 'length');
for (const get of [() => 'mine', undefined, original.get, () => 'mine again', original.get]) {
  Object.defineProperty(TypedArray.prototype, 'length', { get, configurable: true });
  show(length(bytes), bytes.length);
}
class Bytes extends Uint8Array {}
const more = new Bytes(4);
for (let i = 0; i < 3; i++) length(more);
Object.defineProperty(Bytes.prototype, 'length', { get: () => 'first', configurable: true });
show(length(more));
Object.defineProperty(Bytes.prototype, 'length', { get: () => 'second', configurable: true });
show(length(more));
delete Bytes.prototype.length;
show(length(more));

// @@hasInstance, which becomes an accessor, or comes from a proxy.
class A {}
class B extends A {}
const is_b = (object) => object instanceof B;
for (let i = 0; i < 3; i++) is_b(new B());
Object.defineProperty(A, Symbol.hasInstance, { get: () => () => true, configurable: true });
show(is_b(1), 1 instanceof B);
delete A[Symbol.hasInstance];
show(is_b(1), is_b(new B()));
const asked = [];
Object.setPrototypeOf(A, new Proxy(Function.prototype, {
  get(target, key, receiver) {
    asked.push(key);
    return Reflect.get(target, key, receiver);
  },
}));
show(is_b(new B()), asked);
Object.setPrototypeOf(A, null);
show(is_b(new B()));

// Data, accessors, nothing: on the way to what was found before.
class Base { get value() { return 'getter'; } }
class Middle extends Base {}
class Derived extends Middle {}
const value_of = (object) => object.value;
const object = new Derived();
const steps = [
  () => {},
  () => Object.defineProperty(Base.prototype, 'value', { get: () => 'another getter', configurable: true }),
  () => Object.defineProperty(Base.prototype, 'value', { value: 'data', configurable: true, writable: true }),
  () => { Base.prototype.value = 'changed data'; },
  () => Object.defineProperty(Middle.prototype, 'value', { get: () => 'in the middle', configurable: true }),
  () => Object.defineProperty(Middle.prototype, 'value', { set() {}, configurable: true }),
  () => Object.freeze(Middle.prototype),
  () => Object.setPrototypeOf(Derived.prototype, Base.prototype),
  () => { delete Base.prototype.value; },
  () => { Object.prototype.value = 'from afar'; },
  () => { delete Object.prototype.value; },
];
for (const step of steps) {
  step();
  for (let i = 0; i < 3; i++) value_of(object);
  show(value_of(object));
}

// Writing, when what is inherited begins to mind.
class Point { constructor(x) { this.x = x; } }
for (let i = 0; i < 3; i++) new Point(i);
const seen = [];
Object.defineProperty(Point.prototype, 'x', { set: (x) => seen.push('first ' + x), configurable: true });
show(Object.keys(new Point(1)));
Object.defineProperty(Point.prototype, 'x', { set: (x) => seen.push('second ' + x), configurable: true });
show(Object.keys(new Point(2)), seen);
Object.defineProperty(Point.prototype, 'x', { value: 0, writable: false });
try {
  new Point(3);
} catch (error) {
  show(error.constructor.name);
}
