// What runs when? `make run` shows the event loop of this program turn by turn, and the README explains it.

const sleep = (milliseconds) => new Promise((wake) => setTimeout(wake, milliseconds));

setTimeout(function timer() {
  console.log("a timer");
  queueMicrotask(function between() {
    console.log("a microtask, before any other task");
  });
}, 0);

setTimeout(function otherTimer() {
  console.log("the other timer");
}, 0);

setImmediate(function immediate() {
  console.log("an immediate");
});

const { port1, port2 } = new MessageChannel();
port1.onmessage = function message(event) {
  console.log(event.data);
  port1.close();
};
port2.postMessage("a message");

Promise.resolve().then(function reaction() {
  console.log("the reaction of a promise");
});

process.nextTick(function tick() {
  console.log("a tick, before all microtasks");
});

async function main() {
  console.log("an async function begins at once");
  await null;
  console.log("its await is over");
  await sleep(20);
  console.log("it has slept");
}
main();

// Nothing of that can run as long as this waits: two timers will be late.
const cell = new Int32Array(new SharedArrayBuffer(4));
Atomics.wait(cell, 0, 0, 5);
console.log("the main script ends");
