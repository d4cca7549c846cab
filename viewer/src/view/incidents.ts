// Collections and machine code, in words.

import { countUntil } from '../model/chronicle';
import type { MachineCode } from '../trace/events';
import type { Viewer } from './viewer';

function megabytes(bytes: number): string {
  return bytes >= 1e5 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.round(bytes / 1e3)} kB`;
}

/** What event `at` says, which is one of the chronicle's incidents. */
export function incidentText(viewer: Viewer, at: number): string {
  const { places, trace } = viewer.session;
  const words = viewer.words.value;
  const event = trace.event(at);
  if (event.type === 'Collection') return (event.sort === 2 ? words.majorCollection : words.minorCollection)(megabytes(event.bytesBefore), megabytes(event.bytesAfter));
  if (event.type !== 'MachineCode') return '';
  return words.machineCode(places.functionName(event.function) || event.name || words.someFunction, event.bytes.toLocaleString(viewer.language.value));
}

/** The machine code that a function has at the moment that is shown, and the event that told of it. */
export function machineCodeOf(viewer: Viewer, isIt: (called: number) => boolean): { readonly at: number; readonly event: MachineCode } | undefined {
  const { chronicle, trace } = viewer.session;
  for (let i = countUntil(chronicle.incidents, viewer.at.value) - 1; i >= 0; i--) {
    const at = chronicle.incidents[i]!;
    const event = trace.event(at);
    if (event.type === 'MachineCode' && isIt(event.function)) return { at, event };
  }
  return undefined;
}
