// Written by tools/viewer_events.py from src/trace/trace_events.def. Do not edit.

import type { ByteReader } from './byte_reader';
import type { Place, Property, Value } from './values';

/** Code 0. */
export interface NameText {
  readonly type: 'NameText';
  readonly text: string;
}

/** Code 1. */
export interface Script {
  readonly type: 'Script';
  readonly script: number;
  readonly url: string;
  readonly isInternal: boolean;
  readonly source: string;
}

/** Code 2. */
export interface Function {
  readonly type: 'Function';
  readonly function: number;
  readonly name: string;
  readonly script: number;
  readonly start: number;
  readonly end: number;
}

/** Code 3. */
export interface TaskSource {
  readonly type: 'TaskSource';
  readonly source: number;
  readonly name: string;
}

/** Code 4. */
export interface ScriptGoal {
  readonly type: 'ScriptGoal';
  readonly script: number;
  readonly goal: string;
}

/** Code 5. */
export interface SourceMap {
  readonly type: 'SourceMap';
  readonly script: number;
  readonly url: string;
  readonly map: string;
  readonly error: string;
}

/** Code 6. */
export interface Capture {
  readonly type: 'Capture';
  readonly function: number;
  readonly name: string;
}

/** Code 8. */
export interface TurnBegin {
  readonly type: 'TurnBegin';
  readonly turn: number;
  readonly timeNs: number;
}

/** Code 9. */
export interface TurnEnd {
  readonly type: 'TurnEnd';
  readonly turn: number;
  readonly timeNs: number;
}

/** Code 10. */
export interface WaitBegin {
  readonly type: 'WaitBegin';
  readonly timeNs: number;
  readonly untilNs: number;
}

/** Code 11. */
export interface WaitEnd {
  readonly type: 'WaitEnd';
  readonly timeNs: number;
}

/** Code 12. */
export interface Phase {
  readonly type: 'Phase';
  readonly name: string;
}

/** Code 13. */
export interface RunEnd {
  readonly type: 'RunEnd';
  readonly timeNs: number;
  readonly status: number;
  readonly why: string;
}

/** Code 16. */
export interface TaskQueued {
  readonly type: 'TaskQueued';
  readonly job: number;
  readonly source: number;
  readonly callback: number;
  readonly what: string;
  readonly by: number;
  readonly place: Place;
}

/** Code 17. */
export interface MicrotaskQueued {
  readonly type: 'MicrotaskQueued';
  readonly job: number;
  readonly sort: number;
  readonly promise: number;
  readonly callback: number;
  readonly by: number;
  readonly place: Place;
  readonly goesOn: Place;
}

/** Code 18. */
export interface TickQueued {
  readonly type: 'TickQueued';
  readonly job: number;
  readonly callback: number;
  readonly by: number;
  readonly place: Place;
}

/** Code 19. */
export interface JobBegin {
  readonly type: 'JobBegin';
  readonly job: number;
}

/** Code 20. */
export interface JobEnd {
  readonly type: 'JobEnd';
  readonly job: number;
}

/** Code 21. */
export interface JobDropped {
  readonly type: 'JobDropped';
  readonly job: number;
}

/** Code 22. */
export interface CallbackBegin {
  readonly type: 'CallbackBegin';
  readonly callback: number;
  readonly what: string;
  readonly by: number;
  readonly place: Place;
}

/** Code 23. */
export interface CallbackEnd {
  readonly type: 'CallbackEnd';
}

/** Code 32. */
export interface TimerSet {
  readonly type: 'TimerSet';
  readonly timer: number;
  readonly delayMs: number;
  readonly dueNs: number;
  readonly repeats: boolean;
  readonly callback: number;
  readonly by: number;
  readonly place: Place;
}

/** Code 33. */
export interface TimerDue {
  readonly type: 'TimerDue';
  readonly timer: number;
  readonly job: number;
}

/** Code 34. */
export interface TimerCleared {
  readonly type: 'TimerCleared';
  readonly timer: number;
  readonly by: number;
  readonly place: Place;
}

