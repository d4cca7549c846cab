// options: --expose-gc --virtual-time
// Programs that look for a change where there can be none: within one task. Nor does an error, or a stack that
// is used up, let anything go.

const ref = new WeakRef({});
let called = 0;
globalThis.registry = new FinalizationRegistry(() => called++);
registry.register({}, 1);

setTimeout(() => {
  ref.deref();
  for (let i = 0; i < 2000 && ref.deref(); i++) ({ i });
  console.log('a loop', ref.deref() !== undefined, called);
  (function deeper() {
    try {
      deeper();
    } catch (error) {
      if (ref.deref() === undefined || called) console.log('wrong');
      gc.depth ??= error instanceof RangeError;
    }
  })();
  console.log('a used-up stack', gc.depth, ref.deref() !== undefined, called);
  gc();
  try {
    null.nothing;
  } catch {
    console.log('an error', ref.deref() !== undefined, called);
  }
  let jobs = 0;
  (function job() {
    if (++jobs < 100) return queueMicrotask(job);
    console.log('microtasks', ref.deref() !== undefined, called);
  })();
}, 1);
setTimeout(() => console.log('later', ref.deref(), called), 30);
