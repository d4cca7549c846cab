// Binary data as console.log shows it.
console.log(new Uint8Array([1, 2, 3]), new Float32Array(0), new BigInt64Array([1n, -2n]), new Float64Array([1.5, -0, NaN]), new Float16Array([0.1]));
console.log(new ArrayBuffer(2), new SharedArrayBuffer(3), new ArrayBuffer(0), new ArrayBuffer(4, { maxByteLength: 8 }));
console.log(new DataView(new ArrayBuffer(2)), [new DataView(new ArrayBuffer(2), 1)]);
console.log(new ArrayBuffer(60), new ArrayBuffer(101));
const detached = new ArrayBuffer(8); detached.transfer(); console.log(detached);
const named = new Uint8Array(4); named.x = 1; named.b = { a: 1 };
console.log(named, [named], { named, b: new ArrayBuffer(2) });
class Mine extends Uint8Array {} console.log(new Mine(2), new Mine(0));
console.log({ a: { b: { c: new Uint8Array(3), d: new ArrayBuffer(3), e: new DataView(new ArrayBuffer(1)) } } });
console.log(new Uint8Array(200)); const buffer = new ArrayBuffer(2); buffer.x = 1; console.log(buffer);
console.log(Object.setPrototypeOf(new Uint8Array(2), null));
console.log(Atomics, new Uint8Array(3).values()); class MyBuffer extends ArrayBuffer {} console.log(new MyBuffer(1));
console.log(new Float64Array([1.25, 100, 3.5, 1, 2, 3, 4, 5]), new Uint8Array(30).map((x, i) => i * 9));
const resizable = new ArrayBuffer(8, { maxByteLength: 16 }); const all = new Uint8Array(resizable), view = new DataView(resizable, 2), fixed = new Uint8Array(resizable, 4, 4);
resizable.resize(3); console.log(all, fixed, view);
