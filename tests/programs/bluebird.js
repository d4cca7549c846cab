// Promises of before the language had them.
const Promise = require("bluebird");
Promise.map([1, 2, 3], (x) => Promise.resolve(3 - x).then(() => x * 2), { concurrency: 2 }).then((v) =>
  console.log("map", v),
);
Promise.props({ a: 1, b: Promise.resolve(2) }).then((v) => console.log("props", v));
Promise.reduce([1, 2, 3], (a, b) => a + b, 10).then((v) => console.log("reduce", v));
Promise.coroutine(function* () {
  const x = yield Promise.delay(1, "yielded");
  console.log("coroutine", x);
  return x;
})();
Promise.reject(new TypeError("typed"))
  .catch(RangeError, () => console.log("no"))
  .catch(TypeError, (e) => console.log("caught", e.message))
  .finally(() => console.log("finally"));
Promise.delay(1500)
  .timeout(600, "too late")
  .catch(Promise.TimeoutError, (e) => console.log(e.message));
Promise.some([Promise.delay(1500, "slow"), Promise.delay(300, "fast"), "now"], 2).then((v) => console.log("some", v));
const fs = { read: (name, cb) => setTimeout(cb, 150, null, `content of ${name}`) };
Promise.promisifyAll(fs).readAsync("x").then(console.log);
Promise.each(["a", "b"], (v, i) => console.log("each", i, v));
Promise.using(
  Promise.resolve("res").disposer((r) => console.log("dispose", r)),
  (r) => console.log("using", r),
);
Promise.resolve([5, 6]).spread((a, b) => console.log("spread", a + b));
Promise.any([Promise.reject(new Error("x")), Promise.resolve("any")]).then(console.log);
const p = new Promise(() => {});
console.log(p.isPending(), Promise.resolve(1).isFulfilled(), Promise.resolve(3).value());
Promise.join(1, Promise.resolve(2), (a, b) => console.log("join", a + b));
