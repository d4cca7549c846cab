// What is said to those who write to what they import.
import * as space from './lib/bindings.mjs';
const run = (call) => {
  try {
    console.log(call());
  } catch (error) {
    console.log(`${error.name}: ${error.message}`);
  }
};
for (const key of ['x', 'none', Symbol.toStringTag, Symbol.iterator, 0, '__proto__']) {
  run(() => void (space[key] = 5));
  run(() => Object.defineProperty(space, key, { value: 7 }));
  run(() => delete space[key]);
}
run(() => Object.defineProperty(space, 'x', { get() {} }));
run(() => Object.defineProperty(space, 'x', { value: 1, writable: true, enumerable: true, configurable: false }) === space);
run(() => Object.setPrototypeOf(space, {}));
run(() => Object.freeze(space));
run(() => Object.assign(space, { x: 1 }));
run(() => space.x++);
run(() => void ({ x: space.x } = { x: 1 }));
run(() => [Reflect.set(space, 'x', 1), Reflect.deleteProperty(space, 'x'), Reflect.defineProperty(space, 'x', { value: 3 })]);
run(() => {
  const heir = Object.create(space);
  heir.none = 1;
});
