// The difference of two values is that of their sorted texts.
const assert = require('assert');
function attempt(name, run) {
  try {
    run();
    console.log('ok', name);
  } catch (error) {
    console.log(`not ok ${name}\n${error.message}`);
  }
}
attempt('order', () => assert.deepStrictEqual({ a: 1, b: 2, c: 3, d: 4 }, { d: 4, c: 3, b: 2, a: 9 }));
attempt('maps', () => assert.deepStrictEqual(new Map([['b', 1], ['a', 2]]), new Map([['a', 2], ['b', 3]])));
attempt('sets', () => assert.deepStrictEqual(new Set([3, 1, 2]), new Set([1, 2, 4])));
attempt('nested', () => assert.deepStrictEqual({ z: 1, y: { d: 1, c: 2 } }, { z: 1, y: { d: 1, c: 3 } }));
attempt('symbols', () => assert.deepStrictEqual({ [Symbol('b')]: 1, c: 1 }, { c: 2, [Symbol('b')]: 1 }));
attempt('same', () => assert.strictEqual({ b: 1, a: 2 }, { a: 2, b: 1 }));
attempt('not', () => {
  const value = { b: 1, a: 2 };
  assert.notDeepStrictEqual(value, { a: 2, b: 1 });
});
attempt('loose', () => assert.deepEqual({ b: 1, a: 2 }, { a: 2, b: 2 }));
attempt('lines', () => assert.strictEqual('line1\nline2\nline3', 'line1\nlineX\nline3'));
attempt('long lines', () => assert.strictEqual(`${'a'.repeat(30)}\n${'b'.repeat(60)}`, `${'a'.repeat(30)}\n${'b'.repeat(59)}c`));
attempt('getters', () => assert.deepStrictEqual({ get a() { return 1; } }, { get a() { return 2; } }));
attempt('errors', () => assert.deepStrictEqual(Object.assign(new Error('a'), { x: 1 }), Object.assign(new Error('a'), { x: 2 })));