/** Code 35. */
export interface OperationBegun {
  readonly type: 'OperationBegun';
  readonly operation: number;
  readonly what: string;
  readonly keepsAlive: boolean;
  readonly by: number;
  readonly place: Place;
}

/** Code 36. */
export interface OperationDone {
  readonly type: 'OperationDone';
  readonly operation: number;
  readonly job: number;
}

/** Code 37. */
export interface OperationCancelled {
  readonly type: 'OperationCancelled';
  readonly operation: number;
}

/** Code 38. */
export interface HandleOpened {
  readonly type: 'HandleOpened';
  readonly handle: number;
  readonly what: string;
  readonly by: number;
  readonly place: Place;
}

/** Code 39. */
export interface HandleClosed {
  readonly type: 'HandleClosed';
  readonly handle: number;
}

/** Code 40. */
export interface TimerReferenced {
  readonly type: 'TimerReferenced';
  readonly timer: number;
  readonly keepsAlive: boolean;
  readonly by: number;
  readonly place: Place;
}

/** Code 41. */
export interface CallbackRequested {
  readonly type: 'CallbackRequested';
  readonly handle: number;
  readonly what: string;
  readonly dueNs: number;
  readonly callback: number;
  readonly by: number;
  readonly place: Place;
}

/** Code 42. */
export interface CallbackDue {
  readonly type: 'CallbackDue';
  readonly handle: number;
  readonly job: number;
}

/** Code 43. */
export interface ListenerAdded {
  readonly type: 'ListenerAdded';
  readonly listener: number;
  readonly what: string;
  readonly callback: number;
  readonly by: number;
  readonly place: Place;
}

/** Code 44. */
export interface ListenerCalled {
  readonly type: 'ListenerCalled';
  readonly listener: number;
}

/** Code 48. */
export interface Output {
  readonly type: 'Output';
  readonly stream: number;
  readonly method: string;
  readonly text: string;
  readonly place: Place;
}

/** Code 49. */
export interface Uncaught {
  readonly type: 'Uncaught';
  readonly sort: number;
  readonly promise: number;
  readonly text: string;
  readonly place: Place;
}

/** Code 50. */
export interface PromiseSettled {
  readonly type: 'PromiseSettled';
  readonly promise: number;
  readonly state: number;
  readonly by: number;
  readonly place: Place;
}

/** Code 51. */
export interface Collection {
  readonly type: 'Collection';
  readonly sort: number;
  readonly bytesBefore: number;
  readonly bytesAfter: number;
}

/** Code 52. */
export interface MachineCode {
  readonly type: 'MachineCode';
  readonly function: number;
  readonly name: string;
  readonly bytes: number;
}

/** Code 64. */
export interface Enter {
  readonly type: 'Enter';
  readonly function: number;
  readonly sort: number;
  readonly activation: number;
  readonly thisValue: Value;
  readonly arguments: readonly Value[];
}

/** Code 65. */
export interface Leave {
  readonly type: 'Leave';
  readonly how: number;
  readonly value: Value;
}

/** Code 66. */
export interface Statement {
  readonly type: 'Statement';
  readonly start: number;
  readonly end: number;
}

/** Code 67. */
export interface Evaluated {
  readonly type: 'Evaluated';
  readonly start: number;
  readonly end: number;
  readonly value: Value;
}

/** Code 68. */
export interface Thrown {
  readonly type: 'Thrown';
  readonly value: Value;
}

/** Code 69. */
export interface Caught {
  readonly type: 'Caught';
  readonly value: Value;
}

/** Code 80. */
export interface EnvironmentEntered {
  readonly type: 'EnvironmentEntered';
  readonly environment: number;
  readonly outer: number;
  readonly sort: number;
  readonly function: number;
}

/** Code 81. */
export interface EnvironmentLeft {
  readonly type: 'EnvironmentLeft';
}

/** Code 82. */
export interface Binding {
  readonly type: 'Binding';
  readonly environment: number;
  readonly name: string;
  readonly state: number;
  readonly value: Value;
}

