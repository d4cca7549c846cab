'use strict';

// https://nodejs.org/api/util.html#utiltypes

const { kindOf } = binding;

const types = {};

/** Of values of one kind. */
function add(name, kind) {
  types[name] = { [name]: (value) => kindOf(value) === kind }[name];
}

add('isDate', 'Date');
add('isGeneratorObject', 'Generator');
add('isMap', 'Map');
add('isMapIterator', 'MapIterator');
add('isModuleNamespaceObject', 'ModuleNamespace');
add('isNativeError', 'Error');
add('isPromise', 'Promise');
add('isProxy', 'Proxy');
add('isRegExp', 'RegExp');
add('isSet', 'Set');
add('isSetIterator', 'SetIterator');
add('isSharedArrayBuffer', 'SharedArrayBuffer');
add('isArrayBuffer', 'ArrayBuffer');
add('isDataView', 'DataView');
add('isTypedArray', 'TypedArray');
add('isWeakMap', 'WeakMap');
add('isWeakSet', 'WeakSet');
add('isStringObject', 'StringObject');

types.isExternal = function isExternal() {
  return false;
};
types.isArgumentsObject = function isArgumentsObject(value) {
  const kind = kindOf(value);
  return kind === 'Arguments' || kind === 'MappedArguments';
};
types.isAnyArrayBuffer = function isAnyArrayBuffer(value) {
  return types.isArrayBuffer(value) || types.isSharedArrayBuffer(value);
};
types.isArrayBufferView = function isArrayBufferView(value) {
  return types.isTypedArray(value) || types.isDataView(value);
};
types.isAsyncFunction = function isAsyncFunction(value) {
  return binding.isFunctionOf(value, true, false);
};
types.isGeneratorFunction = function isGeneratorFunction(value) {
  return binding.isFunctionOf(value, false, true);
};

const primitives = ['Boolean', 'Number', 'Symbol', 'BigInt'];
for (let i = 0; i < primitives.length; i++) {
  const type = uncurried('StringPrototype', 'toLowerCase')(primitives[i]);
  const test = `is${primitives[i]}Object`;
  types[test] = {
    [test]: (value) => kindOf(value) === 'PrimitiveObject' && binding.primitiveType(value) === type,
  }[test];
}
types.isBoxedPrimitive = function isBoxedPrimitive(value) {
  const kind = kindOf(value);
  return kind === 'PrimitiveObject' || kind === 'StringObject';
};

const typedArrays = [
  'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array',
  'Float16Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array',
];
const typedArrayTag = uncurried('TypedArrayPrototype', 'get @@toStringTag');
for (let i = 0; i < typedArrays.length; i++) {
  const tag = typedArrays[i];
  const test = `is${tag}`;
  types[test] = { [test]: (value) => typedArrayTag(value) === tag }[test];
}

module.exports = types;
