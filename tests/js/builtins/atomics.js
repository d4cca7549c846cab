// options: --virtual-time
// Atomics in one agent: operations, waiting that ends by time or by notify, promises.
const show = (...parts) => console.log(parts.map(part => Object.is(part, -0) ? '-0' : typeof part === 'bigint' ? part + 'n' : String(part)).join(' | '));
const fails = (what, f) => { try { show(what, 'gave', f()); } catch (error) { show(what, error.name); } };

for (const Kind of [Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array]) {
  const a = new Kind(2);
  show(Kind.name, Atomics.add(a, 1, 200), Atomics.sub(a, 1, 300), Atomics.and(a, 1, 0xf0f), Atomics.or(a, 1, 0x70), Atomics.xor(a, 1, -1), Atomics.exchange(a, 1, 7.9), Atomics.compareExchange(a, 1, 7, 9), Atomics.compareExchange(a, 1, 7, 11), Atomics.load(a, 1), Atomics.store(a, 1, 70000.5), a[1], Atomics.store(a, 1, -0));
}
for (const Kind of [BigInt64Array, BigUint64Array]) {
  const a = new Kind(1);
  show(Kind.name, Atomics.sub(a, 0, 1n), Atomics.add(a, 0, 5n), Atomics.exchange(a, 0, 2n ** 65n + 3n), Atomics.compareExchange(a, 0, 3n, -9n), Atomics.load(a, 0), Atomics.store(a, 0, 2n ** 64n));
}
fails('clamped', () => Atomics.load(new Uint8ClampedArray(1), 0));
fails('floating', () => Atomics.load(new Float64Array(1), 0));
fails('an array', () => Atomics.load([1], 0));
fails('beyond the end', () => Atomics.load(new Int8Array(1), 1));
fails('negative', () => Atomics.load(new Int8Array(1), -1));
const resizable = new ArrayBuffer(4, { maxByteLength: 8 }), shrinking = new Int8Array(resizable);
// The standard's RevalidateAtomicAccess gives a RangeError; V8 a TypeError.
fails('gone in between', () => Atomics.add(shrinking, 3, { valueOf() { resizable.resize(1); return 1; } }));
show(Atomics.isLockFree(1), Atomics.isLockFree(3), Atomics.isLockFree(4), Atomics.isLockFree(8), Atomics.pause(), Atomics.pause(5));
fails('pause', () => Atomics.pause(1.5));

const shared = new Int32Array(new SharedArrayBuffer(16));
show(Atomics.wait(shared, 0, 1), Atomics.wait(shared, 0, 0, 1), Atomics.wait(shared, 0, 0, -5), Atomics.wait(new BigInt64Array(shared.buffer), 0, 0n, 0), Atomics.notify(shared, 0), Atomics.notify(new Int32Array(4), 0));
fails('wait on what is not shared', () => Atomics.wait(new Int32Array(1), 0, 0, 0));
fails('wait on bytes', () => Atomics.wait(new Int8Array(shared.buffer), 0, 0, 0));
const now = Atomics.waitAsync(shared, 0, 5), never = Atomics.waitAsync(shared, 0, 0, 0);
show(now.async, now.value, never.async, never.value);
const waits = [Atomics.waitAsync(shared, 0, 0), Atomics.waitAsync(shared, 1, 0, 10), Atomics.waitAsync(shared, 0, 0, 100000), Atomics.waitAsync(shared, 2, 0, 100000)];
waits.forEach((wait, i) => wait.value.then(result => show('wait', i, result)));
show(waits.map(wait => wait.async), Atomics.notify(shared, 0, 1), Atomics.notify(shared, 0), Atomics.notify(shared, 0));
setTimeout(() => show('notified', Atomics.notify(shared, 2), Atomics.notify(shared, 1)), 30);