/** Code 87. */
export interface BindingDeleted {
  readonly type: 'BindingDeleted';
  readonly environment: number;
  readonly name: string;
}

/** Code 83. */
export interface PropertySet {
  readonly type: 'PropertySet';
  readonly object: number;
  readonly key: Value;
  readonly value: Value;
}

/** Code 84. */
export interface PropertyDeleted {
  readonly type: 'PropertyDeleted';
  readonly object: number;
  readonly key: Value;
}

/** Code 85. */
export interface ObjectShown {
  readonly type: 'ObjectShown';
  readonly object: number;
  readonly className: string;
  readonly preview: string;
  readonly properties: readonly Property[];
  readonly more: number;
}

/** Code 86. */
export interface PromiseMade {
  readonly type: 'PromiseMade';
  readonly promise: number;
  readonly object: number;
  readonly parent: number;
  readonly activation: number;
  readonly place: Place;
}

export type TraceEvent =
  | NameText
  | Script
  | Function
  | TaskSource
  | ScriptGoal
  | SourceMap
  | Capture
  | TurnBegin
  | TurnEnd
  | WaitBegin
  | WaitEnd
  | Phase
  | RunEnd
  | TaskQueued
  | MicrotaskQueued
  | TickQueued
  | JobBegin
  | JobEnd
  | JobDropped
  | CallbackBegin
  | CallbackEnd
  | TimerSet
  | TimerDue
  | TimerCleared
  | OperationBegun
  | OperationDone
  | OperationCancelled
  | HandleOpened
  | HandleClosed
  | TimerReferenced
  | CallbackRequested
  | CallbackDue
  | ListenerAdded
  | ListenerCalled
  | Output
  | Uncaught
  | PromiseSettled
  | Collection
  | MachineCode
  | Enter
  | Leave
  | Statement
  | Evaluated
  | Thrown
  | Caught
  | EnvironmentEntered
  | EnvironmentLeft
  | Binding
  | BindingDeleted
  | PropertySet
  | PropertyDeleted
  | ObjectShown
  | PromiseMade;

