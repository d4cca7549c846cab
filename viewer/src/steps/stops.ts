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
  /** A text that only makes the function that its module is the body of. */
  readonly isWrapper: boolean;
  /** What runs of it has been made by a compiler alone. */
  readonly isQuiet: boolean;
  readonly isBuiltin: boolean;
  readonly activation: number;
  readonly script: number;
}

/** Names and literals say nothing that cannot be seen without them. */
const trivial = /^(?:[\w$#]+|'[^']*'|"[^"]*")$/;

/** What is followed by what can be seen of it. */
const beginnings: ReadonlySet<TraceEvent['type']> = new Set(['TurnBegin', 'Phase', 'JobBegin', 'CallbackDue', 'CallbackBegin']);

/** Nothing moves that is on the first screen. */
export const silent: ReadonlySet<TraceEvent['type']> = new Set([
  ...(['ObjectShown', 'PropertySet', 'PropertyDeleted', 'PromiseMade', 'PromiseSettled'] as const),
  ...(['EnvironmentEntered', 'EnvironmentLeft', 'BindingDeleted', 'ListenerAdded', 'ListenerCalled', 'Collection', 'MachineCode'] as const),
]);

/** Is the beginning of a job or a callback a stop of its own, because what follows is not its first call? */
function isSeen(event: TraceEvent, next: TraceEvent | undefined): boolean {
  if (next?.type === 'Enter') return false;
  if (event.type === 'TurnBegin') return event.turn === 0;
  return event.type === 'CallbackBegin' || (event.type === 'JobBegin' && next?.type !== 'CallbackBegin' && next?.type !== 'CallbackDue');
}

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
    for (const frame of state.frames) {
      levels.push(this.level(frame.call.function, frame.call.activation, levels, false));
      if (frame.position) this.moveTo(frame.position.start, levels);
    }
    let kinds = this.pendingKinds(state);
    let isHostJob = this.isHostJob(state.job);
    let jobHasCalls = state.job >= 0 && this.hasCalls(state.at);
    let previous = this.loudBefore(state.at);
    let current: TraceEvent | undefined;
    let currentAt = -1;
    const visit = (next: TraceEvent | undefined, at: number): void => {
      if (next && silent.has(next.type)) return;
      if (current && currentAt <= to) {
        kinds |= this.beginnings(current);
        if (current.type === 'JobBegin' && this.isHostJob(current.job)) kinds = 0;
        const before = levels[levels.length - 1];
        const depth = levels.length;
        this.follow(current, currentAt, levels);
        const top = levels[levels.length - 1];
        if (current.type === 'JobBegin') isHostJob = this.isHostJob(current.job);
        else if (current.type === 'TurnBegin') isHostJob = false;
        const isHosts = isHostJob && levels.every(({ isBuiltin }) => isBuiltin);
        // Who calls, or is returned to, counts as well.
        const isHidden = this.isHidden(top) || (depth !== levels.length && this.isHidden(before)) || isHosts;
        if (current.type === 'JobBegin' || current.type === 'TurnBegin') jobHasCalls = false;
        else if (current.type === 'Enter') jobHasCalls = true;
        let kind = current.type === 'JobEnd' ? (jobHasCalls ? 0 : StopKind.Expression) : this.kindOf(current, previous, next, top, isHidden);
        if (isHosts && (current.type === 'JobBegin' || current.type === 'JobEnd')) kind = 0;
        if (kind !== 0) {
          const start = current.type === 'Statement' ? current.start : -1;
          stops.push({
            at: currentAt,
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
      currentAt = at;
    };
    this.trace.scan(state.at + 1, (event, at) => {
      visit(event, at);
      // One more is looked at: some events are seen together with the next.
      return currentAt > to;
    });
    if (currentAt <= to) visit(undefined, this.trace.eventCount);
    return stops;
  }

  private isHostJob(number: number): boolean {
    const job = this.onlyMyCode ? this.chronicle.jobs.get(number) : undefined;
    return job !== undefined && this.places.isHostJob(job);
  }

  private isHidden(level: Level | undefined): boolean {
    return level !== undefined && (level.isWrapper || level.isQuiet || (this.onlyMyCode && level.isHidden));
  }

  private level(functionNumber: number, activation: number, levels: readonly Level[], isWrapper: boolean): Level {
    const isBuiltin = this.places.isBuiltin(functionNumber);
    const caller = levels[levels.length - 1];
    const isHidden = isBuiltin ? (caller?.isHidden ?? false) : this.places.isForeign(functionNumber);
    return { isHidden, isWrapper, isQuiet: isBuiltin && (caller?.isQuiet ?? false), isBuiltin, activation, script: this.trace.functions.get(functionNumber)?.script ?? 0 };
  }

  /** The innermost code comes to a place. */
  private moveTo(start: number, levels: Level[]): void {
    const top = levels[levels.length - 1];
    if (!top || top.script === 0) return;
    const isQuiet = !this.places.originals.isKnown(top.script, start);
    if (isQuiet !== top.isQuiet) levels[levels.length - 1] = { ...top, isQuiet };
  }

  private follow(event: TraceEvent, at: number, levels: Level[]): void {
    if (event.type === 'Statement' || event.type === 'Evaluated') this.moveTo(event.start, levels);
    else if (event.type === 'Enter') levels.push(this.level(event.function, event.activation, levels, event.sort === 3 && this.isWrapper(at)));
    else if (event.type === 'Leave') levels.pop();
    else if (event.type === 'JobBegin' || event.type === 'JobEnd' || event.type === 'TurnEnd') levels.length = 0;
  }

  /** Does the text that is entered come to no statement? */
  private isWrapper(enter: number): boolean {
    const found = this.trace.scan(enter + 1, ({ type }) => type === 'Statement' || type === 'Evaluated' || type === 'Enter' || type === 'Leave');
    return found >= 0 && this.trace.event(found).type === 'Leave';
  }

  private loudBefore(at: number): TraceEvent | undefined {
    const found = this.trace.scanBack(at, (event) => !silent.has(event.type));
    return found < 0 ? undefined : this.trace.event(found);
  }

  private nextLoud(at: number): TraceEvent | undefined {
    const found = this.trace.scan(at + 1, (event) => !silent.has(event.type));
    return found < 0 ? undefined : this.trace.event(found);
  }

  /** What has begun shortly before the moment of `state`, so that the next stop is its first one. */
  private pendingKinds(state: State): number {
    const { at } = state;
    if (at < 0 || isSeen(this.trace.event(at), this.nextLoud(at))) return 0;
    let kinds = 0;
    this.trace.scanBack(at, (event) => {
      kinds |= this.beginnings(event);
      return !beginnings.has(event.type) && !silent.has(event.type);
    });
    return kinds;
  }

  /** Has the job that runs at a moment made calls that the trace tells of? */
  private hasCalls(at: number): boolean {
    const found = this.trace.scanBack(at, (event) => event.type === 'Enter' || event.type === 'JobBegin' || event.type === 'TurnBegin');
    return found >= 0 && this.trace.event(found).type === 'Enter';
  }

  private beginnings(event: TraceEvent): number {
    if (event.type === 'TurnBegin') return event.turn === 0 ? StopKind.Turn | StopKind.Task : StopKind.Turn;
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
        return isHidden || !this.isWritten(event.start, top) ? 0 : StopKind.Expression | StopKind.Statement;
      case 'Evaluated':
        if (!this.isWritten(event.start, top)) return 0;
        return isHidden || event.value.kind === 'function' || this.isTrivial(event.start, event.end, top?.script ?? 0) ? 0 : StopKind.Expression;
      case 'Leave':
        return isHidden || next?.type === 'Evaluated' ? 0 : StopKind.Expression;
      case 'Binding':
        return isHidden || !(event.state === 3 || (event.state === 2 && previous?.type === 'Evaluated')) ? 0 : StopKind.Expression;
      case 'Enter':
      case 'Thrown':
      case 'Caught':
        return isHidden ? 0 : StopKind.Expression;
      case 'TaskQueued': {
        // One that runs at once has never been in a queue.
        const isSeenLater = next?.type === 'TimerDue' || next?.type === 'OperationDone' || (next?.type === 'JobBegin' && next.job === event.job);
        return isSeenLater ? 0 : StopKind.Expression;
      }
      case 'TimerSet':
        // What need not wait is a task at once.
        return event.dueNs === 0 && next?.type === 'TaskQueued' ? 0 : StopKind.Expression;
      case 'TurnBegin':
      case 'JobBegin':
        return isSeen(event, next) ? StopKind.Expression | StopKind.Statement : 0;
      case 'CallbackBegin':
        return isSeen(event, next) ? StopKind.Expression : 0;
      case 'WaitBegin':
      case 'Uncaught':
      case 'RunEnd':
        return StopKind.Expression | StopKind.Statement;
      case 'MicrotaskQueued':
        return this.isHostJob(event.job) ? 0 : StopKind.Expression;
      case 'TickQueued':
      case 'JobDropped':
      case 'TimerDue':
      case 'TimerCleared':
      case 'TimerReferenced':
      case 'OperationBegun':
      case 'OperationDone':
      case 'OperationCancelled':
      case 'HandleOpened':
      case 'CallbackRequested':
      case 'HandleClosed':
      case 'Output':
        return StopKind.Expression;
      default:
        return 0;
    }
  }

  /** Or has a compiler made it by itself? */
  private isWritten(start: number, level: Level | undefined): boolean {
    return level === undefined || this.places.originals.isWritten(level.script, start);
  }

  private isTrivial(start: number, end: number, script: number): boolean {
    const source = this.trace.scripts.get(script)?.source ?? '';
    return trivial.test(source.slice(start, end));
  }
}
