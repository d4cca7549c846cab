// Which expression of its caller a call is. The trace tells of it when the call has returned: its value comes next.

import type { Places } from './places';
import type { Trace } from '../trace/trace';
import type { Frame } from './state';

const farthest = 20_000;

export interface CallSite {
  readonly start: number;
  readonly end: number;
}

export class CallSites {
  private readonly known = new Map<number, CallSite | undefined>();

  constructor(
    private readonly trace: Trace,
    private readonly places: Places,
  ) {}

  /** Of the call that pushed a frame; undefined: nobody knows. */
  of(frame: Frame): CallSite | undefined {
    if (!this.known.has(frame.id)) this.known.set(frame.id, this.find(frame.id));
    return this.known.get(frame.id);
  }

  /** What a frame is called: as its caller wrote it, where that is a simple name ("console.log"). */
  name(frame: Frame, caller: Frame | undefined): string {
    const name = this.places.functionName(frame.call.function);
    if (!caller || !this.places.isBuiltin(frame.call.function)) return name;
    const site = this.of(frame);
    const { script } = this.places.placeOfFunction(caller.call.function);
    const text = site ? (this.trace.scripts.get(script)?.source ?? '').slice(site.start, site.start + 80) : '';
    const written = /^(?:new\s+)?([\w$]+(?:\.[\w$]+)*)\s*\(/.exec(text)?.[1];
    return written && (written === name || written.endsWith(`.${name}`)) ? written : name;
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
