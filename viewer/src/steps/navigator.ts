// Steps: from a moment to the next or the one before, by one notion of a step or another. Both directions stop at the same moments.

import type { States } from '../model/history';
import type { State } from '../model/state';
import type { TraceEvent } from '../trace/events';
import type { Trace } from '../trace/trace';
import { StopKind, type Stop, type Stops } from './stops';

export type Step = 'expression' | 'statement' | 'over' | 'out' | 'activation' | 'microtask' | 'task' | 'turn' | 'continue';

const seenLater: ReadonlySet<TraceEvent['type']> = new Set(['TurnBegin', 'Phase', 'JobBegin', 'JobEnd', 'CallbackDue', 'CallbackBegin', 'TaskQueued', 'MicrotaskQueued', 'TimerSet', 'Leave']);
const firstChunk = 256;
const largestChunk = 16384;

export class Navigator {
  /** Is there a breakpoint at that place? */
  isBreakpoint: (script: number, start: number) => boolean = () => false;

  constructor(
    private readonly trace: Trace,
    private readonly history: States,
    private readonly stops: Stops,
  ) {}

  get end(): number {
    return this.trace.eventCount - 1;
  }

  /** The moment of the next stop; the end of the trace if there is none. */
  next(at: number, step: Step): number {
    const origin = this.history.stateAt(at);
    const wanted = this.wanted(origin, step, true);
    for (let from = at, size = firstChunk; from < this.end; size = Math.min(size * 4, largestChunk)) {
      const to = Math.min(from + size, this.end);
      const state = from === at ? origin : this.history.stateAt(from);
      const found = this.stops.between(state, to).find((stop) => stop.at > at && wanted(stop));
      if (found) return found.at;
      from = to;
    }
    return this.end;
  }

  /** The moment of the stop before; -1, before everything, if there is none. */
  previous(at: number, step: Step): number {
    const origin = this.history.stateAt(at);
    const wanted = this.wanted(origin, step, false);
    let to = step === 'out' && origin.top ? origin.top.id - 1 : at - 1;
    for (let size = firstChunk; to >= 0; size = Math.min(size * 4, largestChunk)) {
      const from = Math.max(to - size, -1);
      const stops = this.stops.between(this.history.stateAt(from), to).filter((stop) => stop.at <= to);
      for (let i = stops.length - 1; i >= 0; i--) if (wanted(stops[i]!)) return stops[i]!.at;
      to = from;
    }
    return -1;
  }

  /** The stop at which an event can be seen: some are seen together with what follows. */
  stopOf(at: number): number {
    return at >= 0 && at <= this.end && seenLater.has(this.trace.event(at).type) ? this.next(at - 1, 'expression') : this.settle(at);
  }

  /** The stop at or before a moment. */
  settle(at: number): number {
    return at >= this.end ? this.end : this.previous(at + 1, 'expression');
  }

  private wanted(origin: State, step: Step, forward: boolean): (stop: Stop) => boolean {
    const depth = origin.frames.length;
    const jobs = StopKind.Microtask | StopKind.Task;
    const activation = origin.top?.call.activation ?? 0;
    switch (step) {
      case 'expression':
        return () => true;
      case 'statement':
        return (stop) => (stop.kinds & (StopKind.Statement | jobs)) !== 0;
      case 'over':
        if (depth === 0) return (stop) => (stop.kinds & (StopKind.Statement | jobs)) !== 0;
        return (stop) => (stop.kinds & jobs) !== 0 || ((stop.kinds & StopKind.Statement) !== 0 && stop.depth <= depth);
      case 'out':
        return forward ? (stop) => stop.depth < depth || (stop.kinds & jobs) !== 0 : () => true;
      case 'activation':
        return (stop) => (stop.kinds & StopKind.Statement) !== 0 && stop.activation === activation;
      case 'microtask':
        return (stop) => (stop.kinds & StopKind.Microtask) !== 0;
      case 'task':
        return (stop) => (stop.kinds & StopKind.Task) !== 0;
      case 'turn':
        return (stop) => (stop.kinds & StopKind.Turn) !== 0;
      case 'continue':
        return (stop) => stop.start >= 0 && this.isBreakpoint(stop.script, stop.start);
    }
  }
}
