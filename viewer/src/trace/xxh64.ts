// XXH64 (https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md), on 32-bit halves: BigInt is too slow for it. Every byte of a
// trace goes through this, so nothing is allocated on the way.

type Pair = readonly [high: number, low: number];

/** Numbers of 64 bits, each in two places: the low half, then the high one. */
const words = new Int32Array(24);
const enum At {
  Lanes = 0,
  Hash = 8,
  Lane = 10,
  P1 = 12,
  P2 = 14,
  P3 = 16,
  P4 = 18,
  P5 = 20,
}
const primes: readonly Pair[] = [
  [0x9e3779b1, 0x85ebca87],
  [0xc2b2ae3d, 0x27d4eb4f],
  [0x165667b1, 0x9e3779f9],
  [0x85ebca77, 0xc2b2ae63],
  [0x27d4eb2f, 0x165667c5],
];
primes.forEach(([high, low], i) => set(At.P1 + 2 * i, high, low));

function set(at: number, high: number, low: number): void {
  words[at] = low;
  words[at + 1] = high;
}

function add(to: number, high: number, low: number): void {
  const sum = (words[to]! >>> 0) + (low >>> 0);
  words[to] = sum;
  words[to + 1] = words[to + 1]! + high + (sum > 0xffffffff ? 1 : 0);
}

function multiply(at: number, by: number): void {
  const [a, b] = [words[at]!, words[by]!];
  const [a0, a1, b0, b1] = [a & 0xffff, a >>> 16, b & 0xffff, b >>> 16];
  const middle = a1 * b0 + ((a0 * b0) >>> 16);
  const other = a0 * b1 + (middle & 0xffff);
  const carried = a1 * b1 + (middle - (middle & 0xffff)) / 65536 + (other - (other & 0xffff)) / 65536;
  words[at + 1] = carried + Math.imul(words[at + 1]!, b) + Math.imul(a, words[by + 1]!);
  words[at] = Math.imul(a, b);
}

/** `by`: less than 32. */
function rotate(at: number, by: number): void {
  const [low, high] = [words[at]!, words[at + 1]!];
  words[at] = (low << by) | (high >>> (32 - by));
  words[at + 1] = (high << by) | (low >>> (32 - by));
}

function xor(at: number, high: number, low: number): void {
  words[at] = words[at]! ^ low;
  words[at + 1] = words[at + 1]! ^ high;
}

function xorShifted(at: number, by: number): void {
  const [low, high] = [words[at]!, words[at + 1]!];
  if (by >= 32) xor(at, 0, high >>> (by - 32));
  else xor(at, high >>> by, (low >>> by) | (high << (32 - by)));
}

/** Takes eight bytes into a lane. */
function round(lane: number, high: number, low: number): void {
  set(At.Lane, high, low);
  multiply(At.Lane, At.P2);
  add(lane, words[At.Lane + 1]!, words[At.Lane]!);
  rotate(lane, 31);
  multiply(lane, At.P1);
}

/** The four lanes as one, of 32 bytes and more. */
function merge(): void {
  set(At.Hash, 0, 0);
  const copy = words.slice(At.Lanes, At.Lanes + 8);
  for (let i = 0; i < 4; i++) {
    const lane = At.Lanes + 2 * i;
    rotate(lane, [1, 7, 12, 18][i]!);
    add(At.Hash, words[lane + 1]!, words[lane]!);
  }
  for (let i = 0; i < 4; i++) {
    const lane = At.Lanes + 2 * i;
    set(lane, 0, 0);
    round(lane, copy[2 * i + 1]!, copy[2 * i]!);
    xor(At.Hash, words[lane + 1]!, words[lane]!);
    multiply(At.Hash, At.P1);
    add(At.Hash, words[At.P4 + 1]!, words[At.P4]!);
  }
}

/** The hash of `bytes` as its two halves, both unsigned. */
export function xxh64(bytes: Uint8Array, seed: number): Pair {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [seedHigh, seedLow] = [Math.floor(seed / 2 ** 32), seed >>> 0];
  const start = (at: number): void => set(at, seedHigh, seedLow);
  const addPrime = (at: number, prime: number): void => add(at, words[prime + 1]!, words[prime]!);
  let at = 0;
  if (bytes.length >= 32) {
    for (let lane = At.Lanes; lane < At.Lanes + 8; lane += 2) start(lane);
    addPrime(At.Lanes, At.P1);
    addPrime(At.Lanes, At.P2);
    addPrime(At.Lanes + 2, At.P2);
    // Less the first prime: plus all of its bits turned round, and one.
    add(At.Lanes + 6, ~words[At.P1 + 1]!, ~words[At.P1]!);
    add(At.Lanes + 6, 0, 1);
    for (; at + 32 <= bytes.length; at += 32) {
      round(At.Lanes, view.getInt32(at + 4, true), view.getInt32(at, true));
      round(At.Lanes + 2, view.getInt32(at + 12, true), view.getInt32(at + 8, true));
      round(At.Lanes + 4, view.getInt32(at + 20, true), view.getInt32(at + 16, true));
      round(At.Lanes + 6, view.getInt32(at + 28, true), view.getInt32(at + 24, true));
    }
    merge();
  } else {
    start(At.Hash);
    addPrime(At.Hash, At.P5);
  }
  add(At.Hash, Math.floor(bytes.length / 2 ** 32), bytes.length | 0);
  const takeIn = (turn: number, by: number, plus: number): void => {
    rotate(At.Hash, turn);
    multiply(At.Hash, by);
    if (plus !== 0) addPrime(At.Hash, plus);
  };
  for (; at + 8 <= bytes.length; at += 8) {
    set(At.Lanes, 0, 0);
    round(At.Lanes, view.getInt32(at + 4, true), view.getInt32(at, true));
    xor(At.Hash, words[At.Lanes + 1]!, words[At.Lanes]!);
    takeIn(27, At.P1, At.P4);
  }
  if (at + 4 <= bytes.length) {
    set(At.Lanes, 0, view.getInt32(at, true));
    multiply(At.Lanes, At.P1);
    xor(At.Hash, words[At.Lanes + 1]!, words[At.Lanes]!);
    takeIn(23, At.P2, At.P3);
    at += 4;
  }
  for (; at < bytes.length; at++) {
    set(At.Lanes, 0, bytes[at]!);
    multiply(At.Lanes, At.P5);
    xor(At.Hash, words[At.Lanes + 1]!, words[At.Lanes]!);
    takeIn(11, At.P1, 0);
  }
  xorShifted(At.Hash, 33);
  multiply(At.Hash, At.P2);
  xorShifted(At.Hash, 29);
  multiply(At.Hash, At.P3);
  xorShifted(At.Hash, 32);
  return [words[At.Hash + 1]! >>> 0, words[At.Hash]! >>> 0];
}
