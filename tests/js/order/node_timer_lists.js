// Node keeps a list for each duration. Of timers that are late together, a list that is due gives all its timers that
// are due before the next list is looked at: so the order is not always that of the deadlines.
const log = (...values) => console.log(...values);
const busy = (milliseconds) => { for (const start = Date.now(); Date.now() - start < milliseconds;); };

setTimeout(() => {
  setTimeout(log, 5, 'duration 5, due first');
  setTimeout(log, 40, 'duration 40, set first and due before the others');
  busy(30);
  setTimeout(log, 20, 'duration 20, set later');
  setTimeout(log, 5, 'duration 5 again, before 40, whose deadline is earlier');
  setTimeout(log, 20.9, 'duration 20.9, which is 20');
  busy(60);
}, 1);

// Timers of one duration are in the order in which they were set, and set again.
setTimeout(() => {
  const first = setTimeout(log, 10, 'first of three, refreshed, so the last');
  setTimeout(log, 10, 'second of three');
  setTimeout(log, 10, 'third of three');
  first.refresh();
}, 300);

// An interval counts from when it went off, not from when its callback was done.
setTimeout(() => {
  let count = 0;
  const interval = setInterval(() => {
    log('interval', ++count);
    if (count === 3) clearInterval(interval);
    setTimeout(log, 5, 'timeout, set while the interval of', count, 'blocks');
    busy(25);
  }, 20);
}, 500);
