// The iterator protocol: who is asked what, and when.
const log = [];
function attempt(f) {
  let result;
  try {
    result = String(f());
  } catch (error) {
    result = error instanceof Error ? `${error.name}: ${error.message}` : `thrown ${String(error)}`;
  }
  const seen = log.splice(0).join();
  return seen === '' ? result : `${result} [${seen}]`;
}
function iterable({ count = 3, fails, returns = {} } = {}) {
  return {
    [Symbol.iterator]() {
      log.push('start');
      let i = 0;
      return {
        next() {
          log.push('next');
          if (fails === i) throw 'next';
          return { get done() { return i >= count; }, get value() { return i++; } };
        },
        get return() {
          log.push('get return');
          if (returns === 'none') return undefined;
          return () => { log.push('return'); if (returns === 'throws') throw 'return'; return returns; };
        },
      };
    },
  };
}
console.log(attempt(() => { let sum = 0; for (const x of iterable()) sum += x; return sum; }));
console.log(attempt(() => { for (const x of iterable()) if (x === 1) break; }));
console.log(attempt(() => { for (const x of iterable()) { if (x === 0) continue; return x; } }));
console.log(attempt(() => { for (const x of iterable()) throw 'body'; }));
console.log(attempt(() => { for (const x of iterable({ returns: 'throws' })) throw 'body'; }));
console.log(attempt(() => { for (const x of iterable({ returns: 'throws' })) break; }));
console.log(attempt(() => { for (const x of iterable({ returns: 5 })) break; }));
console.log(attempt(() => { for (const x of iterable({ returns: 5 })) throw 'body'; }));
console.log(attempt(() => { for (const x of iterable({ returns: 'none' })) break; }));
console.log(attempt(() => { for (const x of iterable({ fails: 1 })) ; }));
console.log(attempt(() => { outer: for (const x of iterable({ count: 2 })) for (const y of iterable()) continue outer; }));
console.log(attempt(() => { const [a, b] = iterable(); return [a, b]; }));
console.log(attempt(() => { const [a, b, c, d = 'default'] = iterable(); return [a, b, c, d]; }));
console.log(attempt(() => { const [, a] = iterable(); return a; }));
console.log(attempt(() => { const [a, ...rest] = iterable(); return `${a} ${rest}`; }));
console.log(attempt(() => { const [] = iterable(); }));
console.log(attempt(() => { const [a = (() => { throw 'default'; })()] = [undefined, ...iterable({ count: 1 })]; }));
console.log(attempt(() => { let a; [a, { }[(() => { throw 'key'; })()]] = iterable(); }));
console.log(attempt(() => [...iterable(), 'end'].join()));
console.log(attempt(() => Math.max(...iterable(), -1, ...[7, 5])));
console.log(attempt(() => [...iterable({ fails: 1 })]));
console.log(attempt(() => new Array(...iterable()).join()));
console.log(attempt(() => { for (const x of 5) ; }));
console.log(attempt(() => { for (const x of undefined) ; }).split(' (')[0]);
console.log(attempt(() => { for (const x of { [Symbol.iterator]: () => 1 }) ; }));
console.log(attempt(() => { for (const x of { [Symbol.iterator]: () => ({ next: () => 1 }) }) ; }));
console.log(attempt(() => { for (const x of { [Symbol.iterator]: () => ({}) }) ; }).split(':')[0]);
console.log(attempt(() => [...'a💩b'].join('|')));

// Arrays that change, and arrays whose iterator somebody has changed.
console.log(attempt(() => { const a = [1, 2]; let n = 0; for (const x of a) if (n++ < 3) a.push(x); return a.join(); }));
console.log(attempt(() => { const a = [1, 2, 3]; const seen = []; for (const x of a) { seen.push(x); a.length = 2; } return seen.join(); }));
console.log(attempt(() => [...[1, , 3]].join()));
console.log(attempt(() => { const a = [1, 2]; a[Symbol.iterator] = function* () { yield 'own'; }; return [...a].join(); }));
const arrayIteratorPrototype = Object.getPrototypeOf([][Symbol.iterator]());
const originalNext = arrayIteratorPrototype.next;
console.log(attempt(() => {
  let calls = 0;
  arrayIteratorPrototype.next = function () { calls++; return originalNext.call(this); };
  const [a, b] = [1, 2];
  const copy = [...[3, 4]];
  arrayIteratorPrototype.next = originalNext;
  return [a, b, copy.length, calls].join();
}));
console.log(attempt(() => { const it = [1, 2, 3].values(); it.next(); const [two] = it; return [two, ...it].join(); }));
console.log(attempt(() => { const it = ['a', 'b'].entries(); return [...it].join(';'); }));
console.log(attempt(() => { const a = []; const it = a.values(); const none = [...it]; a.push(1); return none.length + [...it].length; }));
function* generator() { try { yield 1; yield 2; } finally { log.push('finally'); } }
console.log(attempt(() => { const [a] = generator(); return a; }));
console.log(attempt(() => { for (const x of generator()) break; }));
console.log(attempt(() => [...generator()].join()));
console.log(attempt(() => (function () { return arguments.length; })(...new Array(3), ...'ab')));
console.log(attempt(() => { const { length } = 'abc'; const { 0: first, ...others } = 'xyz'; return [length, first, Object.entries(others)].join(); }));
console.log(attempt(() => { const {} = null; }).split(" '")[0]);
console.log(attempt(() => { const [] = null; }).split(':')[0]);
console.log(attempt(() => { (({ a }) => a)(); }).slice(0, 29));
