// options: --profile=web
// The clock, user timing and the timeline of a page. Times themselves are not printed.
const show = (f) => {
  try {
    console.log(f());
  } catch (error) {
    console.log(`${error.name}: ${error.message}`);
  }
};

// Time goes on, in steps of 5 microseconds, from an origin that has a date.
const before = performance.now();
let after = performance.now();
while (after === before) after = performance.now();
console.log(after - before >= 0.005 - 1e-5, Math.abs(performance.timeOrigin + after - Date.now()) < 1000);
console.log(performance instanceof EventTarget, Object.keys(performance.toJSON()), performance.eventCounts);
performance.addEventListener('ping', (event) => console.log(event.type, event.currentTarget === performance), { once: true });
performance.dispatchEvent(new Event('ping'));

// Marks.
const mark = performance.mark('start', { startTime: 10, detail: [1] });
console.log(mark instanceof PerformanceMark, mark instanceof PerformanceEntry);
console.log(mark.name, mark.entryType, mark.startTime, mark.duration, mark.detail, performance.mark('later').detail);
console.log(JSON.stringify(mark), JSON.stringify(performance.mark('x', { startTime: 1, detail: null })));
show(() => performance.mark('x', { startTime: -1 }));
show(() => performance.mark('x', { startTime: NaN }));
show(() => performance.mark('x', 1));
show(() => performance.mark());
console.log(new PerformanceMark('made', { startTime: 3 }).startTime, performance.getEntriesByName('made').length);

// Details are copied.
const detail = { list: [1] };
const copied = performance.mark('copied', { detail }).detail;
detail.list.push(2);
console.log(copied !== detail, copied.list, performance.measure('m', { start: 1, end: 2, detail }).detail.list);
show(() => performance.mark('x', { detail() {} }));
performance.clearMarks('copied');
performance.clearMeasures();

// Measures.
const span = (...values) => {
  const { startTime, duration, detail } = performance.measure('m', ...values);
  return [startTime, duration, detail];
};
show(() => span('start', 'start'));
show(() => span({ start: 2, end: 5 }));
show(() => span({ start: 2, duration: 5, detail: 'd' }));
show(() => span({ duration: 2, end: 'start' }));
show(() => span(undefined, 'start'));
show(() => span(null, 'start'));
show(() => span('nobody'));
show(() => span({ start: 1 }, 'start'));
show(() => span({ detail: 1 }));
show(() => span({ start: 1, end: 2, duration: 3 }));
show(() => span({ start: 1, duration: -3 }));
performance.mark('start', { startTime: 20 });
show(() => span('start', 'start')); // the latest of that name
performance.mark('gone', { startTime: 5 });
show(() => span('gone', 'start'));
performance.clearMarks('gone');
show(() => span('gone'));
performance.mark('gone', { startTime: 6 });
performance.mark('go' + 'ne', { startTime: 7 });
show(() => span('gone', 'start'));
performance.clearMarks('gone');

// The timeline: in the order of start times, and of equal ones in that in which they came.
const names = (entries) => entries.map(({ name, startTime }) => `${name}@${startTime}`).join(' ');
performance.clearMarks('later');
console.log(names(performance.getEntriesByType('mark')));
console.log(names(performance.getEntriesByName('start')), '|', names(performance.getEntriesByName('m', 'mark')));
console.log(performance.getEntriesByType('Mark').length, performance.getEntriesByType('longtask').length);
performance.clearMeasures();
console.log(performance.getEntries().length === performance.getEntriesByType('mark').length);
performance.clearMarks();
console.log(performance.getEntries());
console.log(Object.isFrozen(PerformanceObserver.supportedEntryTypes), ...PerformanceObserver.supportedEntryTypes);
show(() => new Performance());
show(() => new PerformanceMeasure());

// It is replaceable.
const kept = performance;
performance = 1;
console.log(performance, Object.getOwnPropertyDescriptor(globalThis, 'performance').writable);
globalThis.performance = kept;
