// options: --profile=web
// An interval is set again when its callback has returned, for its time from then on: what a callback takes is added, and missed
// times are not made up for: so the standard has it. (Chromium and Node count from when the callback begins.) After four times of 20 ms with 15 ms of work each, 4 * 20 + 3 * 15 ms have gone by.
const log = (...values) => console.log(...values);
const start = Date.now();
let count = 0;
const interval = setInterval(() => {
  const elapsed = Date.now() - start;
  log('time', ++count, elapsed >= count * 20 + (count - 1) * 15 - 1 ? 'drifts' : `did not drift: ${elapsed} ms`);
  if (count === 4) return clearInterval(interval);
  for (const begun = Date.now(); Date.now() - begun < 15;);
}, 20);
