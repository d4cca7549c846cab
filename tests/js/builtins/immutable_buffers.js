// Immutable ArrayBuffers: https://tc39.es/proposal-immutable-arraybuffer/
const show = (...parts) => console.log(...parts);
const fails = (what, f) => { try { show(what, 'gave', f()); } catch (error) { show(what, error.name); } };

const buffer = new Uint8Array([1, 2, 3, 4]).buffer.transferToImmutable();
const array = new Uint8Array(buffer), view = new DataView(buffer);
show(buffer.immutable, buffer.resizable, buffer.byteLength, new ArrayBuffer(1).immutable, array.join());
fails('resize', () => buffer.resize(1));
fails('transfer', () => buffer.transfer());
fails('write', () => { array[0] = 9; return array[0]; });
fails('write in strict code', () => { 'use strict'; array[0] = 9; });
fails('write beyond the end', () => { 'use strict'; array[9] = 9; return array[9]; });
for (const method of ['fill', 'sort', 'reverse', 'copyWithin', 'set']) fails(method, () => array[method]([5]));
fails('set by a view', () => view.setInt8(0, 1));
fails('Atomics', () => Atomics.store(array, 0, 1));
fails('Atomics.load', () => Atomics.load(array, 0));
show(Object.getOwnPropertyDescriptor(array, 0), Reflect.defineProperty(array, 0, { value: 1 }), Reflect.defineProperty(array, 0, { value: 2 }));
show(Object.isFrozen(Object.freeze(array)), array.map(x => x * 2).join(), array.subarray(1).join(), array.toSorted().join());
const part = buffer.sliceToImmutable(1, 3);
show(part.immutable, new Uint8Array(part).join(), buffer.slice(1).immutable);
