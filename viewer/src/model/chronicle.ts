// What is known of the whole run: every job, timer, operation, promise, turn and output, with the numbers of the events that tell of
// it. Made in one pass; more events may follow. The state at a moment is in state.ts.

import type { TraceEvent } from '../trace/events';
import type { Trace } from '../trace/trace';
import { nowhere, type Place } from '../trace/values';
import type { WindowsInRun } from './windows_in_run';

export const never = Infinity;

export type JobKind = 'script' | 'task' | 'microtask' | 'tick';

export interface Job {
  readonly job: number;
  readonly kind: JobKind;
  /** Of tasks: loop/task_sources.def. */
  readonly source: number;
  readonly callback: number;
  readonly what: string;
  /** Of microtasks: which sort, and of which promise. */
  readonly sort: number;
  readonly promise: number;
  readonly by: number;
  readonly place: Place;
  /** Of an await: where its function goes on. */
  readonly goesOn: Place;
  readonly queuedAt: number;
  begunAt: number;
  endedAt: number;
  droppedAt: number;
  turn: number;
  /** What it came from out of the background. */
  timer: number;
  operation: number;
}

/** A timer, an operation or a handle. */
export interface Background {
  readonly kind: 'timer' | 'operation' | 'handle';
  readonly id: number;
  readonly what: string;
  readonly callback: number;
  readonly delayMs: number;
  readonly dueNs: number;
  readonly repeats: boolean;
  readonly by: number;
  readonly place: Place;
  readonly begunAt: number;
  endedAt: number;
  /** The jobs that it has made, and the events that told so. */
  readonly jobs: number[];
}

/** Somebody listens to events. */
export interface Listener {
  readonly listener: number;
  readonly what: string;
  readonly callback: number;
  readonly by: number;
  readonly place: Place;
  readonly addedAt: number;
}

/** The call of a listener. */
export interface Dispatch {
  readonly listener: number;
  readonly begunAt: number;
  endedAt: number;
}

export interface PromiseRecord {
  readonly promise: number;
  madeAt: number;
  object: number;
  parent: number;
  activation: number;
  madePlace: Place;
  settledAt: number;
  state: number;
  settledBy: number;
  settledPlace: Place;
}

export interface Turn {
  readonly turn: number;
  readonly begunAt: number;
  endedAt: number;
  readonly beginNs: number;
  endNs: number;
  readonly jobs: number[];
  hasError: boolean;
  /** Calls of it are told. */
  hasCalls: boolean;
  /** Turns that did alike have the same number: the same jobs, of the same functions. 0: it goes on. */
  shape: number;
}

/** A line of the console. */
export interface Line {
  readonly at: number;
  readonly method: string;
  readonly isError: boolean;
  readonly text: string;
  readonly place: Place;
  readonly job: number;
}

export interface EnvironmentRecord {
  readonly environment: number;
  readonly outer: number;
  readonly sort: number;
  readonly function: number;
  readonly enteredAt: number;
  /** Of each variable: the events that declared and wrote it. */
  readonly writes: Map<string, number[]>;
}

export class Chronicle {
  readonly jobs = new Map<number, Job>();
  readonly timers = new Map<number, Background>();
  readonly operations = new Map<number, Background>();
  readonly handles = new Map<number, Background>();
  /** Of jobs that call what has waited for them (frames, idle time): the handles. */
  readonly requests = new Map<number, number[]>();
  readonly listeners = new Map<number, Listener>();
  /** Calls of listeners, in their order. */
  readonly dispatches: Dispatch[] = [];
  readonly promises = new Map<number, PromiseRecord>();
  readonly promiseOfObject = new Map<number, number>();
  readonly turns: Turn[] = [];
  readonly lines: Line[] = [];
  readonly environments = new Map<number, EnvironmentRecord>();
  /** The same in the order in which they were entered. */
  readonly environmentList: EnvironmentRecord[] = [];
  /** Of each object: the events that showed or changed it. */
  readonly objectChanges = new Map<number, number[]>();
  /** Places where the loop waited: from which event on, how long. */
  readonly waits: { at: number; fromNs: number; toNs: number }[] = [];
  hasFineEvents = false;
  /** The last event that tells of calls and values; -1: there is none. */
  lastFineAt = -1;
  /** Of each function: the event that entered it first. */
  readonly entered = new Map<number, number>();
  hasTicks = false;
  firstError = -1;

