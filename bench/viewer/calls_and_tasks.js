// Two million calls in a hundred thousand tasks: half of them messages of immediates, a quarter timers, a quarter promises that are
// awaited on the way.
'use strict';

const tasks = 100_000;
const calls = 2_000_000;
const callsOfOne = calls / tasks - 1;
const chains = 1000;

let begun = 0;
let sum = 0;

function mix(value, by) {
  return (value * 31 + by) % 1_000_003;
}

function work() {
  for (let i = 0; i < callsOfOne; i++) sum = mix(sum, i);
  if (++begun % 20_000 === 0) console.log(`${begun} tasks, ${sum}`);
}

function byImmediate() {
  work();
  next(byImmediate);
}

function byTimer() {
  work();
  next(byTimer);
}

async function byAwait() {
  work();
  await null;
  next(byAwait);
}

let queued = 0;
function next(step) {
  if (queued === tasks) return;
  queued++;
  if (step === byTimer) setTimeout(step, queued % 4);
  else setImmediate(step);
}

for (let i = 0; i < chains; i++) next(i % 4 === 0 ? byTimer : i % 4 === 1 ? byAwait : byImmediate);
