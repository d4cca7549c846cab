// The state at one moment: the stack, the queues, what is in the background. It changes by one event at a time; history.ts finds the
// state at any event. Whatever is only known by looking at the whole run is in chronicle.ts.

import type { Enter, TraceEvent } from '../trace/events';
import type { Value } from '../trace/values';

/** What the running code is at: source[start, end) of its function's script. */
export interface Position {
  readonly start: number;
  readonly end: number;
  /** Of an expression: what it came to. */
  readonly value: Value | undefined;
}

export interface Frame {
  /** The number of the event that pushed it. */
  readonly id: number;
  readonly call: Enter;
  readonly position: Position | undefined;
  /** The chain of environments that this context has entered; the last one is its LexicalEnvironment. */
  readonly environments: readonly number[];
}

export class State {
  /** The number of the event after which this is so; -1: before the first. */
  at = -1;
  turn = -1;
  timeNs = 0;
  phase = '';
  /** The loop waits: until when; undefined: it does not. */
  waitsUntil: number | undefined;
  /** The jobs that run: between the callbacks of one, microtasks may run. */
  jobs: readonly number[] = [];
  ended = false;
  frames: Frame[] = [];
  /** Jobs, in their order. */
  tasks = new Set<number>();
  microtasks = new Set<number>();
  ticks = new Set<number>();
  /** In the background: which, and the event that began it. */
  timers = new Map<number, number>();
  operations = new Map<number, number>();
  handles = new Map<number, number>();

  clone(): State {
    const copy = new State();
    Object.assign(copy, this);
    copy.frames = this.frames.slice();
    copy.tasks = new Set(this.tasks);
    copy.microtasks = new Set(this.microtasks);
    copy.ticks = new Set(this.ticks);
    copy.timers = new Map(this.timers);
    copy.operations = new Map(this.operations);
    copy.handles = new Map(this.handles);
    return copy;
  }

  /** The same in a trace in which events have other numbers. Of frames there is nothing: there are none between turns. */
  moved(to: (at: number) => number): State {
    this.at = to(this.at);
    for (const places of [this.timers, this.operations, this.handles]) for (const [id, at] of places) places.set(id, to(at));
    return this;
  }

  /** About how many words a copy takes. */
  get size(): number {
    const queues = this.tasks.size + this.microtasks.size + this.ticks.size;
    return this.frames.length + queues + this.timers.size + this.operations.size + this.handles.size;
  }

  /** The job that runs, the innermost one; -1: none. */
  get job(): number {
    return this.jobs[this.jobs.length - 1] ?? -1;
  }

  get top(): Frame | undefined {
    return this.frames[this.frames.length - 1];
  }

  apply(event: TraceEvent, at: number): void {
    this.at = at;
    switch (event.type) {
      case 'TurnBegin':
        this.turn = event.turn;
        this.timeNs = event.timeNs;
        this.waitsUntil = undefined;
        // The program's text is job 0, and begins with turn 0.
        if (event.turn === 0) this.jobs = [0];
        return;
      case 'TurnEnd':
        this.timeNs = event.timeNs;
        this.phase = '';
        this.jobs = [];
        this.frames = [];
        return;
      case 'WaitBegin':
        this.timeNs = event.timeNs;
        this.waitsUntil = event.untilNs;
        return;
      case 'WaitEnd':
        this.timeNs = event.timeNs;
        this.waitsUntil = undefined;
        return;
      case 'Phase':
        this.phase = event.name;
        if (this.job === 0 && this.frames.length === 0) this.jobs = [];
        return;
      case 'RunEnd':
        this.timeNs = event.timeNs;
        this.ended = true;
        this.waitsUntil = undefined;
        return;
      default:
        this.applyToQueues(event, at);
    }
  }

  private applyToQueues(event: TraceEvent, at: number): void {
    switch (event.type) {
      case 'TaskQueued':
        this.tasks.add(event.job);
        return;
      case 'MicrotaskQueued':
        this.microtasks.add(event.job);
        return;
      case 'TickQueued':
        this.ticks.add(event.job);
        return;
      case 'JobBegin':
        this.leaveQueue(event.job);
        this.jobs = this.job === 0 ? [event.job] : [...this.jobs, event.job];
        this.frames = [];
        return;
      case 'JobEnd':
        this.jobs = this.jobs.slice(0, -1);
        this.frames = [];
        return;
      case 'JobDropped':
        this.leaveQueue(event.job);
        return;
      case 'TimerSet':
        this.timers.set(event.timer, at);
        // No event of the turn says more of what time it is.
        if (event.dueNs !== 0) this.timeNs = Math.max(this.timeNs, event.dueNs - event.delayMs * 1e6);
        return;
      case 'TimerDue':
      case 'TimerCleared':
        this.timers.delete(event.timer);
        return;
      case 'OperationBegun':
        this.operations.set(event.operation, at);
        return;
      case 'OperationDone':
      case 'OperationCancelled':
        this.operations.delete(event.operation);
        return;
      case 'HandleOpened':
      case 'CallbackRequested':
        this.handles.set(event.handle, at);
        return;
      case 'HandleClosed':
      case 'CallbackDue':
        this.handles.delete(event.handle);
        return;
      default:
        this.applyToStack(event, at);
    }
  }

  private leaveQueue(job: number): void {
    this.microtasks.delete(job) || this.ticks.delete(job) || this.tasks.delete(job);
  }

  private applyToStack(event: TraceEvent, at: number): void {
    switch (event.type) {
      case 'Enter':
        this.frames.push({ id: at, call: event, position: undefined, environments: [] });
        return;
      case 'Leave':
        this.frames.pop();
        return;
      case 'Statement':
        return this.change({ position: { start: event.start, end: event.end, value: undefined } });
      case 'Evaluated':
        return this.change({ position: { start: event.start, end: event.end, value: event.value } });
      case 'EnvironmentEntered':
        return this.change({ environments: [...(this.top?.environments ?? []), event.environment] });
      case 'EnvironmentLeft':
        return this.change({ environments: this.top?.environments.slice(0, -1) ?? [] });
    }
  }

  private change(what: Partial<Frame>): void {
    const last = this.frames.length - 1;
    if (last >= 0) this.frames[last] = { ...this.frames[last]!, ...what };
  }
}

