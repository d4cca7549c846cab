'use strict';

// https://nodejs.org/api/perf_hooks.html: what is a global, too. Node's own measurements of its loop are missing.

const { shareGlobals } = require('internal/globals');

shareGlobals(module.exports, [
  'Performance',
  'PerformanceEntry',
  'PerformanceMark',
  'PerformanceMeasure',
  'PerformanceObserver',
  'PerformanceObserverEntryList',
  'PerformanceResourceTiming',
  'performance',
]);
