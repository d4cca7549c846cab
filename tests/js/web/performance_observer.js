// options: --profile=web
// Who observes entries is told of all that came, by a task; of long tasks, too.
const show = (f) => {
  try {
    console.log(f());
  } catch (error) {
    console.log(`${error.name}: ${error.message}`);
  }
};
const log = (title) => (list, observer, options) =>
  console.log(title, list.getEntries().map(({ name }) => name).join(' '), list.getEntriesByType('measure').length, options);

show(() => new PerformanceObserver());
const observer = new PerformanceObserver(log('both'));
show(() => observer.observe());
show(() => observer.observe({ entryTypes: ['mark'], type: 'mark' }));
show(() => observer.observe({ entryTypes: ['mark'], buffered: true }));
observer.observe({ entryTypes: ['mark', 'nothing', 'measure'] });
show(() => observer.observe({ type: 'mark' }));

performance.mark('a', { startTime: 2 });
performance.measure('b', { start: 1, end: 2 });
queueMicrotask(() => console.log('microtask'));
const late = new PerformanceObserver(log('buffered'));
late.observe({ type: 'mark', buffered: true });

const taker = new PerformanceObserver(() => console.log('never'));
taker.observe({ type: 'mark' });
performance.mark('c', { startTime: 3 });
console.log(names(taker.takeRecords()), names(taker.takeRecords()));
taker.disconnect();
function names(entries) {
  return entries.map(({ name }) => name).join(' ') || 'nothing';
}

setTimeout(() => {
  // An observer that throws does not keep others from being told.
  onerror = (message) => (console.log('reported:', message), true);
  const thrower = new PerformanceObserver(function (list, itself) {
    console.log(this === thrower, itself === thrower);
    queueMicrotask(() => console.log('after the first observer'));
    itself.disconnect();
    throw new Error('of an observer');
  });
  observer.disconnect();
  thrower.observe({ type: 'mark' });
  const last = new PerformanceObserver(log('last'));
  last.observe({ type: 'mark' });
  performance.mark('d');
  setTimeout(longTasks, 1, last);
}, 1);

function busy(milliseconds) {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}
/** On a slow machine there are more long tasks than those two. */
function longTasks(...observers) {
  for (const each of [late, ...observers]) each.disconnect();
  const long = [];
  const watcher = new PerformanceObserver((list) => long.push(...list.getEntries()));
  watcher.observe({ type: 'longtask' });
  busy(60); // the task that observes counts from where it does
  setTimeout(() => {
    Promise.resolve().then(() => busy(60)); // the microtasks behind a task belong to it
  }, 1);
  setTimeout(() => busy(5), 2);
  setTimeout(() => {
    console.log(long.length >= 2, long.every(({ duration }) => duration >= 50 && Number.isInteger(duration)));
    const [{ name, entryType, attribution }] = long;
    console.log(name, entryType, attribution.length, attribution[0].name, attribution[0].containerType, Object.isFrozen(attribution));
    console.log(long[0] instanceof PerformanceLongTaskTiming, performance.getEntriesByType('longtask').length);
    console.log(Object.keys(long[0].toJSON()).join(' '));
    new PerformanceObserver((list) => console.log('buffered long tasks', list.getEntries().length >= 2)).observe({ type: 'longtask', buffered: true });
    watcher.disconnect();
  }, 20);
}
