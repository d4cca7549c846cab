// What programs assign to an error's `stack`: V8 takes any value.
const error = new Error('x');
for (const value of [undefined, null, ['a'], 5, 'text']) {
  error.stack = value;
  console.log(error.stack, Object.keys(error), 'stack' in error);
}
error.stack = undefined;
console.log(`${error}`, error);
console.log(Object.assign(new TypeError('y'), { stack: undefined, code: 1 }).stack);

// An object that only inherits from Error.prototype, as less has it.
function LessError(from) {
  this.stack = from.stack;
  this.line = 1;
}
LessError.prototype = Object.create(Error.prototype);
const less = new LessError({ stack: undefined });
console.log(Object.keys(less), less.stack, less instanceof Error);
const other = new LessError({ stack: 'where' });
console.log(Object.getOwnPropertyDescriptor(other, 'stack'));

class Own extends Error {
  constructor(message) {
    super(message);
    this.stack = null;
  }
}
try {
  throw new Own('caught');
} catch (caught) {
  console.log(caught.stack, caught.message);
}
const frozen = Object.freeze(new Error('z'));
console.log(typeof frozen.stack);

// What is no error, but has a stack of its own, is told as it is when nobody handles it.
process.on('exit', () => console.log('exit'));
Promise.reject({ stack: 'S', message: 'm', code: 1 });
