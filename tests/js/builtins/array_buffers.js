// ArrayBuffer and SharedArrayBuffer: sizes, resizing, transfer, species; what views see of it.
const show = (...parts) => console.log(...parts);
const fails = (what, f) => { try { show(what, 'gave', f()); } catch (error) { show(what, error.name); } };

const plain = new ArrayBuffer(8);
show(plain.byteLength, plain.maxByteLength, plain.resizable, plain.detached, ArrayBuffer.isView(plain), ArrayBuffer.length);
show(new ArrayBuffer().byteLength, new ArrayBuffer('3').byteLength, new ArrayBuffer(2.9).byteLength, new ArrayBuffer(null).byteLength);
fails('negative', () => new ArrayBuffer(-1));
fails('fraction below zero', () => new ArrayBuffer(-0.5).byteLength);
fails('too large', () => new ArrayBuffer(2 ** 53));
fails('larger than memory', () => new ArrayBuffer(2 ** 52));
fails('larger than its maximum', () => new ArrayBuffer(9, { maxByteLength: 8 }));
fails('without new', () => ArrayBuffer(1));
fails('resize of a fixed one', () => plain.resize(1));
fails('incompatible', () => ArrayBuffer.prototype.slice.call(new Uint8Array(1)));
fails('shared is not the same', () => ArrayBuffer.prototype.slice.call(new SharedArrayBuffer(1)));

// Views follow the buffer; what comes back by growing is zero.
const buffer = new ArrayBuffer(8, { maxByteLength: 16 });
const all = new Uint8Array(buffer), tail = new Uint8Array(buffer, 4), fixed = new Uint16Array(buffer, 2, 2), words = new Uint32Array(buffer, 4);
const state = () => [all, tail, fixed, words].map(view => `${view.length}@${view.byteOffset}/${view.byteLength}`).join(' ');
all.set([1, 2, 3, 4, 5, 6, 7, 8]);
show(state(), fixed.join());
for (const size of [16, 7, 5, 3, 0, 6, 12]) { buffer.resize(size); show(size, state(), all.join()); }
fails('above the maximum', () => buffer.resize(17));
fails('an index that is gone', () => { buffer.resize(2); return [fixed[0], fixed.length, 0 in fixed, fixed[1] = 5, Object.keys(fixed).length]; });
fails('a method of one that is out of bounds', () => fixed.fill(0));

// transfer
const source = new ArrayBuffer(4, { maxByteLength: 8 });
const before = new Uint8Array(source).fill(7);
const moved = source.transfer();
show(source.detached, source.byteLength, source.maxByteLength, moved.resizable, moved.maxByteLength, before.length, before[0], before.byteOffset);
const longer = moved.transfer(6), shorter = longer.transferToFixedLength(2);
show(longer.detached, shorter.byteLength, shorter.resizable, new Uint8Array(shorter).join());
fails('transfer twice', () => source.transfer());
fails('slice of a detached one', () => source.slice());
fails('view of a detached one', () => new Uint8Array(source));
fails('transfer beyond the maximum', () => new ArrayBuffer(1, { maxByteLength: 2 }).transfer(3));
fails('elements of one that is detached', () => { before[0] = 1; return [before[0], 0 in before, delete before[0], Object.getOwnPropertyDescriptor(before, 0)]; });
fails('iteration over one', () => [...before]);

// slice and species
const numbers = new Uint8Array([0, 1, 2, 3, 4, 5, 6, 7]).buffer;
show(...[[2], [2, 4], [-3], [-3, -1], [5, 2], [1.9, '3'], [-100, 100]].map(range => new Uint8Array(numbers.slice(...range)).join('')));
class Mine extends ArrayBuffer { static get [Symbol.species]() { return this.kind; } }
const mine = new Mine(4);
Mine.kind = undefined; show(mine.slice(1).constructor.name);
Mine.kind = Mine; show(mine.slice(1).constructor.name);
Mine.kind = class { constructor() { return new ArrayBuffer(1); } }; fails('species gives too little', () => mine.slice(0, 3));
Mine.kind = class { constructor() { return mine; } }; fails('species gives the same', () => mine.slice(0, 3));
Mine.kind = class { constructor(length) { mine.transfer(); return new ArrayBuffer(length); } }; fails('species detaches', () => mine.slice(0, 3));

// SharedArrayBuffer
const shared = new SharedArrayBuffer(4, { maxByteLength: 12 });
const following = new Int32Array(shared), first = new Int32Array(shared, 0, 1);
show(shared.growable, shared.maxByteLength, following.length, first.length);
shared.grow(12); following[2] = 9;
show(shared.byteLength, following.length, first.length, following.join(), [...following].length);
fails('shrink', () => shared.grow(8));
fails('grow too far', () => shared.grow(13));
fails('grow to the same', () => shared.grow(12));
show(new Int32Array(shared.slice(8))[0], Object.prototype.toString.call(shared), Object.prototype.toString.call(plain));

// Many of them: what is garbage makes room.
let total = 0;
for (let i = 0; i < 300; i++) total += new Uint8Array(1 << 24).length;
show(total);
const one = new ArrayBuffer(16);
for (let i = 0; i < 500; i++) new Uint8Array(one, i % 16);
one.transfer();
