// Custom inspection, and what of a script inspection runs: https://nodejs.org/api/util.html#utilinspectcustom. The
// expectation is what Node prints.
Error.stackTraceLimit = 0;
const custom = Symbol.for('nodejs.util.inspect.custom');
const nested = { a: { b: { c: { d: 1 } } } };

console.log({ [custom]: (depth) => `depth ${depth}` }, { in: { side: { [custom]: (depth) => `depth ${depth}` } } });
console.log([{ [custom]: () => 'two\nlines' }], { key: { [custom]: () => nested } });
console.log({ [custom]() { return this; }, own: 1 });
console.log({ [custom]: 'no function' }, { [custom]: () => undefined });
console.log({ [custom]: (depth, options, inspect) => inspect(nested, options) });
console.log({ [custom]: (depth, options, inspect) => inspect(nested, { ...options, depth: 0 }) });
console.log({ [custom]: (depth, options) => Object.keys(options).join() });
console.log({ [custom]: (depth, options) => options.stylize('text', 'special') + options.stylize(5, 'number') });
console.dir({ [custom]: (depth, options) => options.stylize('text', 'special') }, { customInspect: true, colors: true });
console.dir({ [custom]: (depth, options) => `${options.extra} ${options.depth} ${depth}` }, { customInspect: true, extra: 'x', depth: null });
try {
  console.log({ [custom]() { throw new RangeError('thrown'); } });
} catch (error) {
  console.log(error.name, error.message);
}
class Point {
  [custom](depth, options, inspect) {
    return `Point<${inspect({ x: 1 }, options)}>`;
  }
}
console.log(new Point(), [new Point()], Point.prototype, Object.create(new Point()));
console.log(new Proxy(new Point(), {}), new Proxy({ [custom](depth, options) { return String(Object.getPrototypeOf(options)); } }, {}));
console.log(Object.setPrototypeOf({ [custom]: (depth, options) => String(Object.getPrototypeOf(options) === null) }, null));

// Getters are called if the options say so.
const accessors = {
  get number() { return 1; },
  get object() { return { a: 1 }; },
  get none() { return null; },
  get bad() { throw new TypeError('bad'); },
  set both(value) {},
  get both() { return 'text'; },
  set only(value) {},
};
for (const getters of [false, true, 'get', 'set']) console.dir(accessors, { getters });

// Tags and names are read; traps are not called.
class Tagged {
  get [Symbol.toStringTag]() { return 'FromGetter'; }
}
class Failing {
  get [Symbol.toStringTag]() { throw new Error('tag'); }
}
console.log(new Tagged(), new Failing(), Object.defineProperty(class {}, 'name', { get: () => 'FromGetter' }));
const noisy = new Proxy({}, { get(target, key) { console.log('trap get', key); return target[key]; } });
console.log(noisy, [noisy]);
console.dir(noisy, { showProxy: true });
console.log(Object.assign(/a/, { exec: null }), Object.defineProperty(/b/g, 'flags', { value: 'changed' }));
