// Callbacks in series, in parallel, through queues.
const async = require("async");
async.waterfall(
  [(cb) => cb(null, 1), (x, cb) => setImmediate(() => cb(null, x + 1, "two")), (x, y, cb) => cb(null, [x, y])],
  (e, r) => console.log("waterfall", e, r),
);
async.parallel({ one: (cb) => setTimeout(cb, 150, null, 1), two: (cb) => cb(null, 2) }, (e, r) =>
  console.log("parallel", r),
);
async.mapLimit(
  [3, 1, 2],
  2,
  (n, cb) => setTimeout(cb, n * 150, null, n * 10),
  (e, r) => console.log("mapLimit", r),
);
async.auto(
  { a: (cb) => cb(null, "A"), b: ["a", (r, cb) => cb(null, r.a + "B")], c: ["a", "b", (r, cb) => cb(null, r)] },
  (e, r) => console.log("auto", r),
);
const q = async.queue((task, cb) => {
  console.log("task", task.name);
  cb();
}, 1);
q.push([{ name: "x" }, { name: "y" }], () => console.log("done one"));
q.drain(() => console.log("drained"));
async.retry({ times: 3 }, ((n) => (cb) => (++n < 3 ? cb(new Error("again")) : cb(null, n)))(0), (e, r) =>
  console.log("retry", e, r),
);
async.series([async () => "async fn", (cb) => cb(new Error("stop"))], (e, r) => console.log("series", e.message, r));
async.eachOf({ k: 1 }, (v, k, cb) => {
  console.log(k, v);
  cb();
});
async.sortBy(
  ["ccc", "a", "bb"],
  (s, cb) => cb(null, s.length),
  (e, r) => console.log(r),
);
(async () => {
  console.log(await async.map([1, 2], async (x) => x + 1), await async.reduce([1, 2, 3], 0, async (m, x) => m + x));
})();
const memo = async.memoize((x, cb) => {
  console.log("compute", x);
  cb(null, x * 2);
});
memo(4, (e, r) => memo(4, (e2, r2) => console.log("memo", r, r2)));
async.timeout((cb) => setTimeout(cb, 5000).unref(), 1200)((e) => console.log(e.code, e.message));
