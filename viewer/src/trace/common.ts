import { eventTable, type TraceEvent } from './events';

/** Every replay has these events in the same order. */
export function isCommon(event: TraceEvent): boolean {
  return eventTable[event.type].level === 'Loop' && event.type !== 'Collection' && event.type !== 'MachineCode';
}

/** Those that look into the same turn finely have these in the same order. */
export function isFine(event: TraceEvent): boolean {
  return eventTable[event.type].level === 'Fine';
}
