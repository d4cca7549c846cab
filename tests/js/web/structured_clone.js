// https://html.spec.whatwg.org/multipage/structured-data.html
const attempt = (name, run) => {
  try {
    console.log(name, run());
  } catch (error) {
    console.log(name, error.name, error.message);
  }
};

// Values of all types.
attempt('primitives', () => structuredClone([undefined, null, true, 0, -0, 1.5, NaN, -(2 ** 31), 'ä', 'π', '', 'x', 10n ** 30n, -5n, 0n]));
attempt('wrappers', () => [Object(true), Object(1), Object('s'), Object(2n)].map((each) => structuredClone(each)));
attempt('dates', () => [new Date(5), new Date(NaN)].map((each) => structuredClone(each).getTime()));
attempt('regexps', () => {
  const regexp = /a\/(?<b>.)/dgi;
  regexp.lastIndex = 3;
  const clone = structuredClone(regexp);
  return [clone.source, clone.flags, clone.lastIndex];
});
attempt('collections', () => structuredClone([new Map([[{ a: 1 }, new Set([1, 'b'])]]), new Set()]));
attempt('arrays', () => structuredClone([[1, , 3], Object.assign([1], { name: 'x' }), new Array(3), []]));
attempt('objects', () => structuredClone({ b: 1, a: { 2: 'two', 1: 'one' }, ['key with spaces']: [], 'ünï': 0, 'ключ': 1 }));
attempt('own enumerable', () => structuredClone(Object.create({ inherited: 1 }, { hidden: { value: 1 }, seen: { value: 2, enumerable: true } })));
attempt('classes', () => structuredClone(new (class Point { x = 1; #y = 2; get z() { return 3; } })()));
attempt('alike', () => structuredClone(Array.from({ length: 3 }, (_, i) => ({ i, name: 'n' + i }))));
attempt('many names', () => Object.keys(structuredClone(Object.fromEntries(Array.from({ length: 700 }, (_, i) => ['k' + i, i])))).length);

// Identities and cycles.
attempt('cycle', () => {
  const object = { list: [] };
  object.self = object;
  object.list.push(object, object.list);
  const clone = structuredClone(object);
  return [clone !== object, clone.self === clone, clone.list[0] === clone, clone.list[1] === clone.list];
});
attempt('map of itself', () => {
  const map = new Map();
  map.set(map, map);
  const clone = structuredClone(map);
  return clone.get(clone) === clone && clone !== map;
});

// Binary data.
attempt('buffers', () => {
  const buffer = new ArrayBuffer(8, { maxByteLength: 16 });
  const clone = structuredClone({ buffer, bytes: new Uint8Array(buffer), words: new Uint16Array(buffer, 2, 2), view: new DataView(buffer, 1) });
  clone.bytes[2] = 7;
  clone.buffer.resize(12);
  return [clone.buffer === clone.words.buffer, clone.words[0], clone.bytes.length, clone.words.length, clone.view.byteLength, buffer.byteLength];
});
attempt('shared', () => {
  const bytes = new Uint8Array(new SharedArrayBuffer(2));
  structuredClone(bytes)[1] = 5;
  return bytes;
});
attempt('transfer', () => {
  const bytes = new Uint8Array([1, 2, 3]);
  const clone = structuredClone({ bytes, again: bytes.buffer }, { transfer: [bytes.buffer] });
  return [bytes.length, clone.bytes, clone.again === clone.bytes.buffer];
});
attempt('transfer twice', () => {
  const buffer = new ArrayBuffer(1);
  structuredClone(0, { transfer: [buffer] });
  return structuredClone(0, { transfer: [buffer] });
});
attempt('transfer duplicate', () => {
  const buffer = new ArrayBuffer(1);
  return structuredClone(0, { transfer: [buffer, buffer] });
});
attempt('transfer others', () => structuredClone(0, { transfer: [{}] }));
attempt('transfer of a view that was cut off', () => {
  const buffer = new ArrayBuffer(8, { maxByteLength: 8 });
  const value = { view: new Uint8Array(buffer, 4, 4), get cut() { buffer.resize(2); return 1; } };
  return structuredClone(value, { transfer: [buffer] });
});
attempt('detached', () => {
  const buffer = new ArrayBuffer(1);
  buffer.transfer();
  return structuredClone(buffer);
});

// Errors.
attempt('errors', () => {
  class Special extends RangeError {}
  const error = new Special('outer', { cause: new TypeError('inner') });
  error.extra = 1;
  const clone = structuredClone(error);
  return [clone.constructor === RangeError, clone.message, clone.stack === error.stack, clone.cause.constructor === TypeError, clone.cause.message, 'extra' in clone];
});
attempt('error names', () => {
  const error = new Error('m');
  error.name = 'URIError';
  const other = new TypeError('n');
  other.name = 'Other';
  Object.defineProperty(other, 'message', { get() { return 'never asked'; } });
  return [structuredClone(error) instanceof URIError, structuredClone(other).constructor === Error, Object.hasOwn(structuredClone(other), 'message')];
});
attempt('DOMException', () => {
  const clone = structuredClone(new DOMException('text', 'AbortError'));
  return [clone instanceof DOMException, clone.name, clone.message, clone.code];
});

// What cannot be cloned.
for (const value of [() => 1, Symbol('s'), Object(Symbol('t')), new WeakMap(), Promise.resolve(), new Proxy({}, {}), new EventTarget(), globalThis, [Symbol.iterator].values(), (function () { return arguments; })()])
  attempt('refused', () => structuredClone({ deep: [value] }));
attempt('no value', () => structuredClone());
attempt('bad options', () => structuredClone(1, 1));
attempt('a getter throws', () => structuredClone({ get a() { throw new RangeError('from a getter'); } }));

// Getters that change what is being cloned.
attempt('removed meanwhile', () => {
  const object = { first: { get now() { delete object.second; object.added = 1; return 0; } }, second: 2, third: 3 };
  return structuredClone(object);
});
attempt('array cut meanwhile', () => {
  const array = [{ get now() { array.length = 2; return 0; } }, 1, 2, 3];
  return structuredClone(array);
});
attempt('map changed meanwhile', () => {
  const map = new Map([[{ get now() { map.clear(); return 0; } }, 1], [2, 2]]);
  return structuredClone(map);
});
attempt('setters are not called', () => {
  Object.defineProperty(Object.prototype, 'trap', { set() { console.log('called'); }, configurable: true });
  const clone = structuredClone({ trap: 1 }, {});
  delete Object.prototype.trap;
  return Object.hasOwn(clone, 'trap') || 'lost';
});
let deep = {};
for (let i = 0; i < 20000; i++) deep = i % 2 ? [deep] : { deep };
attempt('deep', () => typeof structuredClone(deep));
