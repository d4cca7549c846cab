// assert.partialDeepStrictEqual(): what the actual value may have more.
const assert = require('assert');
class A {
  x = 1;
}
class B {
  x = 1;
}
const symbol = Symbol.for('a');
const bytes = (...list) => new Uint8Array(list);
const cases = {
  object: [{ a: 1, b: 2 }, { a: 1 }],
  missing: [{ a: 1 }, { a: 1, b: 2 }],
  nested: [{ a: { b: 1, c: 2 } }, { a: { b: 1 } }],
  array: [[1, 2, 3], [1, 3]],
  order: [[1, 2, 3], [3, 1]],
  elements: [[{ a: 1, b: 2 }, { c: 3 }], [{ a: 1 }]],
  shorter: [[1], [1, 2]],
  twice: [[1, 2], [1, 1]],
  prototypes: [new A(), new B()],
  map: [new Map([['a', { x: 1, y: 2 }], ['b', 2]]), new Map([['a', { x: 1 }]])],
  otherMap: [new Map([['a', 1]]), new Map([['b', 1]])],
  keys: [new Map([[{ a: 1, b: 2 }, 1]]), new Map([[{ a: 1 }, 1]])],
  set: [new Set([1, 2, 3]), new Set([2])],
  members: [new Set([{ a: 1, b: 2 }, { c: 1 }]), new Set([{ a: 1 }])],
  otherSet: [new Set([1]), new Set([2])],
  dates: [new Date(1), new Date(1)],
  expressions: [/a/g, /a/],
  errors: [Object.assign(new Error('m'), { code: 1 }), new Error('m')],
  moreOfError: [new Error('m'), Object.assign(new Error('m'), { code: 1 })],
  causes: [new Error('a', { cause: 1 }), new Error('a')],
  bytes: [bytes(1, 2, 3), bytes(2, 3)],
  otherBytes: [bytes(1, 2, 3), bytes(3, 2)],
  buffers: [bytes(1, 2, 3).buffer, bytes(1, 2).buffer],
  symbols: [{ [symbol]: 1, b: 1 }, { [symbol]: 1 }],
  nan: [NaN, NaN],
  zeros: [0, -0],
  texts: ['ab', 'a'],
  holes: [[1, 2, 3], [, 2]],
  properties: [Object.assign([1, 2], { x: 1 }), [1]],
  moreProperties: [[1, 2], Object.assign([1], { x: 1 })],
  kinds: [[1, 2], { 0: 1 }],
};
for (const name of Object.keys(cases)) {
  let result = 'ok';
  try {
    assert.partialDeepStrictEqual(...cases[name]);
  } catch (error) {
    result = error.code;
  }
  console.log(name, result);
}
const one = { a: 1, b: {} };
one.b.c = one;
const other = { b: {} };
other.b.c = other;
assert.partialDeepStrictEqual(one, other);
try {
  assert.partialDeepStrictEqual({ a: 1, b: 2, c: [1, 2] }, { a: 2, c: [1] });
} catch (error) {
  console.log(error.message, error.operator);
}
