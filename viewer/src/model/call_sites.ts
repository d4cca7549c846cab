// Which expression of its caller a call is. The trace tells of it when the call has returned: its value comes next.

import type { Trace } from '../trace/trace';
import type { Frame } from './state';

const farthest = 20_000;

export interface CallSite {
  readonly start: number;
  readonly end: number;
}

export class CallSites {
  private readonly known = new Map<number, CallSite | undefined>();

  constructor(private readonly trace: Trace) {}

  /** Of the call that pushed a frame; undefined: nobody knows. */
  of(frame: Frame): CallSite | undefined {
    if (!this.known.has(frame.id)) this.known.set(frame.id, this.find(frame.id));
    return this.known.get(frame.id);
  }

  private find(enter: number): CallSite | undefined {
    let depth = 0;
    let site: CallSite | undefined;
    this.trace.scan(enter, (event, at) => {
      if (depth === 0 && at > enter) {
        if (event.type === 'Evaluated') site = { start: event.start, end: event.end };
        return true;
      }
      if (event.type === 'Enter') depth++;
      else if (event.type === 'Leave') depth--;
      return event.type === 'JobEnd' || at - enter > farthest;
    });
    return site;
  }
}
