// options: --expose-gc --virtual-time
// Nobody catches it, so the run ends. The chain names who has made the registry.

function makeRegistry() {
  return new FinalizationRegistry((held) => {
    throw new TypeError(`cleaning up ${held}`);
  });
}

setTimeout(function later() {
  globalThis.registry = makeRegistry();
  registry.register({}, 'a');
  registry.register({}, 'b');
  gc();
}, 1);
setTimeout(() => console.log('never'), 50);
