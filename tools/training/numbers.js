// Arithmetic: integers and doubles in plain and typed arrays, bits, BigInts, Math, and numbers as text.

function primes(limit) {
  const composite = new Uint8Array(limit);
  let found = 0;
  for (let i = 2; i < limit; i++) {
    if (composite[i]) continue;
    found++;
    for (let j = i * i; j < limit; j += i) composite[j] = 1;
  }
  return found;
}

function multiply(a, b, size) {
  const product = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let sum = 0;
      for (let i = 0; i < size; i++) sum += a[row * size + i] * b[i * size + column];
      product[row * size + column] = sum;
    }
  }
  return product;
}

/** The discrete Fourier transform, in place. */
function transform(real, imaginary) {
  const size = real.length;
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [real[i], real[j]] = [real[j], real[i]];
      [imaginary[i], imaginary[j]] = [imaginary[j], imaginary[i]];
    }
  }
  for (let length = 2; length <= size; length <<= 1) {
    const angle = (-2 * Math.PI) / length;
    for (let start = 0; start < size; start += length) {
      for (let i = 0; i < length / 2; i++) {
        const cosine = Math.cos(angle * i), sine = Math.sin(angle * i);
        const at = start + i, other = at + length / 2;
        const x = real[other] * cosine - imaginary[other] * sine;
        const y = real[other] * sine + imaginary[other] * cosine;
        real[other] = real[at] - x;
        imaginary[other] = imaginary[at] - y;
        real[at] += x;
        imaginary[at] += y;
      }
    }
  }
}

function crc32(bytes) {
  const table = crc32.table ??= Int32Array.from({ length: 256 }, (_, n) => {
    for (let k = 0; k < 8; k++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
    return n;
  });
  let crc = -1;
  for (let i = 0; i < bytes.length; i++) crc = table[(crc ^ bytes[i]) & 255] ^ (crc >>> 8);
  return (crc ^ -1) >>> 0;
}

/** Conway's game on a torus: arrays of arrays of small integers. */
function life(size, generations) {
  const random = makeRandom(3);
  let cells = Array.from({ length: size }, () => Array.from({ length: size }, () => random(2)));
  for (let generation = 0; generation < generations; generation++) {
    cells = cells.map((row, y) => row.map((cell, x) => {
      let neighbours = -cell;
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++) neighbours += cells[(y + dy + size) % size][(x + dx + size) % size];
      return neighbours === 3 || (cell === 1 && neighbours === 2) ? 1 : 0;
    }));
  }
  return cells.flat().reduce((sum, cell) => sum + cell, 0);
}

/** Runs of equal bytes, written and read through a DataView. */
function pack(bytes) {
  const view = new DataView(new ArrayBuffer(bytes.length * 3));
  let end = 0;
  for (let i = 0; i < bytes.length;) {
    let run = i;
    while (run < bytes.length && bytes[run] === bytes[i] && run - i < 60000) run++;
    view.setUint16(end, run - i, true);
    view.setUint8(end + 2, bytes[i]);
    end += 3;
    i = run;
  }
  const unpacked = [];
  for (let at = 0; at < end; at += 3) for (let n = view.getUint16(at, true); n > 0; n--) unpacked.push(view.getUint8(at + 2));
  return Uint8Array.from(unpacked);
}

function queens(size, row = 0, columns = 0, left = 0, right = 0) {
  if (row === size) return 1;
  let solutions = 0;
  for (let free = ~(columns | left | right) & ((1 << size) - 1); free; free &= free - 1) {
    const bit = free & -free;
    solutions += queens(size, row + 1, columns | bit, ((left | bit) << 1) >>> 0, (right | bit) >>> 1);
  }
  return solutions;
}

const collatz = (n) => { let steps = 0; while (n !== 1) { n = n % 2 === 0 ? n / 2 : 3 * n + 1; steps++; } return steps; };

expect(primes(120000), 11301);
const unit = Float64Array.from({ length: 2500 }, (_, i) => (i % 51 === 0 ? 1 : 0));
const some = Float64Array.from({ length: 2500 }, (_, i) => i / 7);
expect(multiply(some, unit, 50).every((number, i) => number === some[i]), true);
const real = Float64Array.from({ length: 2048 }, (_, i) => (i === 0 ? 1 : 0)), imaginary = new Float64Array(2048);
transform(real, imaginary);
expect(real.every((number) => number === 1), true);
expect(crc32(new Uint8Array(60000).fill(65)) === crc32(Array(60000).fill(65)), true);
expect(crc32([49, 50, 51, 52, 53, 54, 55, 56, 57]).toString(16), 'cbf43926');
expect(life(32, 16) > 0, true);
const bytes = Uint8Array.from({ length: 40000 }, (_, i) => (i >> 5) * 7);
expect(pack(bytes).join() === bytes.join(), true);
expect(queens(7), 40);
let longest = 0;
for (let n = 1; n < 3000; n++) longest = Math.max(longest, collatz(n));
expect(longest, 216);

let factorial = 1n;
for (let n = 1n; n <= 250n; n++) factorial *= n;
expect(factorial % 251n, 250n);
expect((factorial >> 100n).toString(16).length, (factorial / (1n << 100n)).toString(16).length);

let digits = 0;
for (let n = 0; n < 12000; n++) {
  const number = Math.sqrt(n) * (n & 1 ? 1e-3 : 1e6);
  digits += String(number).length + number.toFixed(2).length + (n * 17).toString(36).length;
  if (Number(String(number)) !== number || parseFloat(number.toPrecision(17)) !== number) throw new Error('not read back');
  if (Math.abs(Math.exp(Math.log(number + 1)) - number - 1) > 1e-6 * (number + 1)) throw new Error('not inverse');
}
expect(digits > 12000 * 10, true);

// Escapes of a point of the plane: doubles alone.
let inside = 0;
for (let y = -1; y < 1; y += 0.05) {
  for (let x = -2; x < 0.5; x += 0.05) {
    let a = 0, b = 0, n = 0;
    for (; n < 60 && a * a + b * b < 4; n++) [a, b] = [a * a - b * b + x, 2 * a * b + y];
    if (n === 60) inside++;
  }
}
expect(inside > 400 && inside < 800, true);