/** The next event; undefined if its code is unknown. */
export function readEvent(r: ByteReader): TraceEvent | undefined {
  switch (r.byte()) {
    case 0:
      return { type: 'NameText', text: r.text() };
    case 1:
      return { type: 'Script', script: r.number(), url: r.name(), isInternal: r.flag(), source: r.text() };
    case 2:
      return { type: 'Function', function: r.number(), name: r.name(), script: r.number(), start: r.number(), end: r.number() };
    case 3:
      return { type: 'TaskSource', source: r.number(), name: r.name() };
    case 4:
      return { type: 'ScriptGoal', script: r.number(), goal: r.name() };
    case 5:
      return { type: 'SourceMap', script: r.number(), url: r.text(), map: r.text(), error: r.text() };
    case 6:
      return { type: 'Capture', function: r.number(), name: r.name() };
    case 8:
      return { type: 'TurnBegin', turn: r.number(), timeNs: r.number() };
    case 9:
      return { type: 'TurnEnd', turn: r.number(), timeNs: r.number() };
    case 10:
      return { type: 'WaitBegin', timeNs: r.number(), untilNs: r.number() };
    case 11:
      return { type: 'WaitEnd', timeNs: r.number() };
    case 12:
      return { type: 'Phase', name: r.name() };
    case 13:
      return { type: 'RunEnd', timeNs: r.number(), status: r.number(), why: r.text() };
    case 16:
      return { type: 'TaskQueued', job: r.number(), source: r.number(), callback: r.number(), what: r.text(), by: r.number(), place: r.place() };
    case 17:
      return { type: 'MicrotaskQueued', job: r.number(), sort: r.number(), promise: r.number(), callback: r.number(), by: r.number(), place: r.place(), goesOn: r.place() };
    case 18:
      return { type: 'TickQueued', job: r.number(), callback: r.number(), by: r.number(), place: r.place() };
    case 19:
      return { type: 'JobBegin', job: r.number() };
    case 20:
      return { type: 'JobEnd', job: r.number() };
    case 21:
      return { type: 'JobDropped', job: r.number() };
    case 22:
      return { type: 'CallbackBegin', callback: r.number(), what: r.text(), by: r.number(), place: r.place() };
    case 23:
      return { type: 'CallbackEnd' };
    case 32:
      return { type: 'TimerSet', timer: r.number(), delayMs: r.number(), dueNs: r.number(), repeats: r.flag(), callback: r.number(), by: r.number(), place: r.place() };
    case 33:
      return { type: 'TimerDue', timer: r.number(), job: r.number() };
    case 34:
      return { type: 'TimerCleared', timer: r.number(), by: r.number(), place: r.place() };
    case 35:
      return { type: 'OperationBegun', operation: r.number(), what: r.text(), keepsAlive: r.flag(), by: r.number(), place: r.place() };
    case 36:
      return { type: 'OperationDone', operation: r.number(), job: r.number() };
    case 37:
      return { type: 'OperationCancelled', operation: r.number() };
    case 38:
      return { type: 'HandleOpened', handle: r.number(), what: r.text(), by: r.number(), place: r.place() };
    case 39:
      return { type: 'HandleClosed', handle: r.number() };
    case 40:
      return { type: 'TimerReferenced', timer: r.number(), keepsAlive: r.flag(), by: r.number(), place: r.place() };
    case 41:
      return { type: 'CallbackRequested', handle: r.number(), what: r.text(), dueNs: r.number(), callback: r.number(), by: r.number(), place: r.place() };
    case 42:
      return { type: 'CallbackDue', handle: r.number(), job: r.number() };
    case 43:
      return { type: 'ListenerAdded', listener: r.number(), what: r.text(), callback: r.number(), by: r.number(), place: r.place() };
    case 44:
      return { type: 'ListenerCalled', listener: r.number() };
    case 48:
      return { type: 'Output', stream: r.number(), method: r.name(), text: r.text(), place: r.place() };
    case 49:
      return { type: 'Uncaught', sort: r.number(), promise: r.number(), text: r.text(), place: r.place() };
    case 50:
      return { type: 'PromiseSettled', promise: r.number(), state: r.number(), by: r.number(), place: r.place() };
    case 51:
      return { type: 'Collection', sort: r.number(), bytesBefore: r.number(), bytesAfter: r.number() };
    case 52:
      return { type: 'MachineCode', function: r.number(), name: r.text(), bytes: r.number() };
    case 64:
      return { type: 'Enter', function: r.number(), sort: r.number(), activation: r.number(), thisValue: r.value(), arguments: r.values() };
    case 65:
      return { type: 'Leave', how: r.number(), value: r.value() };
    case 66:
      return { type: 'Statement', start: r.number(), end: r.number() };
    case 67:
      return { type: 'Evaluated', start: r.number(), end: r.number(), value: r.value() };
    case 68:
      return { type: 'Thrown', value: r.value() };
    case 69:
      return { type: 'Caught', value: r.value() };
    case 80:
      return { type: 'EnvironmentEntered', environment: r.number(), outer: r.number(), sort: r.number(), function: r.number() };
    case 81:
      return { type: 'EnvironmentLeft' };
    case 82:
      return { type: 'Binding', environment: r.number(), name: r.name(), state: r.number(), value: r.value() };
    case 87:
      return { type: 'BindingDeleted', environment: r.number(), name: r.name() };
    case 83:
      return { type: 'PropertySet', object: r.number(), key: r.value(), value: r.value() };
    case 84:
      return { type: 'PropertyDeleted', object: r.number(), key: r.value() };
    case 85:
      return { type: 'ObjectShown', object: r.number(), className: r.name(), preview: r.text(), properties: r.properties(), more: r.number() };
    case 86:
      return { type: 'PromiseMade', promise: r.number(), object: r.number(), parent: r.number(), activation: r.number(), place: r.place() };
    default:
      return undefined;
  }
}

