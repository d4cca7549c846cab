// Array.fromAsync: with asynchronous and synchronous iterators, array-likes, mappers, and what goes wrong.

const show = (label, value) => console.log(label, JSON.stringify(value));
const log = [];
async function attempt(label, promise) {
  try {
    show(label, await promise);
  } catch (error) {
    console.log(label, `rejected: ${error.name}: ${error.message}`);
  }
  if (log.length > 0) console.log("  log:", log.splice(0).join(" "));
}
async function* numbers() {
  try {
    yield 1;
    yield Promise.resolve(2);
    yield 3;
  } finally {
    log.push("closed");
  }
}
const logged = (results, withReturn = true) => ({
  [Symbol.iterator]() {
    let next = 0;
    return {
      next: () => (log.push("next"), next < results.length ? { value: results[next++], done: false } : { done: true }),
      ...(withReturn && { return: () => (log.push("return"), {}) }),
    };
  },
});
class Mine {
  constructor(...values) {
    log.push(`new(${values})`);
  }
}

(async () => {
  await attempt("async generator", Array.fromAsync(numbers()));
  await attempt("mapped", Array.fromAsync(numbers(), async function (x, i) { return [x, i, this.y]; }, { y: 1 }));
  await attempt("iterable of promises", Array.fromAsync(new Set([Promise.resolve(1), 2])));
  await attempt("string", Array.fromAsync("a😀"));
  await attempt("array-like", Array.fromAsync({ length: 3, 0: "a", 1: Promise.resolve("b"), 3: "d" }));
  await attempt("array-like mapped", Array.fromAsync({ length: 2, 0: 1, 1: 2 }, (x) => Promise.resolve(x * 2)));
  await attempt("nothing to iterate", Array.fromAsync(5));
  await attempt("a subclass's", Array.fromAsync.call(Mine, [1, 2]).then((made) => [made instanceof Mine, made]));
  await attempt("a subclass's, of an array-like", Array.fromAsync.call(Mine, { length: 1, 0: 1 }).then((made) => [made instanceof Mine, made]));
  await attempt("no constructor", Array.fromAsync.call(() => {}, [1]).then(Array.isArray));

  await attempt("mapper is none", Array.fromAsync([], {}));
  await attempt("undefined", Array.fromAsync(undefined));
  await attempt("method is none", Array.fromAsync({ [Symbol.asyncIterator]: 1 }));
  await attempt("no object", Array.fromAsync({ [Symbol.asyncIterator]: () => 1 }));
  await attempt("result is none", Array.fromAsync({ [Symbol.asyncIterator]: () => ({ next: () => 1 }) }));
  await attempt("rejected element", Array.fromAsync(logged([1, Promise.reject(new Error("element"))])));
  await attempt("throwing mapper", Array.fromAsync(numbers(), () => { throw new Error("mapper"); }));
  await attempt("rejecting mapper", Array.fromAsync(numbers(), () => Promise.reject(new Error("mapper"))));
  await attempt("rejecting mapper, no return()", Array.fromAsync(logged([1], false), () => Promise.reject(new Error("mapper"))));
  await attempt("return() fails, too", Array.fromAsync({ [Symbol.asyncIterator]: () => ({ next: () => ({ value: 1 }), return() { throw new Error("return"); } }) }, () => { throw new Error("mapper"); }));
  await attempt("return() rejects", Array.fromAsync({ [Symbol.asyncIterator]: () => ({ next: () => ({ value: 1 }), return: () => Promise.reject(1) }) }, () => { throw new Error("mapper"); }));
  await attempt("frozen", Array.fromAsync.call(function () { return Object.freeze([]); }, logged([1])));
  await attempt("length is read-only", Array.fromAsync.call(function () { return Object.defineProperty({}, "length", { value: 0 }); }, [1]));
  await attempt("too long", Array.fromAsync({ length: 2 ** 40 }));
  await attempt("element's getter", Array.fromAsync({ length: 1, get 0() { throw new RangeError("getter"); } }));

  // How many jobs go by.
  let turns = 0;
  let done = false;
  Array.fromAsync([1, 2, 3]).then(() => (done = true));
  while (!done) {
    turns++;
    await null;
  }
  show("turns", turns);
  const big = await Array.fromAsync(function* () { for (let i = 0; i < 1000; i++) yield { i }; }(), ({ i }) => i * 2);
  show("big", [big.length, big[999]]);
})();
