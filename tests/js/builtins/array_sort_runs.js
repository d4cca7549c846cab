// Array.prototype.sort: stable, whatever runs the array consists of; and never out of bounds, whatever the comparator says.
let state = 12345;
const random = (limit) => (state = (Math.imul(state, 1103515245) + 12345) >>> 0, (state >>> 8) % limit);
const kinds = {
  random: (n) => random(n),
  few: () => random(4),
  ascending: (n, i) => i,
  descending: (n, i) => n - i,
  equal: () => 7,
  almost: (n, i) => random(50) === 0 ? random(n) : i,
  sawtooth: (n, i) => i % 37,
  organ: (n, i) => Math.min(i, n - i),
  blocks: (n, i) => Math.floor(i / 100) % 2 * n + i,
};

function check(list, name) {
  for (let i = 1; i < list.length; i++) {
    if (list[i - 1].key > list[i].key || (list[i - 1].key === list[i].key && list[i - 1].number > list[i].number))
      return console.log('not sorted:', name, list.length, i);
  }
}
for (const [name, make] of Object.entries(kinds)) {
  for (const n of [0, 1, 2, 3, 5, 23, 24, 25, 26, 47, 48, 49, 72, 100, 255, 1000, 3000]) {
    const items = Array.from({ length: n }, (_, i) => ({ key: make(n, i), number: i }));
    check(items.slice().sort((a, b) => a.key - b.key), name);
    check(items.toSorted((a, b) => a.key < b.key ? -1 : a.key > b.key), name);
    const texts = items.map((item) => 'common' + String(item.key).padStart(5, '0'));
    const typed = Float64Array.from(items, (item) => item.key);
    const numbers = items.map((item) => item.key).sort((a, b) => a - b).join();
    if (typed.sort((a, b) => a - b).join() !== numbers) console.log('typed array:', name, n);
    const wanted = items.toSorted((a, b) => a.key - b.key).map((item) => texts[item.number]).join();
    if (texts.slice().sort().join() !== wanted) console.log('texts:', name, n);
  }
}

// What is sorted takes n - 1 comparisons, and so does what is reversed.
for (const make of [kinds.ascending, kinds.descending, kinds.equal]) {
  let calls = 0;
  Array.from({ length: 1000 }, (_, i) => make(1000, i)).sort((a, b) => (calls++, a - b));
  console.log(calls);
}

// Texts: prefixes, lengths, code units above 0xff, and lone surrogates.
console.log(['b', 'a', 'ab', '', 'a\0', 'aaaaaaaa', 'aaaaaaaab', 'aaaaaaa', 'aaaaaaaaa'].sort().map((text) => JSON.stringify(text)).join());
console.log(['\u0100', '\xff', 'z', '\uffff', '\ud83d\ude00', '\ue000', 'abcd\u0101', 'abcd\u0100', 'abcd', 'abcdz'].sort().map(escape).join());
console.log([10, 9, 1, 1e21, -1, undefined, null, , true, 'x', 0.5].sort().map(String).join());

// Comparators that contradict themselves, throw, or change the array.
for (const n of [2, 30, 500]) {
  const list = Array.from({ length: n }, (_, i) => i);
  for (const comparator of [() => 1, () => -1, () => random(3) - 1, () => NaN, () => ({ valueOf: () => random(3) - 1 })]) {
    const sorted = list.slice().sort(comparator);
    if (sorted.length !== n || new Set(sorted).size !== n) console.log('items were lost', n);
  }
}
let left = 700;
const untouched = Array.from({ length: 1000 }, (_, i) => i * 7919 % 1000);
const before = untouched.join();
try {
  untouched.sort((a, b) => { if (left-- === 0) throw new Error('enough'); return a - b; });
} catch (error) {
  console.log(error.message, untouched.join() === before);
}
const shrinking = Array.from({ length: 100 }, (_, i) => 100 - i);
shrinking.sort((a, b) => { shrinking.length = 0; return a - b; });
console.log(shrinking.length, shrinking[0], shrinking[99]);