export type Level = 'Definition' | 'Loop' | 'Fine';
export type FieldType = 'Number' | 'Flag' | 'Name' | 'Text' | 'Place' | 'Value' | 'Values' | 'Properties';

export const eventTable: Readonly<
  Record<TraceEvent['type'], { code: number; level: Level; fields: readonly (readonly [FieldType, string])[] }>
> = {
  NameText: { code: 0, level: 'Definition', fields: [['Text', 'text']] },
  Script: { code: 1, level: 'Definition', fields: [['Number', 'script'], ['Name', 'url'], ['Flag', 'isInternal'], ['Text', 'source']] },
  Function: { code: 2, level: 'Definition', fields: [['Number', 'function'], ['Name', 'name'], ['Number', 'script'], ['Number', 'start'], ['Number', 'end']] },
  TaskSource: { code: 3, level: 'Definition', fields: [['Number', 'source'], ['Name', 'name']] },
  ScriptGoal: { code: 4, level: 'Definition', fields: [['Number', 'script'], ['Name', 'goal']] },
  SourceMap: { code: 5, level: 'Definition', fields: [['Number', 'script'], ['Text', 'url'], ['Text', 'map'], ['Text', 'error']] },
  Capture: { code: 6, level: 'Definition', fields: [['Number', 'function'], ['Name', 'name']] },
  TurnBegin: { code: 8, level: 'Loop', fields: [['Number', 'turn'], ['Number', 'timeNs']] },
  TurnEnd: { code: 9, level: 'Loop', fields: [['Number', 'turn'], ['Number', 'timeNs']] },
  WaitBegin: { code: 10, level: 'Loop', fields: [['Number', 'timeNs'], ['Number', 'untilNs']] },
  WaitEnd: { code: 11, level: 'Loop', fields: [['Number', 'timeNs']] },
  Phase: { code: 12, level: 'Loop', fields: [['Name', 'name']] },
  RunEnd: { code: 13, level: 'Loop', fields: [['Number', 'timeNs'], ['Number', 'status'], ['Text', 'why']] },
  TaskQueued: { code: 16, level: 'Loop', fields: [['Number', 'job'], ['Number', 'source'], ['Number', 'callback'], ['Text', 'what'], ['Number', 'by'], ['Place', 'place']] },
  MicrotaskQueued: { code: 17, level: 'Loop', fields: [['Number', 'job'], ['Number', 'sort'], ['Number', 'promise'], ['Number', 'callback'], ['Number', 'by'], ['Place', 'place'], ['Place', 'goesOn']] },
  TickQueued: { code: 18, level: 'Loop', fields: [['Number', 'job'], ['Number', 'callback'], ['Number', 'by'], ['Place', 'place']] },
  JobBegin: { code: 19, level: 'Loop', fields: [['Number', 'job']] },
  JobEnd: { code: 20, level: 'Loop', fields: [['Number', 'job']] },
  JobDropped: { code: 21, level: 'Loop', fields: [['Number', 'job']] },
  CallbackBegin: { code: 22, level: 'Loop', fields: [['Number', 'callback'], ['Text', 'what'], ['Number', 'by'], ['Place', 'place']] },
  CallbackEnd: { code: 23, level: 'Loop', fields: [] },
  TimerSet: { code: 32, level: 'Loop', fields: [['Number', 'timer'], ['Number', 'delayMs'], ['Number', 'dueNs'], ['Flag', 'repeats'], ['Number', 'callback'], ['Number', 'by'], ['Place', 'place']] },
  TimerDue: { code: 33, level: 'Loop', fields: [['Number', 'timer'], ['Number', 'job']] },
  TimerCleared: { code: 34, level: 'Loop', fields: [['Number', 'timer'], ['Number', 'by'], ['Place', 'place']] },
  OperationBegun: { code: 35, level: 'Loop', fields: [['Number', 'operation'], ['Text', 'what'], ['Flag', 'keepsAlive'], ['Number', 'by'], ['Place', 'place']] },
  OperationDone: { code: 36, level: 'Loop', fields: [['Number', 'operation'], ['Number', 'job']] },
  OperationCancelled: { code: 37, level: 'Loop', fields: [['Number', 'operation']] },
  HandleOpened: { code: 38, level: 'Loop', fields: [['Number', 'handle'], ['Text', 'what'], ['Number', 'by'], ['Place', 'place']] },
  HandleClosed: { code: 39, level: 'Loop', fields: [['Number', 'handle']] },
  TimerReferenced: { code: 40, level: 'Loop', fields: [['Number', 'timer'], ['Flag', 'keepsAlive'], ['Number', 'by'], ['Place', 'place']] },
  CallbackRequested: { code: 41, level: 'Loop', fields: [['Number', 'handle'], ['Text', 'what'], ['Number', 'dueNs'], ['Number', 'callback'], ['Number', 'by'], ['Place', 'place']] },
  CallbackDue: { code: 42, level: 'Loop', fields: [['Number', 'handle'], ['Number', 'job']] },
  ListenerAdded: { code: 43, level: 'Loop', fields: [['Number', 'listener'], ['Text', 'what'], ['Number', 'callback'], ['Number', 'by'], ['Place', 'place']] },
  ListenerCalled: { code: 44, level: 'Loop', fields: [['Number', 'listener']] },
  Output: { code: 48, level: 'Loop', fields: [['Number', 'stream'], ['Name', 'method'], ['Text', 'text'], ['Place', 'place']] },
  Uncaught: { code: 49, level: 'Loop', fields: [['Number', 'sort'], ['Number', 'promise'], ['Text', 'text'], ['Place', 'place']] },
  PromiseSettled: { code: 50, level: 'Loop', fields: [['Number', 'promise'], ['Number', 'state'], ['Number', 'by'], ['Place', 'place']] },
  Collection: { code: 51, level: 'Loop', fields: [['Number', 'sort'], ['Number', 'bytesBefore'], ['Number', 'bytesAfter']] },
  MachineCode: { code: 52, level: 'Loop', fields: [['Number', 'function'], ['Text', 'name'], ['Number', 'bytes']] },
  Enter: { code: 64, level: 'Fine', fields: [['Number', 'function'], ['Number', 'sort'], ['Number', 'activation'], ['Value', 'thisValue'], ['Values', 'arguments']] },
  Leave: { code: 65, level: 'Fine', fields: [['Number', 'how'], ['Value', 'value']] },
  Statement: { code: 66, level: 'Fine', fields: [['Number', 'start'], ['Number', 'end']] },
  Evaluated: { code: 67, level: 'Fine', fields: [['Number', 'start'], ['Number', 'end'], ['Value', 'value']] },
  Thrown: { code: 68, level: 'Fine', fields: [['Value', 'value']] },
  Caught: { code: 69, level: 'Fine', fields: [['Value', 'value']] },
  EnvironmentEntered: { code: 80, level: 'Fine', fields: [['Number', 'environment'], ['Number', 'outer'], ['Number', 'sort'], ['Number', 'function']] },
  EnvironmentLeft: { code: 81, level: 'Fine', fields: [] },
  Binding: { code: 82, level: 'Fine', fields: [['Number', 'environment'], ['Name', 'name'], ['Number', 'state'], ['Value', 'value']] },
  BindingDeleted: { code: 87, level: 'Fine', fields: [['Number', 'environment'], ['Name', 'name']] },
  PropertySet: { code: 83, level: 'Fine', fields: [['Number', 'object'], ['Value', 'key'], ['Value', 'value']] },
  PropertyDeleted: { code: 84, level: 'Fine', fields: [['Number', 'object'], ['Value', 'key']] },
  ObjectShown: { code: 85, level: 'Fine', fields: [['Number', 'object'], ['Name', 'className'], ['Text', 'preview'], ['Properties', 'properties'], ['Number', 'more']] },
  PromiseMade: { code: 86, level: 'Fine', fields: [['Number', 'promise'], ['Number', 'object'], ['Number', 'parent'], ['Number', 'activation'], ['Place', 'place']] },
};
