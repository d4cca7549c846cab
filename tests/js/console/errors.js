// What console.log shows of errors. Their stacks are given, as they differ between engines. The expectation is what
// Node 20 prints.
const withStack = (error, ...frames) => {
  error.stack = [error.stack.split('\n    at')[0], ...frames].join('\n    at ');
  return error;
};
const plain = withStack(new RangeError('plain'), 'f (file.js:1:2)', 'file.js:3:4');
console.log(plain, [plain], { plain });
plain.code = { a: 1 };
console.log(plain, { plain });
console.log(withStack(new TypeError()), [withStack(new Error('no frames'))], withStack(new Error('two\nlines'), 'f'));

const odd = new Error('odd');
Object.defineProperty(odd, 'stack', { value: undefined, writable: true });
console.log(odd, [odd]);
odd.stack = 'just text';
console.log(odd, [odd]);

class MyError extends Error {}
const mine = withStack(new MyError('mine'), 'f');
console.log(mine);
mine.name = 'Other';
console.log(mine);

const cause = withStack(new Error('cause'), 'f');
console.log({ error: withStack(new Error('effect', { cause }), 'g') });
console.log(withStack(new Error('effect', { cause: 'why' }), 'g'));
console.log(withStack(new AggregateError([withStack(new Error('a'), 'f'), 1], 'both'), 'g'));
console.log({ a: { b: { c: { d: plain } } } });
