// options: --profile=web
// Functions and attributes of the global object: as Web IDL binds them, `this` above all.
function attempt(run) {
  try {
    const value = run();
    return typeof value === 'object' && value !== null ? Object.prototype.toString.call(value) : String(value);
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
}
function nothing() {}

const functions = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'queueMicrotask', 'reportError',
  'structuredClone', 'atob', 'btoa', 'requestAnimationFrame', 'cancelAnimationFrame', 'requestIdleCallback',
  'cancelIdleCallback'];
for (const name of functions) {
  const { value, writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(globalThis, name);
  console.log(name, value.name, value.length, writable, enumerable, configurable);
  console.log(' ', attempt(() => value.call({}, nothing)), '|', attempt(() => value.call(1, nothing)), '|',
    attempt(() => value.call(Object.create(globalThis), nothing)), '|', attempt(() => new value(nothing)));
  console.log(' ', attempt(() => value()), '|', attempt(() => value.call(null)), '|', attempt(() => value.call(globalThis)));
}
for (const name of ['queueMicrotask', 'requestAnimationFrame', 'requestIdleCallback'])
  console.log(attempt(() => globalThis[name](1)));
console.log(attempt(() => requestIdleCallback(nothing, 1)), attempt(() => requestIdleCallback(nothing, { timeout: Symbol() })));
console.log(attempt(() => setTimeout(Symbol())), attempt(() => setTimeout(nothing, 1n)));

const attributes = ['performance', 'crypto', 'navigator', 'onerror', 'onunhandledrejection', 'onrejectionhandled'];
for (const name of attributes) {
  const { get, set, enumerable, configurable } = Object.getOwnPropertyDescriptor(globalThis, name);
  console.log(name, get.name, get.length, set?.name, set?.length, enumerable, configurable);
  console.log(' ', attempt(() => get.call({})), '|', attempt(() => get.call(1)), '|',
    attempt(() => get.call(Object.create(globalThis))), '|', attempt(() => get.call(new EventTarget())));
  console.log(' ', attempt(() => get()), '|', attempt(() => get.call(null)), '|', attempt(() => get.call(globalThis)));
  if (set) console.log(' ', attempt(() => set.call({}, null)), '|', attempt(() => set.call(undefined, null)));
}
// [Replaceable]: the setter has put a property in the attribute's place.
console.log(Object.getOwnPropertyDescriptor(globalThis, 'performance'));

// In handlers [LegacyTreatNonObjectAsNull]
onerror = 1;
console.log(onerror);
const object = {};
onerror = object;
console.log(onerror === object);
onerror = null;

function idle(deadline) {
  const prototype = IdleDeadline.prototype;
  console.log(Object.prototype.toString.call(deadline), deadline.didTimeout, typeof deadline.timeRemaining());
  console.log(Object.keys(prototype), prototype.timeRemaining.length);
  console.log(attempt(() => prototype.timeRemaining.call({})), '|', attempt(() => prototype.didTimeout), '|',
    attempt(() => new IdleDeadline()));
}
function timer() {
  'use strict';
  console.log(this === globalThis, [...arguments]);
  setTimeout('console.log("text"); requestIdleCallback(idle)');
}
setTimeout(timer, '1', 'a', undefined, 2);
