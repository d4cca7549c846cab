// XXH64 (https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md), on pairs of 32-bit halves: BigInt is too slow for it.

type Pair = readonly [high: number, low: number];

const primes: readonly Pair[] = [
  [0x9e3779b1, 0x85ebca87],
  [0xc2b2ae3d, 0x27d4eb4f],
  [0x165667b1, 0x9e3779f9],
  [0x85ebca77, 0xc2b2ae63],
  [0x27d4eb2f, 0x165667c5],
];
const [p1, p2, p3, p4, p5] = primes as [Pair, Pair, Pair, Pair, Pair];

function add(a: Pair, b: Pair): Pair {
  const low = (a[1] >>> 0) + (b[1] >>> 0);
  return [(a[0] + b[0] + (low > 0xffffffff ? 1 : 0)) | 0, low | 0];
}

/** The high half of the product of two 32-bit numbers. */
function high(a: number, b: number): number {
  const [a0, a1, b0, b1] = [a & 0xffff, a >>> 16, b & 0xffff, b >>> 16];
  const middle = a1 * b0 + ((a0 * b0) >>> 16);
  const other = a0 * b1 + (middle & 0xffff);
  return (a1 * b1 + Math.floor(middle / 65536) + Math.floor(other / 65536)) | 0;
}

function multiply(a: Pair, b: Pair): Pair {
  return [(high(a[1], b[1]) + Math.imul(a[0], b[1]) + Math.imul(a[1], b[0])) | 0, Math.imul(a[1], b[1])];
}

function rotate(a: Pair, by: number): Pair {
  if (by >= 32) return rotate([a[1], a[0]], by - 32);
  if (by === 0) return a;
  return [(a[0] << by) | (a[1] >>> (32 - by)), (a[1] << by) | (a[0] >>> (32 - by))];
}

function xor(a: Pair, b: Pair): Pair {
  return [a[0] ^ b[0], a[1] ^ b[1]];
}

function shiftedRight(a: Pair, by: number): Pair {
  return by >= 32 ? [0, a[0] >>> (by - 32)] : [a[0] >>> by, (a[1] >>> by) | (a[0] << (32 - by))];
}

function round(accumulator: Pair, lane: Pair): Pair {
  return multiply(rotate(add(accumulator, multiply(lane, p2)), 31), p1);
}

/** The hash of `bytes` as its two halves, both unsigned. */
export function xxh64(bytes: Uint8Array, seed: number): Pair {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number): Pair => [view.getUint32(at + 4, true), view.getUint32(at, true)];
  const start: Pair = [Math.floor(seed / 2 ** 32), seed >>> 0];
  let at = 0;
  let hash: Pair;
  if (bytes.length >= 32) {
    const minusP1: Pair = add([~p1[0], ~p1[1]], [0, 1]);
    const lanes: Pair[] = [add(add(start, p1), p2), add(start, p2), start, add(start, minusP1)];
    for (; at + 32 <= bytes.length; at += 32) {
      for (let i = 0; i < 4; i++) lanes[i] = round(lanes[i]!, word(at + 8 * i));
    }
    const turns = [1, 7, 12, 18];
    hash = lanes.map((lane, i) => rotate(lane, turns[i]!)).reduce(add);
    for (const lane of lanes) hash = add(multiply(xor(hash, round([0, 0], lane)), p1), p4);
  } else {
    hash = add(start, p5);
  }
  hash = add(hash, [Math.floor(bytes.length / 2 ** 32), bytes.length >>> 0]);
  for (; at + 8 <= bytes.length; at += 8) {
    hash = add(multiply(rotate(xor(hash, round([0, 0], word(at))), 27), p1), p4);
  }
  if (at + 4 <= bytes.length) {
    hash = add(multiply(rotate(xor(hash, multiply([0, view.getUint32(at, true)], p1)), 23), p2), p3);
    at += 4;
  }
  for (; at < bytes.length; at++) hash = multiply(rotate(xor(hash, multiply([0, bytes[at]!], p5)), 11), p1);
  hash = multiply(xor(hash, shiftedRight(hash, 33)), p2);
  hash = multiply(xor(hash, shiftedRight(hash, 29)), p3);
  hash = xor(hash, shiftedRight(hash, 32));
  return [hash[0] >>> 0, hash[1] >>> 0];
}
