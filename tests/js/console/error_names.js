// Errors whose names and messages were set after they were made. The expectation is what Node prints.
Error.stackTraceLimit = 0;
const changed = (error, properties) => Object.assign(error, properties);

class InConstructor extends Error {
  constructor(message) {
    super(message);
    this.name = 'MyErr';
  }
}
class OnPrototype extends Error {}
OnPrototype.prototype.name = 'FromPrototype';
class Plain extends TypeError {}
class Fault extends Error {}
console.log(new InConstructor('m'), { error: new InConstructor('m') });
console.log(new OnPrototype('m'));
console.log(new Plain('m'), new Fault());
console.log(changed(new Error('m'), { name: 'Later' }), changed(new Error('m'), { name: 'LaterError' }));
console.log(changed(new Fault('m'), { name: 'ValidationError' }));
console.log(changed(new Error('m'), { message: 'later' }), changed(new Error('two\nlines'), { name: 'Named', code: 1 }));
console.log(changed(new Error(), { name: 'Named' }), changed(new Error('m'), { name: '' }));
console.log(changed(new Error('m'), { name: undefined }), changed(new Error('m'), { name: null }), changed(new Error('m'), { name: 5 }));
const nameless = new InConstructor('m');
delete nameless.name;
console.log(nameless);

// Who has looked at the stack has seen its first line.
const seen = new InConstructor('m');
seen.stack;
console.log(changed(seen, { name: 'Other', message: 'changed' }));
console.log(changed(new Error('m'), { stack: 'text', name: 'X' }));

// Without a prototype.
console.log(Object.setPrototypeOf(new Error('m'), null), Object.setPrototypeOf(changed(new Error('m'), { name: 'RangeError' }), null));

// stack itself
console.log(changed(new Error('a'), { name: 'N', message: 'b' }).stack);
const captured = { name: 'P', message: 'q' };
Error.captureStackTrace(captured);
captured.message = 'r';
console.log(captured.stack);
console.log(new AggregateError([new InConstructor('x')], 'm'), new Error('m', { cause: new InConstructor('c') }));

// Getters and methods that throw.
const noisy = { get() { throw new Error('called'); }, configurable: true };
class Getter extends Error {
  get name() { throw new Error('called'); }
}
console.log(new Getter('m'), Object.defineProperty(new Error('m'), 'message', noisy), Object.defineProperty(new Error('m'), 'name', noisy));
console.log(Object.defineProperty(new Error('m'), 'stack', noisy));
console.log(changed(new Error('m'), { name: { toString() { throw new Error('called'); } } }), changed(new Error('m'), { name: Symbol('s') }));
