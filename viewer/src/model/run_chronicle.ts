// What is known of a trace by itself, in one pass over its events. More may follow.

import type { TraceEvent } from '../trace/events';
import type { Trace } from '../trace/trace';
import { nowhere } from '../trace/values';
import {
  countUntil,
  dispatchesWithin,
  lastDispatch,
  lastWhere,
  never,
  type Background,
  type Chronicle,
  type Dispatch,
  type Job,
  type JobKind,
  type Line,
  type Listener,
  type Turn,
} from './chronicle';
import { append, FineRecords } from './fine_records';

export class RunChronicle implements Chronicle {
  readonly jobs = new Map<number, Job>();
  readonly timers = new Map<number, Background>();
  /** Of timers that were set several times: each time, the last one, too. */
  private readonly settings = new Map<number, Background[]>();
  /** Of timers: the events of ref() and unref(), which follow each other. */
  private readonly references = new Map<number, { readonly at: number; readonly keepsAlive: boolean }[]>();
  readonly operations = new Map<number, Background>();
  readonly handles = new Map<number, Background>();
  readonly cutTurns = [];
  readonly requests = new Map<number, number[]>();
  readonly listeners = new Map<number, Listener>();
  readonly dispatches: Dispatch[] = [];
  readonly lines: Line[] = [];
  hasTicks = false;
  firstError = -1;

  private readonly fine = new FineRecords();
  readonly promises = this.fine.promises;
  readonly promiseOfObject = this.fine.promiseOfObject;
  readonly environments = this.fine.environments;
  readonly environmentList = this.fine.environmentList;
  readonly objectChanges = this.fine.objectChanges;
  readonly entered = this.fine.entered;
  readonly incidents = this.fine.incidents;

  private readonly turns: Turn[] = [];
  private readonly shapes = new Map<string, number>();
  private known = 0;
  private running: number[] = [];
  /** The listener whose call comes next; and of the callbacks that run: which dispatch, or -1. */
  private nextListener = 0;
  private callbacks: number[] = [];

  constructor(readonly trace: Trace) {}

  static of(trace: Trace): RunChronicle {
    const chronicle = new RunChronicle(trace);
    chronicle.extend();
    return chronicle;
  }

  extend(): void {
    this.trace.scan(this.known, (event, at) => this.add(event, at));
    this.known = this.trace.eventCount;
  }

  get hasFineEvents(): boolean {
    return this.fine.hasCalls;
  }

  get lastFineAt(): number {
    return this.fine.lastFineAt;
  }

  get turnCount(): number {
    return this.turns.length;
  }

  turn(index: number): Turn | undefined {
    return this.turns[index];
  }

  shapeOf(index: number): number {
    return this.turns[index]?.shape ?? 0;
  }

  turnAt(at: number): number {
    // Whatever is drawn asks this for each pixel.
    let [low, high] = [-1, this.turns.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.turns[middle]!.begunAt <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  dispatchAt(at: number): Dispatch | undefined {
    return lastDispatch(this.dispatches.length, (index) => this.dispatches[index]!, this.turns[this.turnAt(at)]?.begunAt ?? 0, at);
  }

  dispatchesOf({ begunAt, endedAt }: Job): readonly Dispatch[] {
    return begunAt === never ? [] : dispatchesWithin(this.dispatches.length, (index) => this.dispatches[index]!, begunAt, endedAt);
  }

  timerAt(timer: number, at: number, to: (at: number) => number = same): Background | undefined {
    const last = this.timers.get(timer);
    const all = this.settings.get(timer);
    if (!last || !all || to(last.begunAt) <= at) return last;
    return all[Math.max(lastWhere(all.length, (index) => to(all[index]!.begunAt) <= at), 0)];
  }

  isUnreferenced(timer: number, at: number, to: (at: number) => number = same): boolean {
    const all = this.references.get(timer) ?? [];
    const index = lastWhere(all.length, (each) => to(all[each]!.at) <= at);
    return index >= 0 && !all[index]!.keepsAlive;
  }

  linesUntil(at: number): number {
    return countUntil(this.lines, at, (line) => line.at);
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
    turn.shape = this.newShape(turn);
  }

  private newShape(turn: Turn): number {
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
        const before = this.timers.get(id);
        const rest = { what: '', endedAt: never, jobs: before?.jobs ?? [] };
        const timer: Background = { kind: 'timer', id, callback, delayMs, dueNs, repeats, by, place, begunAt: at, ...rest };
        this.timers.set(id, timer);
        if (!before) return;
        const all = this.settings.get(id);
        if (all) all.push(timer);
        else this.settings.set(id, [before, timer]);
        return;
      }
      case 'TimerReferenced':
        return append(this.references, event.timer, { at, keepsAlive: event.keepsAlive });
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
    if (event.type === 'Enter') {
      const turn = this.turns[this.turnAt(at)];
      if (turn) turn.hasCalls = true;
    }
    this.fine.add(event, at);
  }
}

const same = (at: number): number => at;
const noBackground = { what: '', callback: 0, delayMs: 0, dueNs: 0, repeats: false, endedAt: never };