  private readonly shapes = new Map<string, number>();
  private known = 0;
  private running: number[] = [];
  /** The listener whose call comes next; and of the callbacks that run: which dispatch, or -1. */
  private nextListener = 0;
  private callbacks: number[] = [];

  constructor(readonly trace: Trace) {}

  static of(trace: Trace): Chronicle {
    const chronicle = new Chronicle(trace);
    chronicle.extend();
    return chronicle;
  }

  /** Of a run of which some turns are told finely. What is known of the run is not read again. */
  static joined(trace: Trace, run: Chronicle, windows: WindowsInRun): Chronicle {
    const chronicle = new Chronicle(trace);
    chronicle.take(run, windows.at);
    for (const { joinedFrom, from, to } of windows.parts) {
      const end = joinedFrom + to - from;
      trace.scan(joinedFrom, (event, at) => {
        if (at >= end) return true;
        chronicle.refine(event, at);
        return false;
      });
    }
    chronicle.known = trace.eventCount;
    return chronicle;
  }

  /** Takes in the events that have come since. */
  extend(): void {
    this.trace.scan(this.known, (event, at) => this.add(event, at));
    this.known = this.trace.eventCount;
  }

  /** The turn in which an event is: its position in `turns`, or -1. */
  turnAt(at: number): number {
    let low = -1;
    let high = this.turns.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.turns[middle]!.begunAt <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The call of a listener that runs at event `at`, the innermost. */
  dispatchAt(at: number): Dispatch | undefined {
    const begunAt = this.turns[this.turnAt(at)]?.begunAt ?? 0;
    for (let i = countUntil(this.dispatches, at, (one) => one.begunAt) - 1; i >= 0; i--) {
      const one = this.dispatches[i]!;
      if (one.begunAt < begunAt) return undefined;
      if (one.endedAt > at) return one;
    }
    return undefined;
  }

  /** The calls of listeners within a job. */
  dispatchesOf({ begunAt, endedAt }: Job): readonly Dispatch[] {
    const first = countUntil(this.dispatches, begunAt, (one) => one.begunAt);
    return begunAt === never ? [] : this.dispatches.slice(first, countUntil(this.dispatches, endedAt, (one) => one.begunAt));
  }

  /** How many lines had been printed after event `at`. */
  linesUntil(at: number): number {
    return countUntil(this.lines, at, (line) => line.at);
  }

  /** All that another one knows, of events that have other numbers here. */
  private take(other: Chronicle, to: (at: number) => number): void {
    for (const [number, job] of other.jobs) {
      const { queuedAt, begunAt, endedAt, droppedAt } = job;
      this.jobs.set(number, { ...job, queuedAt: to(queuedAt), begunAt: to(begunAt), endedAt: to(endedAt), droppedAt: to(droppedAt) });
    }
    for (const kind of ['timers', 'operations', 'handles'] as const) {
      for (const [id, one] of other[kind]) {
        this[kind].set(id, { ...one, begunAt: to(one.begunAt), endedAt: to(one.endedAt), jobs: one.jobs.slice() });
      }
    }
    for (const [job, handles] of other.requests) this.requests.set(job, handles.slice());
    for (const [number, one] of other.listeners) this.listeners.set(number, { ...one, addedAt: to(one.addedAt) });
    for (const one of other.dispatches) this.dispatches.push({ ...one, begunAt: to(one.begunAt), endedAt: to(one.endedAt) });
    for (const [number, promise] of other.promises) {
      this.promises.set(number, { ...promise, madeAt: to(promise.madeAt), settledAt: to(promise.settledAt) });
    }
    for (const [object, promise] of other.promiseOfObject) this.promiseOfObject.set(object, promise);
    for (const turn of other.turns) this.turns.push({ ...turn, begunAt: to(turn.begunAt), endedAt: to(turn.endedAt), jobs: turn.jobs.slice() });
    for (const [text, shape] of other.shapes) this.shapes.set(text, shape);
    for (const line of other.lines) this.lines.push({ ...line, at: to(line.at) });
    for (const wait of other.waits) this.waits.push({ ...wait, at: to(wait.at) });
    for (const one of other.environmentList) {
      const writes = new Map([...one.writes].map(([name, list]) => [name, list.map(to)]));
      this.addEnvironment({ ...one, enteredAt: to(one.enteredAt), writes });
    }
    for (const [object, list] of other.objectChanges) this.objectChanges.set(object, list.map(to));
    this.hasFineEvents = other.hasFineEvents;
    this.lastFineAt = to(other.lastFineAt);
    this.hasTicks = other.hasTicks;
    this.firstError = to(other.firstError);
    this.running = other.running.slice();
  }

  /** What a fine window tells of an event that is known, or is not. */
  private refine(event: TraceEvent, at: number): void {
    switch (event.type) {
      case 'TaskQueued':
      case 'MicrotaskQueued':
      case 'TickQueued': {
        const { type, ...fields } = event;
        const job = this.jobs.get(event.job);
        if (job) this.jobs.set(event.job, { ...job, ...fields });
        return;
      }
      case 'TimerSet': {
        const timer = this.timers.get(event.timer);
        if (timer?.begunAt === at) this.timers.set(event.timer, { ...timer, callback: event.callback, place: event.place });
        return;
      }
      case 'CallbackRequested': {
        const handle = this.handles.get(event.handle);
        if (handle) this.handles.set(event.handle, { ...handle, callback: event.callback, place: event.place });
        return;
      }
      case 'ListenerAdded': {
        const listener = this.listeners.get(event.listener);
        if (listener) this.listeners.set(event.listener, { ...listener, callback: event.callback, place: event.place });
        return;
      }
      default:
        this.addFine(event, at);
    }
  }

  private add(event: TraceEvent, at: number): void {
    switch (event.type) {
      case 'TurnBegin':
        this.turns.push({
          turn: event.turn,
          begunAt: at,
          endedAt: never,
          beginNs: event.timeNs,
          endNs: event.timeNs,
          jobs: [],
          hasError: false,
          hasCalls: false,
          shape: 0,
        });
        // The program's text is job 0, and begins with turn 0.
        if (event.turn === 0) this.beginJob(0, at);
        return;
      case 'Phase':
        if (event.name === 'microtasks' || event.name === 'ticks') this.endText(at);
        return;
      case 'TurnEnd':
        return this.endTurn(event.timeNs, at);
      case 'WaitBegin':
        this.waits.push({ at, fromNs: event.timeNs, toNs: event.timeNs });
        return;
      case 'WaitEnd':
        if (this.waits.length > 0) this.waits[this.waits.length - 1]!.toNs = event.timeNs;
        return;
      case 'TaskQueued':
        return this.addJob('task', event, at);
      case 'MicrotaskQueued':
        return this.addJob('microtask', event, at);
      case 'TickQueued':
        this.hasTicks = true;
        return this.addJob('tick', event, at);
      case 'JobBegin':
        return this.beginJob(event.job, at);
      case 'JobEnd': {
        const job = this.jobs.get(event.job);
        if (job) job.endedAt = at;
        this.running.pop();
        return;
      }
      case 'JobDropped': {
        const job = this.jobs.get(event.job);
        if (job) job.droppedAt = at;
        return;
      }
      default:
        if (event.type === 'Output') this.addLine(event, at);
        else if (event.type === 'Uncaught') this.addError(event.sort, at);
        else if (event.type === 'CallbackBegin' || event.type === 'CallbackEnd') this.addCallback(event.type === 'CallbackBegin', at);
        else this.addBackground(event, at);
    }
  }

  private endText(at: number): void {
    if (this.running[0] !== 0) return;
    this.jobs.get(0)!.endedAt = at;
    this.running.shift();
  }

  private endTurn(timeNs: number, at: number): void {
    this.endText(at);
    const turn = this.turns[this.turns.length - 1];
    if (!turn) return;
    this.running = [];
    turn.endedAt = at;
    turn.endNs = timeNs;
    turn.shape = this.shapeOf(turn);
  }

  /** Calls are told of the turn in which an event is. */
  private noteCalls(at: number): void {
    const turn = this.turns[this.turnAt(at)];
    if (turn) turn.hasCalls = true;
  }

  private shapeOf(turn: Turn): number {
    let text = turn.hasError ? `error ${turn.turn}` : '';
    for (const number of turn.jobs) {
      const job = this.jobs.get(number)!;
      // How many microtasks there are of a sort makes no difference.
      const own = `${job.kind} ${job.source} ${job.callback} ${job.what} ${job.sort};`;
      if (!text.endsWith(own)) text += own;
    }
    let shape = this.shapes.get(text);
    if (shape === undefined) this.shapes.set(text, (shape = this.shapes.size + 1));
    return shape;
  }

  private addJob(kind: JobKind, told: Pick<Job, 'job' | 'callback' | 'by' | 'place'> & Partial<Job>, at: number): void {
    // All have the same fields in the same order: there are very many.
    this.jobs.set(told.job, {
      job: told.job,
      kind,
      source: told.source ?? 0,
      callback: told.callback,
      what: told.what ?? '',
      sort: told.sort ?? 0,
      promise: told.promise ?? 0,
      by: told.by,
      place: told.place,
      goesOn: told.goesOn ?? nowhere,
      queuedAt: at,
      begunAt: never,
      endedAt: never,
      droppedAt: never,
      turn: -1,
      timer: 0,
      operation: 0,
    });
  }

  private beginJob(number: number, at: number): void {
    if (number !== 0) this.endText(at);
    if (!this.jobs.has(number)) this.addJob('script', { job: number, callback: 0, by: 0, place: nowhere }, at);
    const job = this.jobs.get(number)!;
    job.begunAt = at;
    job.turn = this.turns.length - 1;
    this.turns[this.turns.length - 1]?.jobs.push(number);
    this.running.push(number);
  }

  private addLine({ stream, method, text, place }: Extract<TraceEvent, { type: 'Output' }>, at: number): void {
    const job = this.running[this.running.length - 1] ?? 0;
    this.lines.push({ at, method, isError: stream === 2, text: text.replace(/\n$/, ''), place, job });
  }

  /** What is reported of it comes as output. */
  private addError(sort: number, at: number): void {
    if (sort === 3) return;
    const turn = this.turns[this.turns.length - 1];
    if (turn) turn.hasError = true;
    if (this.firstError < 0) this.firstError = at;
  }

  private addCallback(begins: boolean, at: number): void {
    if (!begins) {
      const dispatch = this.dispatches[this.callbacks.pop() ?? -1];
      if (dispatch) dispatch.endedAt = at;
      return;
    }
    this.callbacks.push(this.nextListener === 0 ? -1 : this.dispatches.push({ listener: this.nextListener, begunAt: at, endedAt: never }) - 1);
    this.nextListener = 0;
  }

  private addBackground(event: TraceEvent, at: number): void {
    switch (event.type) {
      case 'ListenerAdded':
        this.listeners.set(event.listener, { ...event, addedAt: at });
        return;
      case 'ListenerCalled':
        this.nextListener = event.listener;
        return;
      case 'CallbackRequested':
        this.handles.set(event.handle, { ...noBackground, ...event, kind: 'handle', id: event.handle, begunAt: at, jobs: [] });
        return;
      case 'CallbackDue': {
        const handle = this.handles.get(event.handle);
        if (!handle) return;
        handle.endedAt = at;
        handle.jobs.push(event.job);
        append(this.requests, event.job, event.handle);
        return;
      }
      case 'TimerSet': {
        const { timer: id, callback, delayMs, dueNs, repeats, by, place } = event;
        const rest = { what: '', endedAt: never, jobs: this.timers.get(id)?.jobs ?? [] };
        this.timers.set(id, { kind: 'timer', id, callback, delayMs, dueNs, repeats, by, place, begunAt: at, ...rest });
        return;
      }
      case 'TimerDue':
        return this.endBackground(this.timers.get(event.timer), event.job, at);
      case 'TimerCleared':
        return this.endBackground(this.timers.get(event.timer), 0, at);
      case 'OperationBegun':
        this.operations.set(event.operation, { ...noBackground, ...event, kind: 'operation', id: event.operation, begunAt: at, jobs: [] });
        return;
      case 'OperationDone':
        return this.endBackground(this.operations.get(event.operation), event.job, at);
      case 'OperationCancelled':
        return this.endBackground(this.operations.get(event.operation), 0, at);
      case 'HandleOpened':
        this.handles.set(event.handle, { ...noBackground, ...event, kind: 'handle', id: event.handle, begunAt: at, jobs: [] });
        return;
      case 'HandleClosed':
        return this.endBackground(this.handles.get(event.handle), 0, at);
      default:
        return this.addFine(event, at);
    }
  }

  private endBackground(what: Background | undefined, number: number, at: number): void {
    if (!what) return;
    what.endedAt = at;
    const job = this.jobs.get(number);
    if (!job) return;
    what.jobs.push(number);
    if (what.kind === 'timer') job.timer = what.id;
    else job.operation = what.id;
  }

  private addFine(event: TraceEvent, at: number): void {
    switch (event.type) {
      case 'PromiseMade': {
        const { promise, object, parent, activation, place } = event;
        this.promiseOfObject.set(object, promise);
        Object.assign(this.promise(promise), { madeAt: at, object, parent, activation, madePlace: place });
        return;
      }
      case 'PromiseSettled': {
        const { promise, state, by, place } = event;
        Object.assign(this.promise(promise), { settledAt: at, state, settledBy: by, settledPlace: place });
        return;
      }
      case 'Enter':
        this.hasFineEvents = true;
        this.lastFineAt = at;
        if (!this.entered.has(event.function)) this.entered.set(event.function, at);
        this.noteCalls(at);
        return;
      case 'EnvironmentEntered': {
        const { environment, outer, sort } = event;
        if (this.environments.has(environment)) return;
        this.addEnvironment({ environment, outer, sort, function: event.function, enteredAt: at, writes: new Map() });
        return;
      }
      case 'Leave':
      case 'Statement':
      case 'Evaluated':
        this.lastFineAt = at;
        return;
      case 'Binding':
      case 'BindingDeleted': {
        const writes = this.environments.get(event.environment)?.writes;
        if (writes) append(writes, event.name, at);
        return;
      }
      case 'ObjectShown':
      case 'PropertySet':
      case 'PropertyDeleted':
        append(this.objectChanges, event.object, at);
        return;
    }
  }

  private addEnvironment(record: EnvironmentRecord): void {
    this.environments.set(record.environment, record);
    this.environmentList.push(record);
  }

  private promise(number: number): PromiseRecord {
    let found = this.promises.get(number);
    if (!found) {
      found = {
        promise: number,
        madeAt: never,
        object: 0,
        parent: 0,
        activation: 0,
        madePlace: nowhere,
        settledAt: never,
        state: 0,
        settledBy: 0,
        settledPlace: nowhere,
      };
      this.promises.set(number, found);
    }
    return found;
  }
}

const noBackground = { what: '', callback: 0, delayMs: 0, dueNs: 0, repeats: false, endedAt: never };

/** How many of what is in the order of events was up to event `at`. */
export function countUntil(list: readonly number[], at: number): number;
export function countUntil<T>(list: readonly T[], at: number, where: (one: T) => number): number;
export function countUntil<T>(list: readonly T[], at: number, where: (one: T) => number = (one) => one as number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (where(list[middle]!) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function append<K>(map: Map<K, number[]>, key: K, at: number): void {
  const list = map.get(key);
  if (list) list.push(at);
  else map.set(key, [at]);
}
