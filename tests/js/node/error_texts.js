// What errors say of themselves when somebody looks, and what Node adds to some of them.
const EventEmitter = require('events');

class Dynamic extends Error {
  constructor() {
    super();
    this.name = 'DynamicError';
    Object.defineProperty(this, 'message', { get: () => 'dyn', enumerable: true, configurable: true });
  }
}
const first = (error) => error.stack.split('\n')[0];
const dynamic = new Dynamic();
console.log(first(dynamic));
Error.captureStackTrace(dynamic, () => {});
console.log(dynamic);
console.log(dynamic.stack);
console.log(first(new (class extends Error { get message() { return 'of the class'; } })()));

const later = new Error('before');
later.message = 'after';
console.log(first(later));
const captured = { get name() { return 'Name'; }, get message() { return 'message'; } };
Error.captureStackTrace(captured);
console.log(first(captured));
const failing = { get message() { throw new TypeError('of the getter'); } };
Error.captureStackTrace(failing);
try {
  failing.stack;
} catch (error) {
  console.log(error.message);
}

class Static {
  static frames = new Error('static').stack.split('\n')[1].trim().split(' (')[0];
  frames = new Error('instance').stack.split('\n')[1].trim().split(' (')[0];
}
console.log(Static.frames, '|', new Static().frames);

// Caught, an error of an event has nothing added.
try {
  new EventEmitter().emit('error', later);
} catch (error) {
  console.log(error === later, error.stack.includes('Emitted'));
}

class Device extends EventEmitter {}
const fault = new Error('fault');
setTimeout(function tick() {
  new Device().emit('error', fault);
}, 1);
