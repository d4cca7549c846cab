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
  {
    output: 'src/web/structured_data/structured_serialize_options',
    spec: 'html',
    definitions: ['StructuredSerializeOptions'],
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
];

// Interfaces that there are not: unions are without them.
export const absentInterfaces = new Set(['MediaSource', 'ServiceWorker', 'WindowProxy']);

// Attributes of type EventHandler are bound to webidl-independent code of EventTarget: the header that has it.
export const eventHandlerHeader = 'web/dom/event_handlers.h';
