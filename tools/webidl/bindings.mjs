// What is generated: for each pair of files `<output>_bindings.h/.cpp` the definitions that it has, the specification of
// @webref/idl that they come from, and the C++ class of each interface. A new Web API is a new row.
//
//   partials    specifications whose partial interfaces add members to those of the row, beside `spec`'s own
//   withAgent   attributes whose getters take the agent; true: all
//   without     members that are not bound yet: `Interface.member`, or `Interface.constructor`

export const modules = [
  { output: 'src/web/dom/event', spec: 'dom', definitions: ['Event', 'EventInit'], withAgent: ['type'] },
  { output: 'src/web/dom/custom_event', spec: 'dom', definitions: ['CustomEvent', 'CustomEventInit'] },
  {
    output: 'src/web/dom/event_target',
    spec: 'dom',
    definitions: ['EventTarget', 'EventListener', 'EventListenerOptions', 'AddEventListenerOptions'],
  },
  { output: 'src/web/dom/abort_controller', spec: 'dom', definitions: ['AbortController'] },
  { output: 'src/web/dom/abort_signal', spec: 'dom', definitions: ['AbortSignal'] },
  { output: 'src/web/dom/error_event', spec: 'html', definitions: ['ErrorEvent', 'ErrorEventInit'] },
  {
    output: 'src/web/dom/promise_rejection_event',
    spec: 'html',
    definitions: ['PromiseRejectionEvent', 'PromiseRejectionEventInit'],
  },
  { output: 'src/web/crypto/crypto', spec: 'webcrypto', definitions: ['Crypto'], without: ['Crypto.subtle'] },
  {
    output: 'src/web/performance/performance',
    spec: 'hr-time',
    partials: ['performance-timeline', 'user-timing'],
    definitions: ['Performance'],
    withAgent: ['timeOrigin'],
  },
  {
    output: 'src/web/performance/performance_entry',
    spec: 'performance-timeline',
    definitions: ['PerformanceEntry'],
    withAgent: ['entryType'],
  },
  {
    output: 'src/web/performance/performance_observer',
    spec: 'performance-timeline',
    definitions: ['PerformanceObserver', 'PerformanceObserverInit'],
    withAgent: true,
  },
  {
    output: 'src/web/performance/performance_observer_entry_list',
    spec: 'performance-timeline',
    definitions: ['PerformanceObserverEntryList'],
  },
  {
    output: 'src/web/performance/performance_mark',
    spec: 'user-timing',
    definitions: ['PerformanceMark', 'PerformanceMarkOptions'],
  },
  {
    output: 'src/web/performance/performance_measure',
    spec: 'user-timing',
    definitions: ['PerformanceMeasure', 'PerformanceMeasureOptions'],
  },
  {
    output: 'src/web/performance/performance_long_task_timing',
    spec: 'longtasks',
    definitions: ['PerformanceLongTaskTiming'],
    withAgent: ['entryType', 'attribution'],
  },
  {
    output: 'src/web/performance/task_attribution_timing',
    spec: 'longtasks',
    definitions: ['TaskAttributionTiming'],
    withAgent: ['entryType', 'containerType', 'containerSrc', 'containerId', 'containerName'],
  },
];

// Attributes of type EventHandler are bound to webidl-independent code of EventTarget: the header that has it.
export const eventHandlerHeader = 'web/dom/event_handlers.h';
