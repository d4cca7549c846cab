// Which expression of its caller a call is. The trace tells of it when the call has returned: its value comes next.

import type { Places } from './places';
import type { Trace } from '../trace/trace';
import type { Place } from '../trace/values';
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

  /** The line that a frame is at, counted from 1; 0: it has not begun. Of one that calls: where the call is written. */
  line(frame: Frame, callee: Frame | undefined): number {
    const place = this.place(frame, callee);
    return place === undefined ? 0 : this.places.lineOf(place.script, place.start);
  }

  /** The same place; undefined: it has not begun. */
  place(frame: Frame, callee: Frame | undefined): Place | undefined {
    const { script, start: begin } = this.places.placeOfFunction(frame.call.function);
    const site = callee && this.of(callee);
    const start = site ? this.calledAt(callee.id, site, script) : (frame.position?.start ?? (callee && begin));
    return start === undefined ? undefined : { script, start, end: site?.end ?? frame.position?.end ?? start };
  }

  /** Where what is called is named: in a chain of calls behind the value that it is called on, which has been told before. */
  private calledAt(enter: number, site: CallSite, script: number): number {
    const source = this.trace.scripts.get(script)?.source ?? '';
    const isCalled = (start: number) => start >= site.start && /^[\s(]*$/.test(source.slice(site.start, Math.min(start, site.start + 200)));
    let depth = 0;
    let called = site.start;
    this.trace.scanBack(enter - 1, (event, at) => {
      if (event.type === 'Leave') depth++;
      else if (event.type === 'Enter' && depth-- === 0) return true;
      if (depth > 0) return false;
      if (event.type === 'Evaluated' && event.end < site.end && isCalled(event.start)) called = event.end;
      return called !== site.start || event.type === 'Statement' || enter - at > farthest;
    });
    const between = called === site.start ? null : /^[\s.?)]*/.exec(source.slice(called, called + 200));
    return called + (between?.[0].length ?? 0);
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
