// A queue with priorities.
import PQueue from "p-queue";
const queue = new PQueue({ concurrency: 1, autoStart: false });
queue.on("active", () => console.log("active", queue.size, queue.pending));
queue.on("idle", () => console.log("idle"));
queue.on("completed", (v) => console.log("completed", v));
const job = (name) => async () => {
  console.log("run", name);
  return name;
};
queue.add(job("low"), { priority: 0 });
queue.add(job("high"), { priority: 10 });
queue
  .add(async () => {
    throw new Error("fails");
  })
  .catch((e) => console.log("caught", e.message));
console.log(queue.size, queue.isPaused);
queue.start();
await queue.onIdle();
console.log(await queue.addAll([job("a"), job("b")]));
