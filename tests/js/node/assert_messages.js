// What assertions say, and what they take for equal.
const assert = require('assert');
const t = (f) => {
  try {
    f();
    console.log('ok');
  } catch (e) {
    console.log(e.name + '|' + e.code + '|' + e.message + '|' + e.generatedMessage + '|' + e.operator);
  }
};
t(() => assert.strictEqual(1, 2));
t(() => assert.strictEqual('a'.repeat(10), 'b'.repeat(10)));
t(() => assert.strictEqual('a'.repeat(100), 'b'.repeat(100)));
t(() => assert.strictEqual('a\nb\nc', 'a\nx\nc'));
t(() => assert.strictEqual(1, '1'));
t(() => assert.strictEqual({ a: 1 }, { a: 1 }));
t(() => assert.strictEqual([1], [2]));
t(() => assert.strictEqual(NaN, 1));
t(() => assert.strictEqual(undefined, null));
t(() => assert.deepStrictEqual({ a: 1 }, { a: 2 }));
t(() => assert.deepStrictEqual([1, 2, 3], [1, 2, 4]));
t(() => assert.deepStrictEqual({ a: 1, b: { c: [1, 2] } }, { a: 1, b: { c: [1, 3] } }));
t(() =>
  assert.deepStrictEqual(
    Array.from({ length: 60 }, (_, i) => i),
    Array.from({ length: 60 }, (_, i) => (i === 30 ? 'x' : i)),
  ),
);
t(() => assert.deepStrictEqual(new Map([[1, 2]]), new Map([[1, 3]])));
t(() => assert.deepStrictEqual(new Set([1]), new Set([2])));
t(() => assert.deepStrictEqual(new Date(0), new Date(1)));
t(() => assert.deepStrictEqual(/a/g, /a/i));
t(() => assert.deepStrictEqual(1, 2));
t(() => assert.deepStrictEqual('a', 'b'));
t(() => assert.deepStrictEqual([1], { 0: 1 }));
t(() => assert.deepStrictEqual(new Error('a'), new Error('b')));
t(() => assert.deepStrictEqual(-0, 0));
t(() => assert.deepEqual({ a: 1 }, { a: '1' }));
t(() => assert.deepEqual({ a: 1 }, { a: 2 }));
t(() => assert.deepEqual([1, 2], [1, 3]));
t(() => assert.notDeepEqual({ a: 1 }, { a: 1 }));
t(() => assert.notDeepStrictEqual([1, 2, 3], [1, 2, 3]));
t(() => assert.notStrictEqual(1, 1));
t(() => assert.notStrictEqual('a', 'a'));
const o = { a: 1 };
t(() => assert.notStrictEqual(o, o));
t(() => assert.equal(1, 2));
t(() => assert.equal('a'.repeat(50), 'b'));
t(() => assert.notEqual(1, 1));
t(() => assert.equal({ a: 1 }, { a: 1 }));
t(() => assert.ok(false, 'msg'));
t(() => assert.fail());
t(() => assert.fail('x'));
t(() => assert.throws(() => {}));
t(() =>
  assert.throws(() => {
    throw new Error('x');
  }, /y/),
);
t(() =>
  assert.throws(
    () => {
      throw new Error('x');
    },
    { message: 'y' },
  ),
);
t(() =>
  assert.throws(() => {
    throw new Error('x');
  }, TypeError),
);
t(() =>
  assert.throws(
    () => {
      throw new Error('x');
    },
    { message: /x/, name: 'Error' },
  ),
);
t(() => assert.throws('x'));
t(() =>
  assert.doesNotThrow(() => {
    throw new Error('x');
  }),
);
t(() => assert.match('abc', /x/));
t(() => assert.match(5, /x/));
t(() => assert.doesNotMatch('abc', /b/));
t(() => assert.ifError(new Error('e')));
t(() => assert.ifError('s'));
t(() => assert.strictEqual(1, 2, 'my'));
t(() => assert.strictEqual(1, 2, new TypeError('tt')));
t(() => assert.strictEqual(1));
const eq = (a, b) => {
  let s = [];
  for (const f of ['deepStrictEqual', 'deepEqual'])
    try {
      assert[f](a, b);
      s.push('eq');
    } catch {
      s.push('ne');
    }
  console.log(s.join());
};
eq(new Uint8Array([1]), new Int8Array([1]));
eq(new Proxy({ a: 1 }, {}), { a: 1 });
(function () {
  eq(arguments, [1]);
  eq(arguments, { 0: 1 });
  eq(
    arguments,
    (function () {
      return arguments;
    })(1),
  );
})(1);
eq([1, , 2], [1, undefined, 2]);
eq({ a: undefined }, {});
eq(Object.create(null), {});
eq(new (class A {})(), {});
eq([1], ['1']);
eq(new Set([1, '2']), new Set(['1', 2]));
eq(new Map([[{}, 1]]), new Map([[{}, 1]]));
eq(new Set([{ a: 1 }]), new Set([{ a: 1 }]));
eq(NaN, NaN);
eq(0, -0);
eq([0], [-0]);
eq(new Number(1), new Number(1));
eq(new Number(1), 1);
eq(Object('a'), Object('b'));
eq(Symbol.for('a'), Symbol.for('a'));
eq({ [Symbol.for('a')]: 1 }, {});
eq({ [Symbol.for('a')]: 1 }, { [Symbol.for('a')]: 1 });
const c1 = {};
c1.x = c1;
const c2 = {};
c2.x = c2;
eq(c1, c2);
const c3 = { x: {} };
c3.x.x = c3;
eq(c1, c3);
eq(new Date(0), new Date(0));
eq(Object.assign(new Date(0), { a: 1 }), new Date(0));
eq(/a/, /a/);
eq(
  () => {},
  () => {},
);
eq(new Error('a'), new Error('a'));
eq(new Error('a'), new TypeError('a'));
eq([1, 2], [1, 2, 3]);
eq(new Float32Array([NaN]), new Float32Array([NaN]));
eq(new Float32Array([0]), new Float32Array([-0]));
eq(Buffer.from('a'), Uint8Array.from([97]));
eq(new ArrayBuffer(2), new ArrayBuffer(2));
eq(Object.assign([1], { x: 1 }), [1]);
eq(null, undefined);
eq(1n, 1);
eq('a', ['a']);
eq(new WeakMap(), new WeakMap());
eq(new Map([['1', 1]]), new Map([[1, 1]]));
eq(new Map([[null, 1]]), new Map([[undefined, 1]]));
eq(new Set([null]), new Set([undefined]));
eq(Promise.resolve(1), Promise.resolve(1));
eq(new Set([[1, 2], [3]]), new Set([[3], [1, 2]]));
eq(Object(1n), Object(1n));
eq({ a: { b: 1 } }, { a: { b: '1' } });
eq(new Error('a', { cause: 1 }), new Error('a'));
eq(new AggregateError([1], 'a'), new AggregateError([2], 'a'));
