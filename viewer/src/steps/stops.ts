// Where stepping may stop: after which events something has moved that can be seen.

import type { Chronicle } from '../model/chronicle';
import type { Places } from '../model/places';
import type { State } from '../model/state';
import type { TraceEvent } from '../trace/events';
import type { Trace } from '../trace/trace';

export const enum StopKind {
  Expression = 1,
  Statement = 2,
  Microtask = 4,
  Task = 8,
  Turn = 16,
}

export interface Stop {
  readonly at: number;
  /** Of the stack after the event. */
  readonly depth: number;
  readonly kinds: number;
  readonly activation: number;
  /** Of statements: where they are. */
  readonly script: number;
  readonly start: number;
}

interface Level {
  readonly isHidden: boolean;
  readonly activation: number;
  readonly script: number;
}

/** Names and literals say nothing that cannot be seen without them. */
const trivial = /^(?:[\w$#]+|'[^']*'|"[^"]*")$/;

export class Stops {
  onlyMyCode = true;

  constructor(
    private readonly trace: Trace,
    private readonly chronicle: Chronicle,
    private readonly places: Places,
  ) {}

  /** The stops after the moment of `state`, up to event `to`. */
  between(state: State, to: number): Stop[] {
    const stops: Stop[] = [];
    const levels: Level[] = [];
    for (const frame of state.frames) levels.push(this.level(frame.call.function, frame.call.activation, levels));
    let kinds = this.pendingKinds(state);
    let previous: TraceEvent | undefined = state.at >= 0 ? this.trace.event(state.at) : undefined;
    let current: TraceEvent | undefined;
    const visit = (next: TraceEvent | undefined, at: number): void => {
      if (current) {
        kinds |= this.beginnings(current);
        const hiddenBefore = levels[levels.length - 1]?.isHidden ?? false;
        this.follow(current, levels);
        const top = levels[levels.length - 1];
        const isHidden = this.onlyMyCode && (hiddenBefore || (top?.isHidden ?? false));
        const kind = this.kindOf(current, previous, next, top, isHidden);
        if (kind !== 0) {
          const start = current.type === 'Statement' ? current.start : -1;
          stops.push({
            at: at - 1,
            depth: levels.length,
            kinds: kind | kinds,
            activation: top?.activation ?? 0,
            script: top?.script ?? 0,
            start,
          });
          kinds = 0;
        }
        previous = current;
      }
      current = next;
    };
    this.trace.scan(state.at + 1, (event, at) => {
      visit(event, at);
      return at > to;
    });
    if (to >= this.trace.eventCount - 1) visit(undefined, this.trace.eventCount);
    return stops;
  }

  private level(functionNumber: number, activation: number, levels: readonly Level[]): Level {
    const isBuiltin = this.places.isBuiltin(functionNumber);
    const isHidden = isBuiltin ? (levels[levels.length - 1]?.isHidden ?? false) : this.places.isForeign(functionNumber);
    return { isHidden, activation, script: this.trace.functions.get(functionNumber)?.script ?? 0 };
  }

  private follow(event: TraceEvent, levels: Level[]): void {
    if (event.type === 'Enter') levels.push(this.level(event.function, event.activation, levels));
    else if (event.type === 'Leave') levels.pop();
    else if (event.type === 'JobBegin' || event.type === 'JobEnd' || event.type === 'TurnEnd') levels.length = 0;
  }

  /** What has begun shortly before the moment of `state`, so that the next stop is its first one. */
  private pendingKinds(state: State): number {
    let kinds = 0;
    this.trace.scanBack(state.at, (event) => {
      kinds |= this.beginnings(event);
      return event.type !== 'TurnBegin' && event.type !== 'Phase' && event.type !== 'JobBegin';
    });
    return this.isPending(state.at) ? kinds : 0;
  }

  private isPending(at: number): boolean {
    if (at < 0) return false;
    const type = this.trace.event(at).type;
    return type === 'TurnBegin' || type === 'Phase' || type === 'JobBegin';
  }

  private beginnings(event: TraceEvent): number {
    if (event.type === 'TurnBegin') return StopKind.Turn;
    if (event.type !== 'JobBegin') return 0;
    const kind = this.chronicle.jobs.get(event.job)?.kind;
    return kind === 'microtask' || kind === 'tick' ? StopKind.Microtask : StopKind.Task;
  }

  /** 0: it is no stop. */
  private kindOf(
    event: TraceEvent,
    previous: TraceEvent | undefined,
    next: TraceEvent | undefined,
    top: Level | undefined,
    isHidden: boolean,
  ): number {
    switch (event.type) {
      case 'Statement':
        return isHidden ? 0 : StopKind.Expression | StopKind.Statement;
      case 'Evaluated':
        return isHidden || this.isTrivial(event.start, event.end, top?.script ?? 0) ? 0 : StopKind.Expression;
      case 'Leave':
        return isHidden || next?.type === 'Evaluated' ? 0 : StopKind.Expression;
      case 'Binding':
        return isHidden || !(event.state === 3 || (event.state === 2 && previous?.type === 'Evaluated')) ? 0 : StopKind.Expression;
      case 'Enter':
      case 'Thrown':
      case 'Caught':
        return isHidden ? 0 : StopKind.Expression;
      case 'TaskQueued':
        return next?.type === 'TimerDue' || next?.type === 'OperationDone' ? 0 : StopKind.Expression;
      case 'JobBegin':
        return next?.type === 'Enter' || next?.type === 'CallbackBegin' ? 0 : StopKind.Expression | StopKind.Statement;
      case 'JobEnd':
        return previous?.type === 'JobBegin' ? StopKind.Expression : 0;
      case 'CallbackBegin':
        return next?.type === 'Enter' ? 0 : StopKind.Expression;
      case 'WaitBegin':
      case 'Uncaught':
      case 'RunEnd':
        return StopKind.Expression | StopKind.Statement;
      case 'MicrotaskQueued':
      case 'TickQueued':
      case 'JobDropped':
      case 'TimerSet':
      case 'TimerDue':
      case 'TimerCleared':
      case 'OperationBegun':
      case 'OperationDone':
      case 'OperationCancelled':
      case 'HandleOpened':
      case 'HandleClosed':
      case 'Output':
        return StopKind.Expression;
      default:
        return 0;
    }
  }

  private isTrivial(start: number, end: number, script: number): boolean {
    const source = this.trace.scripts.get(script)?.source ?? '';
    return trivial.test(source.slice(start, end));
  }
}
