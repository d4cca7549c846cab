import { eventTable, type TraceEvent } from './events';

/** Every replay has these events in the same order. */
export function isCommon(event: TraceEvent): boolean {
  return eventTable[event.type].level === 'Loop' && event.type !== 'Collection';
}
