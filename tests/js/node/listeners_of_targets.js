// The warning of listeners that may be a leak, of emitters and of event targets.
'use strict';
const events = require('events');

const shown = [];
process.on('warning', (warning) => console.log(warning.name, warning.message, warning.type, warning.count,
  warning.target === undefined ? typeof warning.emitter : shown.indexOf(warning.target)));
const fill = (target, type, count) => {
  shown.push(target);
  for (let i = 0; i < count; i++) target.addEventListener(type, () => {});
};
fill(new EventTarget(), 'usual', 10);
fill(new EventTarget(), 'too many', 14); // told once
const few = new EventTarget();
events.setMaxListeners(2, few);
console.log(events.getMaxListeners(few));
fill(few, 'few', 4);
const any = new EventTarget();
events.setMaxListeners(0, any);
fill(any, 'any', 40);
fill(new AbortController().signal, 'abort', 20); // signals may have any number
class Own extends EventTarget {}
fill(new Own(), 'own', 11);
const types = new EventTarget();
for (let i = 0; i < 40; i++) fill(types, `type ${i}`, 1);
events.setMaxListeners(1);
fill(new EventTarget(), 'one', 2);
events.setMaxListeners(10);
class Emitter extends events {}
for (const emitter of [new events(), new Emitter()]) for (let i = 0; i < 12; i++) emitter.on('event', () => {});
