// The same in Node's profile, where it differs.
const show = (f) => {
  try {
    console.log(f());
  } catch (error) {
    console.log(`${error.name} ${error.code}: ${error.message}`);
  }
};
console.log(Object.getOwnPropertyNames(Navigator.prototype).join(' '));
console.log(PerformanceObserver.supportedEntryTypes.includes('longtask'), typeof PerformanceLongTaskTiming);
console.log(JSON.stringify(performance.mark('m', { startTime: 1, detail: 2 })));
show(() => setTimeout('1'));
show(() => setTimeout(() => {}, 1n));
show(() => new DOMException('m', { name: 'AbortError', cause: 1 }).cause);
show(() => Object.getOwnPropertyNames(new DOMException('m', { name: 'AbortError', cause: undefined })));
show(() => new DOMException('m', { name: 'AbortError' }).code);
show(() => 'cause' in new DOMException('m', { name: 'AbortError' }));
show(() => new DOMException('m', {}).name);
show(() => new DOMException('m', 'AbortError').name);
for (const name of ['timeStamp', 'profile', 'profileEnd']) console.log(typeof console[name], console[name]?.('label'));
// A signal that times out keeps no program alive.
AbortSignal.timeout(1e6).onabort = () => console.log('never');
