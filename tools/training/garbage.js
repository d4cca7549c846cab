// Memory: much that dies young, something that stays, graphs that change, big and small arrays, closures, texts.

const random = makeRandom(31);
const kept = new Map();
let made = 0;
for (let round = 0; round < 160; round++) {
  const young = [];
  for (let i = 0; i < 1500; i++) {
    young.push({ id: made++, next: young[i - 1] ?? null, point: [i, round], name: i % 10 ? null : 'name ' + made });
    if (i % 40 === 0) kept.set(random(4000), young[i]);
  }
  for (const item of kept.values()) { item.next = null; if (random(50) === 0) item.point = [round, ...item.point]; }
}
expect(made, 240000);

const nodes = Array.from({ length: 3000 }, (_, id) => ({ id, edges: [], data: null }));
for (let i = 0; i < 60000; i++) {
  const node = nodes[random(3000)];
  node.edges.push(nodes[random(3000)]);
  if (node.edges.length > 8) node.edges = node.edges.slice(4);
  node.data = i % 3 ? new Float64Array(4) : () => node.id + i;
}
const reached = new Set([nodes[0]]);
for (const node of reached) for (const next of node.edges) reached.add(next);
expect(reached.size > 1000, true);

let texts = [];
for (let i = 0; i < 40000; i++) { texts.push('text ' + i + texts.length); if (texts.length > 500) texts = texts.filter((_, index) => index % 2); }
expect(texts.length <= 500, true);
const weak = new WeakMap(), references = [];
for (let i = 0; i < 8000; i++) { const key = { i }; weak.set(key, { key, i }); if (i % 100 === 0) references.push(new WeakRef(key)); }
expect(references.length, 80);
const big = [];
for (let i = 0; i < 40; i++) { big.push(new Array(20000).fill(i)); if (big.length > 4) big.shift(); }
expect(big[3][19999], 39);
