// What strict code is told when a property cannot be written, defined or deleted.
'use strict';
function attempt(f) {
  try {
    return String(f());
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
}
const frozen = Object.freeze({ x: 1, [Symbol('s')]: 2 });
const symbol = Object.getOwnPropertySymbols(frozen)[0];
const getter = { get a() { return 1; } };
const refusing = new Proxy({}, { set: () => false, defineProperty: () => false, deleteProperty: () => false });
for (const operation of [
  () => { frozen.x = 2; }, () => { frozen.y = 2; }, () => { frozen[symbol] = 2; }, () => { Object.create(frozen).x = 2; },
  () => { getter.a = 1; }, () => { Object.create(getter).a = 1; }, () => { Object.freeze([1])[0] = 2; }, () => { Object.freeze([])[0] = 2; },
  () => { 'abc'.length = 1; }, () => { 'abc'[0] = 'x'; }, () => { (5).x = 1; }, () => { true.x = 1; }, () => { Symbol('d').x = 1; },
  () => { refusing.x = 1; }, () => Object.defineProperty(refusing, 'x', {}), () => { delete refusing.x; },
  () => Object.defineProperty(frozen, 'x', { value: 3 }), () => Object.defineProperty(frozen, 'y', {}), () => { delete frozen.x; },
  () => { delete [].length; }, () => Object.defineProperty({}, 'x', 1), () => { undefined.x = 1; }, () => { null[symbol] = 1; },
]) console.log(attempt(operation));
