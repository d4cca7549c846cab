'use strict';

// https://nodejs.org/api/perf_hooks.html: what is a global, too. Node's own measurements of its loop are missing.

const ObjectDefineProperty = intrinsic('Object', 'defineProperty');

const names = [
  'Performance',
  'PerformanceEntry',
  'PerformanceMark',
  'PerformanceMeasure',
  'PerformanceObserver',
  'PerformanceObserverEntryList',
  'PerformanceResourceTiming',
  'performance',
];
for (let i = 0; i < names.length; i++) {
  const name = names[i];
  if (!(name in globalThis)) continue;
  ObjectDefineProperty(module.exports, name, {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get() {
      return globalThis[name];
    },
  });
}
