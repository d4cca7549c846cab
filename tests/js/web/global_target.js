// options: --profile=web
// The global object of a page is an EventTarget, and hears of what nobody has caught.
'use strict';

console.log(globalThis instanceof EventTarget, typeof addEventListener, onerror, onunhandledrejection);

addEventListener('error', (event) => {
  console.log('listener:', event.type, event.message, event.error?.name, event.lineno, event.cancelable);
});
onerror = (message, file, line, column, error) => {
  if (message instanceof Event) return console.log('onerror: an event', file);
  console.log('onerror:', message, typeof file, line, typeof column, error.message);
  return true; // it is handled
};
onunhandledrejection = (event) => {
  console.log('onunhandledrejection:', event.reason, event.promise instanceof Promise);
  event.preventDefault();
};
onrejectionhandled = (event) => console.log('onrejectionhandled:', event.reason);

setTimeout(() => { throw new TypeError('in a timer'); });
setTimeout(() => {
  reportError(new RangeError('reported'));
  const promise = Promise.reject('late');
  setTimeout(() => promise.catch(() => console.log('caught')), 5);
});
dispatchEvent(new Event('error')); // an event, and no more: handlers get it as their only argument

// self: the global object, replaceable as a Window's.
const selfDescriptor = Object.getOwnPropertyDescriptor(globalThis, 'self');
console.log(self === globalThis, typeof selfDescriptor.get, typeof selfDescriptor.set, selfDescriptor.enumerable, selfDescriptor.configurable);
console.log(selfDescriptor.get.name, selfDescriptor.get.call(undefined) === globalThis);
try {
  selfDescriptor.get.call({});
} catch (error) {
  console.log(error.name, error.message);
}
self = 1;
console.log(self, Object.getOwnPropertyDescriptor(globalThis, 'self'));
