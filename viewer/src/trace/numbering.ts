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
  return { ...place, script: renumbered('script', place.script, numbering) };
}

function inValue(value: Value, numbering: Numbering): Value {
  if (value.kind === 'object') return { ...value, object: renumbered('object', value.object, numbering) };
  if (value.kind !== 'function') return value;
  const object = renumbered('object', value.object, numbering);
  return { ...value, object, function: renumbered('function', value.function, numbering) };
}

function inField(name: string, field: unknown, numbering: Numbering): unknown {
  if (typeof field === 'number') return kinds[name] ? renumbered(kinds[name], field, numbering) : field;
  if (name === 'place' || name === 'goesOn') return inPlace(field as Place, numbering);
  if (name === 'value' || name === 'thisValue' || name === 'key') return inValue(field as Value, numbering);
  if (name === 'arguments') return (field as Value[]).map((value) => inValue(value, numbering));
  if (name !== 'properties') return field;
  return (field as Property[]).map(({ key, value }) => ({ key: inValue(key, numbering), value: inValue(value, numbering) }));
}

/** Of each window, so that no two have the same numbers. */
export const distanceOfWindows = 2 ** 40;

/** A number as people are shown it: the one that the window itself uses. */
export function shownNumber(number: number): number {
  return number % distanceOfWindows;
}

export function renumber(event: TraceEvent, numbering: Numbering): TraceEvent {
  const result: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(event)) result[name] = inField(name, field, numbering);
  return result as unknown as TraceEvent;
}
