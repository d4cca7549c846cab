// A report of an uncaught value runs no script of it: no getter, no custom inspection, no trap.
const called = (what) => console.log('called', what);
class Tagged {
  get [Symbol.toStringTag]() { called('tag'); return 'Tag'; }
}
throw {
  get getter() { called('getter'); return 1; },
  [Symbol.for('nodejs.util.inspect.custom')]() { called('custom'); return 'custom'; },
  [Symbol.for('unshown')]: 1,
  tagged: new Tagged(),
  proxy: new Proxy({ target: 1 }, { get() { called('trap'); }, ownKeys() { called('trap'); return []; } }),
  named: Object.defineProperty(() => 1, 'name', { get() { called('name'); return 'name'; } }),
  list: [1, , 3],
  error: Object.defineProperty(new Error('message'), 'stack', { get() { called('stack'); } }),
};
