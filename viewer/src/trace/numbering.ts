// Numbers of a window in those of its run. What the run's trace had defined before the window has the same number in both; what the
// window names by itself gets numbers that nothing else has. (docs/watch-protocol.md, "/api/window")

import type { TraceEvent } from './events';
import type { Place, Property, Value } from './values';

export type Kind = 'script' | 'function' | 'promise' | 'object' | 'environment' | 'activation';

export interface Numbering {
  /** Numbers up to these are the run's. */
  readonly known: Readonly<Record<Kind, number>>;
  readonly offset: number;
  /** Scripts that the run has defined meanwhile, by what would be their number. */
  readonly sameScripts: Map<number, number>;
}

const kinds: Readonly<Record<string, Kind>> = {
  script: 'script',
  function: 'function',
  callback: 'function',
  promise: 'promise',
  parent: 'promise',
  object: 'object',
  environment: 'environment',
  outer: 'environment',
  activation: 'activation',
};

function renumbered(kind: Kind, number: number, numbering: Numbering): number {
  if (number <= numbering.known[kind]) return number;
  const own = number + numbering.offset;
  return kind === 'script' ? (numbering.sameScripts.get(own) ?? own) : own;
}

function inPlace(place: Place, numbering: Numbering): Place {
  const script = renumbered('script', place.script, numbering);
  return script === place.script ? place : { ...place, script };
}

function inValue(value: Value, numbering: Numbering): Value {
  if (value.kind === 'object') return { ...value, object: renumbered('object', value.object, numbering) };
  if (value.kind !== 'function') return value;
  const object = renumbered('object', value.object, numbering);
  return { ...value, object, function: renumbered('function', value.function, numbering) };
}

type Change = (field: never, numbering: Numbering) => unknown;

function changeOf(name: string): Change | undefined {
  const kind = kinds[name];
  if (kind) return (number: number, numbering) => renumbered(kind, number, numbering);
  if (name === 'place' || name === 'goesOn') return inPlace;
  if (name === 'value' || name === 'thisValue' || name === 'key') return inValue;
  if (name === 'arguments') return (values: Value[], numbering) => values.map((value) => inValue(value, numbering));
  if (name !== 'properties') return undefined;
  return (properties: Property[], numbering) =>
    properties.map(({ key, value }) => ({ key: inValue(key, numbering), value: inValue(value, numbering) }));
}

/** Of each type of events, the fields that have numbers. */
const changes = new Map<TraceEvent['type'], readonly (readonly [name: string, change: Change])[]>();

function changesOf(event: TraceEvent): readonly (readonly [string, Change])[] {
  let found = changes.get(event.type);
  if (!found) {
    found = Object.keys(event).flatMap((name) => {
      const change = changeOf(name);
      return change ? [[name, change] as const] : [];
    });
    changes.set(event.type, found);
  }
  return found;
}

/** Of each window, so that no two have the same numbers. */
export const distanceOfWindows = 2 ** 40;

/** A number as people are shown it: the one that the window itself uses. */
export function shownNumber(number: number): number {
  return number % distanceOfWindows;
}

/** Changes an event that nobody else has yet. */
export function renumber(event: TraceEvent, numbering: Numbering): TraceEvent {
  const fields = event as unknown as Record<string, unknown>;
  for (const [name, change] of changesOf(event)) fields[name] = change(fields[name] as never, numbering);
  return event;
}
