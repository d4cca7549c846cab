// Not more than so many at a time.
import pLimit from "p-limit";
const limit = pLimit(2);
let running = 0,
  most = 0;
const task = (n) =>
  limit(async () => {
    most = Math.max(most, ++running);
    await new Promise((r) => setTimeout(r, 2));
    running--;
    return n * n;
  });
console.log(await Promise.all([1, 2, 3, 4, 5].map(task)), "at most", most);
console.log(limit.activeCount, limit.pendingCount, limit.concurrency);
try {
  await limit(() => {
    throw new Error("inside");
  });
} catch (e) {
  console.log(e.message);
}
console.log(await limit.map([1, 2, 3], async (x, i) => [x, i]));
try {
  pLimit(0);
} catch (e) {
  console.log(e.name, e.message);
}
