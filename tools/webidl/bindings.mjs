// What is generated: for each pair of files `<output>_bindings.h/.cpp` the definitions that it has, the specification of
// @webref/idl that they come from, and the C++ class of each interface. A new Web API is a new row.
//
//   partials    specifications whose partial interfaces add members to those of the row, beside `spec`'s own
//   withAgent   attributes whose getters take the agent; true: all
//   described   interfaces whose class has `describe(Agent&)`: what the console shows (vm::ObjectDescription)
//   without     members that are not bound yet: `Interface.member`, or `Interface.constructor`
//   globals     members of the global object, each named by the mixin or interface that has it, for each C++ class that
//               does what they say. The class is in `<output>.h`, and need not be that of an object

const windowOrWorker = (name) => `WindowOrWorkerGlobalScope.${name}`;

export const modules = [
  { output: 'src/web/dom/event', spec: 'dom', definitions: ['Event', 'EventInit'], withAgent: ['type'], described: ['Event'] },
  { output: 'src/web/dom/custom_event', spec: 'dom', definitions: ['CustomEvent', 'CustomEventInit'] },
  {
    output: 'src/web/dom/event_target',
    spec: 'dom',
    definitions: ['EventTarget', 'EventListener', 'EventListenerOptions', 'AddEventListenerOptions'],
  },
  { output: 'src/web/dom/abort_controller', spec: 'dom', definitions: ['AbortController'], described: ['AbortController'] },
  { output: 'src/web/dom/abort_signal', spec: 'dom', definitions: ['AbortSignal'], described: ['AbortSignal'] },
  { output: 'src/web/dom/error_event', spec: 'html', definitions: ['ErrorEvent', 'ErrorEventInit'] },
  {
    output: 'src/web/dom/promise_rejection_event',
    spec: 'html',
    definitions: ['PromiseRejectionEvent', 'PromiseRejectionEventInit'],
  },
  {
    output: 'src/web/input/ui_event',
    spec: 'uievents',
    definitions: ['UIEvent', 'UIEventInit', 'EventModifierInit'],
    without: ['UIEvent.view', 'UIEventInit.view'], // Window is absent.
  },
  { output: 'src/web/input/keyboard_event', spec: 'uievents', definitions: ['KeyboardEvent', 'KeyboardEventInit'] },
  {
    output: 'src/web/input/mouse_event',
    spec: 'pointerevents',
    definitions: ['MouseEvent', 'MouseEventInit'],
    without: ['MouseEvent.layerX', 'MouseEvent.layerY'], // There are no boxes.
  },
  {
    output: 'src/web/input/pointer_event',
    spec: 'pointerevents',
    definitions: ['PointerEvent', 'PointerEventInit'],
    without: ['altitudeAngle', 'azimuthAngle', 'coalescedEvents', 'predictedEvents']
      .map((name) => `PointerEventInit.${name}`)
      .concat(['altitudeAngle', 'azimuthAngle', 'getCoalescedEvents', 'getPredictedEvents'].map((name) => `PointerEvent.${name}`)),
  },
  {
    output: 'src/web/html/timers',
    spec: 'html',
    definitions: [],
    globals: { Timers: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'queueMicrotask'].map(windowOrWorker) },
  },
  { output: 'src/web/html/base64', spec: 'html', definitions: [], globals: { Base64: ['btoa', 'atob'].map(windowOrWorker) } },
  {
    output: 'src/web/html/error_reporting',
    spec: 'html',
    definitions: [],
    globals: { ErrorReporting: [windowOrWorker('reportError')] },
  },
  { output: 'src/web/html/navigator', spec: 'html', definitions: [], globals: { Navigator: ['Window.navigator'] } },
  {
    output: 'src/web/dom/global_target',
    spec: 'html',
    definitions: [],
    globals: {
      GlobalEventHandlers: [
        'GlobalEventHandlers.onerror',
        'WindowEventHandlers.onunhandledrejection',
        'WindowEventHandlers.onrejectionhandled',
      ],
      GlobalProxy: ['Window.self'],
    },
  },
  {
    output: 'src/web/rendering/animation_frames',
    spec: 'html',
    definitions: [],
    globals: {
      AnimationFrames: ['AnimationFrameProvider.requestAnimationFrame', 'AnimationFrameProvider.cancelAnimationFrame'],
    },
  },
  {
    output: 'src/web/rendering/idle_callbacks',
    spec: 'requestidlecallback',
    definitions: ['IdleRequestOptions'],
    globals: { IdleCallbacks: ['Window.requestIdleCallback', 'Window.cancelIdleCallback'] },
  },
  { output: 'src/web/rendering/idle_deadline', spec: 'requestidlecallback', definitions: ['IdleDeadline'] },
  {
    output: 'src/web/crypto/crypto',
    spec: 'webcrypto',
    definitions: ['Crypto'],
    without: ['Crypto.subtle'],
    globals: { Crypto: [windowOrWorker('crypto')] },
  },
  {
    output: 'src/web/performance/performance',
    spec: 'hr-time',
    partials: ['performance-timeline', 'user-timing'],
    definitions: ['Performance'],
    withAgent: ['timeOrigin'],
    globals: { Performance: [windowOrWorker('performance')] },
  },
  {
    output: 'src/web/performance/performance_entry',
    spec: 'performance-timeline',
    definitions: ['PerformanceEntry'],
    withAgent: ['entryType'],
    described: ['PerformanceEntry'],
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
  {
    output: 'src/web/structured_data/structured_serialize_options',
    spec: 'html',
    definitions: ['StructuredSerializeOptions'],
  },
  {
    output: 'src/web/structured_data/structured_clone',
    spec: 'html',
    definitions: [],
    globals: { StructuredCloning: [windowOrWorker('structuredClone')] },
  },
  {
    output: 'src/web/messaging/message_event',
    spec: 'html',
    definitions: ['MessageEvent', 'MessageEventInit'],
    withAgent: ['ports'],
  },
  { output: 'src/web/messaging/message_channel', spec: 'html', definitions: ['MessageChannel'] },
  { output: 'src/web/messaging/message_port', spec: 'html', definitions: ['MessagePort'] },
  { output: 'src/web/messaging/broadcast_channel', spec: 'html', definitions: ['BroadcastChannel'] },
  {
    output: 'src/web/file/blob',
    spec: 'FileAPI',
    definitions: ['Blob', 'EndingType', 'BlobPropertyBag'],
    without: ['Blob.stream', 'Blob.textStream'], // ReadableStream is absent.
  },
  { output: 'src/web/file/file', spec: 'FileAPI', definitions: ['File', 'FilePropertyBag'] },
  { output: 'src/web/file/file_reader', spec: 'FileAPI', definitions: ['FileReader'] },
  { output: 'src/web/file/progress_event', spec: 'xhr', definitions: ['ProgressEvent', 'ProgressEventInit'] },
  {
    output: 'src/web/encoding/text_decoder',
    spec: 'encoding',
    definitions: ['TextDecoder', 'TextDecoderOptions', 'TextDecodeOptions'],
    withAgent: ['encoding'],
    described: ['TextDecoder'],
  },
  { output: 'src/web/encoding/text_encoder', spec: 'encoding', definitions: ['TextEncoder'], withAgent: ['encoding'] },
  { output: 'src/web/url/url_class', spec: 'url', definitions: ['URL'], partials: ['FileAPI'], withAgent: true, described: ['URL'] },
  { output: 'src/web/url/url_search_params', spec: 'url', definitions: ['URLSearchParams'], described: ['URLSearchParams'] },
  {
    output: 'src/web/urlpattern/url_pattern',
    spec: 'urlpattern',
    definitions: ['URLPattern', 'URLPatternInit', 'URLPatternOptions'],
    withAgent: true,
  },
];

// Interfaces that there are not: unions are without them.
export const absentInterfaces = new Set(['MediaSource', 'ServiceWorker', 'TrustedScript', 'WindowProxy']);

// Attributes of type EventHandler are bound to webidl-independent code of EventTarget: the header that has it.
export const eventHandlerHeader = 'web/dom/event_handlers.h';
