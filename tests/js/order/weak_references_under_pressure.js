// Without gc(): what is held weakly goes when enough was allocated, between two tasks.

const turn = () => new Promise((resolve) => setTimeout(resolve));
const log = [];
const registry = new FinalizationRegistry((held) => log.push(held));
const allocateMuch = () => void new ArrayBuffer(100 << 20);

async function main() {
  const refs = [0, 1, 2].map((i) => {
    const target = { i };
    registry.register(target, i);
    return new WeakRef(target);
  });
  const kept = refs[1].deref();
  await turn();
  console.log('little was allocated', refs.map((ref) => typeof ref.deref()).join(), ...log);
  await turn();
  allocateMuch();
  console.log('much, in this task', refs.map((ref) => typeof ref.deref()).join(), ...log);
  await turn();
  console.log('in the next', refs.map((ref) => typeof ref.deref()).join());
  await turn();
  console.log('called', ...log, kept === refs[1].deref());

  // A cache whose values are large: each goes when the next tasks need room.
  const cache = new Map();
  for (let i = 0; i < 10; i++) {
    cache.set(i, new WeakRef(new Uint8Array(20 << 20)));
    await turn();
  }
  const left = [...cache.values()].filter((ref) => ref.deref()).length;
  console.log('in the cache', left < 7, left > 0);
}

main();
