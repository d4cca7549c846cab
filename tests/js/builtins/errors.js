// options: --profile=web
// Errors: their constructors, properties and texts.
function attempt(f) {
  try {
    return String(f());
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
}
const show = (...parts) => console.log(parts.map(String).join(' | '));
const own = error => Object.getOwnPropertyNames(error).join();

for (const constructor of [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError]) {
  const error = new constructor('text', { cause: 1 });
  show(constructor.name, constructor.length, Object.getPrototypeOf(constructor).name, error, own(error), error.cause,
    own(constructor.prototype), constructor('called') instanceof constructor);
}
show(own(new Error()), own(new Error(undefined)), own(new Error('', {})), 'cause' in new Error('', 1));
const descriptor = Object.getOwnPropertyDescriptor(new Error('m', { cause: 0 }), 'cause');
show(descriptor.writable, descriptor.enumerable, descriptor.configurable);

// AggregateError and SuppressedError.
const aggregate = new AggregateError((function* () { yield 1; yield 2; })(), 'several', { cause: 'c' });
show(aggregate, aggregate.errors, own(aggregate), AggregateError.length, attempt(() => new AggregateError(1)).slice(0, 9));
const suppressed = new SuppressedError('new', 'old', 'both');
show(suppressed, suppressed.error, suppressed.suppressed, own(suppressed), SuppressedError.length);

// toString asks name and message, whatever they are.
const text = Error.prototype.toString;
show(text.call({}), text.call({ name: 'N' }), text.call({ message: 'M' }), text.call({ name: '', message: 'M' }), text.call({ name: 1, message: 2 }));
show(attempt(() => text.call(1)));

// Subclasses.
class ValidationError extends Error {
  constructor(field) {
    super(`bad ${field}`);
    this.field = field;
  }
  get name() { return 'ValidationError'; }
}
const invalid = new ValidationError('age');
show(invalid, invalid instanceof Error, own(invalid), Object.prototype.toString.call(invalid));
show(Error.isError(invalid), Error.isError({ __proto__: Error.prototype }), Error.isError(new Proxy(invalid, {})), Error.isError('x'));
function Old() {}
show(Object.getPrototypeOf(Reflect.construct(TypeError, ['x'], Old)) === Old.prototype);

// A message is converted once, and what throws there is passed on.
let count = 0;
show(new Error({ toString() { count++; return 'object'; } }).message, count, attempt(() => new Error(Symbol())).slice(0, 9));
show(attempt(() => new Error('x', { get cause() { throw new RangeError('from cause'); } })));

// stack is an accessor of Error.prototype, which scripts may hide behind a property of their own.
const error = new Error('first');
error.message = 'second';
const firstLine = () => error.stack.split('\n')[0];
show(firstLine(), own(error), delete error.stack, firstLine());
const stack = Object.getOwnPropertyDescriptor(Error.prototype, 'stack');
show(typeof stack.get, typeof stack.set, stack.enumerable, stack.configurable);
error.stack = 'mine';
show(error.stack, Object.keys(error), delete error.stack, firstLine());
for (const value of [undefined, null, 1, {}]) show(attempt(() => { error.stack = value; }));
show(stack.get.call({}), stack.get.call(Object.create(error)), attempt(() => stack.get.call(1)), attempt(() => { Error.prototype.stack = 'x'; }));
const captured = {};
Error.captureStackTrace(captured);
show(own(captured), captured.stack.split('\n')[0], stack.get.call(captured));
Error.captureStackTrace(error);
show(own(error), firstLine());
