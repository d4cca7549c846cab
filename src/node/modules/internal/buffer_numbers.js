'use strict';

// Buffer.prototype.readUInt8 and its kin: https://nodejs.org/api/buffer.html#bufreaduint8offset. They are
// functions of C++; here they get all their names.

const ObjectKeys = intrinsic('Object', 'keys');
const StringPrototypeReplaceAll = uncurried('StringPrototype', 'replaceAll');

function addNumberMethods(prototype) {
  const names = ObjectKeys(binding);
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    prototype[name] = binding[name];
    const alias = StringPrototypeReplaceAll(name, 'UInt', 'Uint');
    if (alias !== name) prototype[alias] = binding[name];
  }
}

module.exports = { addNumberMethods };
