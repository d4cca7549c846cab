// options: --expose-gc
// What scripts hold weakly goes between two tasks, never within one: https://tc39.es/ecma262/#sec-weakref-execution.
// With gc() it is behind the task that calls it, whatever the collector does otherwise.

const turn = () => new Promise((resolve) => setTimeout(resolve));
const refsTo = (count, make = (i) => ({ i })) => Array.from({ length: count }, (_, i) => new WeakRef(make(i)));
const alive = (refs) => refs.map((ref) => (ref.deref() ? '+' : '-')).join('');

async function main() {
  console.log(gc.name, gc.length, typeof gc(), gc({ type: 'minor' }));

  const refs = refsTo(5);
  gc();
  console.log('in the same task', alive(refs));
  await null;
  gc();
  console.log('behind a microtask', alive(refs));
  await turn();
  console.log('in the next', alive(refs));

  // What something refers to stays, however it does.
  const kept = { kept: true };
  const held = [
    new WeakRef(kept),
    new WeakRef(refs),
    new WeakRef(new Map([[1, kept]])),
    new WeakRef(Symbol('a symbol')),
    new WeakRef(Symbol.iterator),
  ];
  const cycle = {};
  cycle.self = { cycle };
  held.push(new WeakRef(cycle.self));
  gc();
  await turn();
  console.log('held otherwise', alive(held), held[0].deref() === kept, cycle.self.cycle === cycle);

  // One that is looked at in a task is there until the end of it.
  const looked = new WeakRef({});
  await turn();
  const first = looked.deref();
  gc();
  await null;
  console.log('looked at', first === looked.deref());

  // All WeakRefs to an object are empty at the same moment, and what it alone referred to goes with it.
  const several = (() => {
    const inner = { inner: true };
    const outer = { inner };
    return [outer, outer, inner, outer].map((object) => new WeakRef(object));
  })();
  gc();
  await turn();
  console.log('several', alive(several));

  // Weakly held by each other; and a key of a WeakMap whose value refers to it.
  const map = new WeakMap();
  const others = (() => {
    const a = {};
    const b = { ref: new WeakRef(a) };
    a.ref = new WeakRef(b);
    const key = {};
    map.set(key, [key]);
    return [a.ref, b.ref, new WeakRef(key), new WeakRef(map.get(key))];
  })();
  gc();
  await turn();
  console.log('others', alive(others));

  // gc() that gives a promise
  const asynchronous = new WeakRef({});
  await turn();
  console.log(await gc({ execution: 'async' }), alive([asynchronous]));

  await finalization();
}

async function finalization() {
  const log = [];
  const registry = new FinalizationRegistry((held) => log.push(held));
  const tokens = [{}, {}, {}];
  for (let i = 0; i < 9; i++) registry.register({ i }, i, i < 6 ? tokens[i % 3] : undefined);
  const target = {};
  registry.register(target, 'kept');
  console.log(registry.unregister(tokens[1]), registry.unregister(tokens[1]), registry.unregister({}));
  gc();
  await null;
  console.log('nothing yet:', log.length);
  await turn();
  await turn();
  console.log('cleaned up', ...log.splice(0));
  console.log(registry.unregister(tokens[0]));

  // Those that have died and wait can still be unregistered; held values are anything.
  const other = new FinalizationRegistry(function () {
    log.push([this === globalThis, ...arguments].map(String).join());
    other.unregister(tokens[2]);
  });
  for (const held of [undefined, null, 'text', 1.5, Symbol.iterator, [1, 2]]) other.register({}, held);
  other.register({}, 'never', tokens[2]);
  gc();
  await turn();
  await turn();
  console.log(log.splice(0).join(' | '));

  // The same target in two registries, and twice in one; a target that is its own token.
  const ref = (() => {
    const twice = { twice: true };
    registry.register(twice, 'first');
    registry.register(twice, 'second', twice);
    other.register(twice, 'in the other');
    return new WeakRef(twice);
  })();
  gc();
  await turn();
  await turn();
  console.log(log.splice(0).join(' | '), ref.deref());

  // A registry that nothing refers to calls nobody.
  new FinalizationRegistry(() => log.push('never')).register({}, 1);
  gc();
  await turn();
  await turn();
  // A callback registers again.
  let rounds = 0;
  const again = new FinalizationRegistry((held) => {
    log.push(held);
    if (++rounds < 4) {
      again.register({}, `round ${rounds}`);
      gc();
    }
  });
  again.register({}, 'round 0');
  gc();
  for (let i = 0; i < 10; i++) await turn();
  console.log(log.splice(0).join(' | '));

  // Microtasks come behind all callbacks of a registry, tasks of two registries one after the other.
  const order = ['one', 'two'].map(
    (name) =>
      new FinalizationRegistry((held) => {
        log.push(`${name} ${held}`);
        queueMicrotask(() => log.push(`microtask of ${name} ${held}`));
      }),
  );
  order[1].register({}, 1);
  order[0].register({}, 2);
  order[1].register({}, 3);
  gc();
  await turn();
  await turn();
  await turn();
  console.log(log.splice(0).join(' | '));

  // Many, over many tasks.
  let count = 0;
  const counting = new FinalizationRegistry(() => count++);
  const registerSome = (i) => {
    for (let j = 0; j < 50; j++) counting.register({ i }, i, {});
  };
  for (let i = 0; i < 10; i++) {
    registerSome(i);
    gc();
    await turn();
  }
  await turn();
  console.log('called', count);
}

main();
