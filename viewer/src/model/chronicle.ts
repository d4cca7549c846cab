// What is known of the whole run: every job, timer, operation, promise, turn and output, with the numbers of the events that tell of
// it. Of a trace by itself it is read in one pass (run_chronicle.ts), of a run with windows of fine detail it follows from what is known
// of both (joined_chronicle.ts). The state at a moment is in state.ts.

import type { Place } from '../trace/values';

/** In the place of an event's number. Not Infinity: engines keep numbers like this one without boxes, and there are millions. */
export const never = 2 ** 30 - 1;

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

/** Things by their numbers, in the order in which they were first told of. */
export interface Table<T> {
  get(number: number): T | undefined;
  has(number: number): boolean;
  keys(): Iterable<number>;
  values(): Iterable<T>;
  [Symbol.iterator](): Iterator<readonly [number, T]>;
}

/** A turn of which only the beginning is told finely. */
export interface CutTurn {
  readonly turn: number;
  /** `size`, `log`, as WindowEnd has it. */
  readonly why: string;
  /** So many events of it are told. */
  readonly events: number;
}

export interface Chronicle {
  readonly jobs: Table<Job>;
  /** As they were set last in the whole run. */
  readonly timers: Table<Background>;
  readonly operations: Table<Background>;
  readonly handles: Table<Background>;
  /** Of jobs that call what has waited for them (frames, idle time): the handles. */
  /** Turns that are told finely up to an event `at`, and no further, in windows of a served run. */
  readonly cutTurns: readonly (CutTurn & { readonly at: number })[];
  readonly requests: Table<readonly number[]>;
  readonly listeners: Table<Listener>;
  /** Calls of listeners, in their order. */
  readonly dispatches: readonly Dispatch[];
  readonly promises: Table<PromiseRecord>;
  readonly promiseOfObject: Table<number>;
  readonly turnCount: number;
  readonly lines: readonly Line[];
  readonly environments: Table<EnvironmentRecord>;
  /** The same in the order in which they were entered. */
  readonly environmentList: readonly EnvironmentRecord[];
  /** Of each object: the events that showed or changed it. */
  readonly objectChanges: Table<readonly number[]>;
  readonly hasFineEvents: boolean;
  /** The last event that tells of calls and values; -1: there is none. */
  readonly lastFineAt: number;
  /** Of each function: the event that entered it first. */
  readonly entered: Table<number>;
  /** The events that tell of collections and of machine code, which another replay may have elsewhere. */
  readonly incidents: readonly number[];
  /** A timer as it was set last until a moment: intervals are set again and again. `to`: what the events are called where the moment is. */
  timerAt(timer: number, at: number, to?: (at: number) => number): Background | undefined;
  /** The run does not go on for it: unref(). */
  isUnreferenced(timer: number, at: number, to?: (at: number) => number): boolean;
  readonly hasTicks: boolean;
  /** The event that told of the first error that nobody caught; -1: there is none. */
  readonly firstError: number;

  /** By its position: the first is 0. */
  turn(index: number): Turn | undefined;
  /** Its shape alone; 0: there is no such turn, or it goes on. */
  shapeOf(index: number): number;
  /** The position of the turn in which an event is, or -1. */
  turnAt(at: number): number;
  /** The call of a listener that runs at event `at`, the innermost. */
  dispatchAt(at: number): Dispatch | undefined;
  /** The calls of listeners within a job. */
  dispatchesOf(job: Job): readonly Dispatch[];
  /** How many lines had been printed after event `at`. */
  linesUntil(at: number): number;
  /** Takes in the events that have come since. */
  extend(): void;
}

/** The position of the last of `count` things of which something holds that holds of all before it; -1: of none. */
export function lastWhere(count: number, holds: (index: number) => boolean): number {
  let [low, high] = [-1, count - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Of calls of listeners the innermost that runs at an event, if it has begun at event `from` or behind it. */
export function lastDispatch(count: number, dispatch: (index: number) => Dispatch, from: number, at: number): Dispatch | undefined {
  for (let i = lastWhere(count, (index) => dispatch(index).begunAt <= at); i >= 0; i--) {
    const one = dispatch(i);
    if (one.begunAt < from) return undefined;
    if (one.endedAt > at) return one;
  }
  return undefined;
}

/** Those that have begun behind event `from`, up to event `to`. */
export function dispatchesWithin(count: number, dispatch: (index: number) => Dispatch, from: number, to: number): readonly Dispatch[] {
  const found: Dispatch[] = [];
  for (let i = lastWhere(count, (index) => dispatch(index).begunAt <= from) + 1; i < count && dispatch(i).begunAt <= to; i++) found.push(dispatch(i));
  return found;
}

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
