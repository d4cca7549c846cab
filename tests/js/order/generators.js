// The protocol of generators: what each call hands in and out.
const show = (result) => `${result.value}${result.done ? ' (done)' : ''}`;
function* conversation(first) {
  try {
    const a = yield `${first}?`;
    const b = yield `got ${a}`;
    return `${a} and ${b}`;
  } catch (error) {
    yield `caught ${error}`;
    return 'after the catch';
  } finally {
    console.log('finally');
  }
}
let it = conversation('hello');
console.log(show(it.next('ignored')), show(it.next(1)), show(it.next(2)), show(it.next()));
it = conversation('throw');
it.next();
console.log(show(it.throw('it')), show(it.next()), show(it.next()));
it = conversation('return');
it.next();
console.log(show(it.return('early')), show(it.next()));
it = conversation('not begun');
console.log(show(it.return('nothing ran')), show(it.next()));
it = conversation('not begun');
try { it.throw(new Error('thrown into what has not begun')); } catch (error) { console.log(error.message); }

// yield in finally takes over from return and throw.
function* stubborn() {
  try { yield 'first'; } finally { yield 'not yet'; console.log('now'); }
}
it = stubborn();
it.next();
console.log(show(it.return('done')), show(it.next()), show(it.next()));

// yield* passes everything on, and gives the value of return.
function* inner() {
  try {
    const received = yield 'inner';
    return `returned ${received}`;
  } finally { console.log('inner finally'); }
}
function* delegating() {
  const value = yield* inner();
  console.log('value of yield*:', value);
  yield* [1, 2];
  yield* 'ab';
}
console.log([...delegating()].join());
it = delegating();
it.next();
console.log(show(it.return('through both')));

// The inner result object comes out as it is.
const result = { value: 'inner value', done: false, extra: true };
const iterator = { [Symbol.iterator]() { return this; }, next: () => result };
console.log((function* () { yield* iterator; })().next() === result);

// An inner iterator without throw is closed.
const closing = {
  [Symbol.iterator]() { return this; },
  next: () => ({ value: 1, done: false }),
  return() { console.log('closed'); return {}; },
};
it = (function* () { yield* closing; })();
it.next();
try { it.throw(1); } catch (error) { console.log(error.name); }

// It cannot be resumed while it runs.
const self = (function* () { try { self.next(); } catch (error) { yield error.message; } })();
console.log(show(self.next()));

// Prototypes, and what is no generator.
function* named() {}
named.prototype.own = 'own';
console.log(named().own, Object.prototype.toString.call(named()), named() instanceof named);
try { named.prototype.next.call({}); } catch (error) { console.log(error.name); }
try { new named(); } catch (error) { console.log(error.name); }

// Infinite ones are only run as far as they are asked.
function* naturals() { let n = 0; try { for (;;) yield n++; } finally { console.log('closed at', n); } }
const [zero, one, two] = naturals();
console.log(zero, one, two);
for (const n of naturals()) if (n === 3) break;
