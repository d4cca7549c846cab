// What the sentences of a step are told, in no language yet.

import type { MissingEnd } from '../model/missing';
import type { Part } from './sentence';

/** A job: its callback, or what the host calls it; where and when it was queued. */
export interface JobFacts {
  readonly name: Part;
  /** It calls no function of a script; `name` says so. */
  readonly isBuiltIn: boolean;
  readonly source: string;
  /** "line 7", as a link to the moment; undefined: nobody knows. */
  readonly line: LineFacts | undefined;
  readonly promise: number;
  readonly sort: number;
  readonly isFirst: boolean;
}

export interface CallFacts {
  readonly call: Part;
  readonly name: Part;
  readonly line: number;
}

export interface TimerFacts {
  readonly name: Part;
  readonly delay: string;
  readonly repeats: boolean;
  /** The delay that the program has asked for, if it gets another one. */
  readonly asked: string | undefined;
  /** It has no time to wait for. */
  readonly isAtOnce: boolean;
}

/** A function that waits for a frame or for idle time. */
export interface RequestFacts {
  readonly name: Part;
  readonly isFrame: boolean;
  /** Until the frame, or at the longest; undefined: nobody knows. */
  readonly left: string | undefined;
}

/** For how long the loop waits, and for what. */
export interface WaitFacts {
  readonly time: string;
  readonly what: 'timer' | 'frame' | 'idle time' | 'nothing';
}

/** How much is in the background when the run ends. */
export interface LeftFacts {
  readonly timers: number;
  readonly operations: number;
  readonly others: number;
}

/** "line 7", as a link to the moment. */
export interface LineFacts {
  readonly number: number;
  readonly at: number;
}

/** One method for each sentence that the page can say of a step. */
export interface Narrator {
  /** What a job of the host's is called that calls no function of a script. */
  hostJob(isMicrotask: boolean): string;
  /** A source of tasks, or what waits in the background, by the name that the trace has. */
  hostName(name: string): string;
  before(): Narrated;
  /** What is to run is no program: it is read, and nothing of it runs. */
  reads(file: string): Narrated;
  unparsed(file: string, line: number, message: string): Narrated;
  text(file: string): Narrated;
  task(job: JobFacts): Narrated;
  microtask(job: JobFacts): Narrated;
  tick(job: JobFacts): Narrated;
  builtin(call: CallFacts): Narrated;
  enter(call: CallFacts): Narrated;
  construct(call: CallFacts): Narrated;
  resume(call: CallFacts): Narrated;
  /** The text of a script or module has been run. */
  textEnds(file: string, stackIsEmpty: boolean): Narrated;
  returns(name: Part, value: Part, stackIsEmpty: boolean): Narrated;
  throws(name: Part, value: Part, stackIsEmpty: boolean): Narrated;
  terminated(name: Part, stackIsEmpty: boolean): Narrated;
  awaits(name: Part, stackIsEmpty: boolean): Narrated;
  yields(name: Part, value: Part): Narrated;
  statement(line: number, snippet: Part): Narrated;
  /** The same of a call that has just returned. */
  called(snippet: Part, value: Part): Narrated;
  evaluated(snippet: Part, value: Part): Narrated;
  binding(name: Part, value: Part, isFirst: boolean): Narrated;
  thrown(value: Part): Narrated;
  caught(value: Part): Narrated;
  /** At the input pad. */
  inputQueued(type: string): Narrated;
  taskQueued(job: JobFacts): Narrated;
  microtaskQueued(job: JobFacts, promiseState: number): Narrated;
  tickQueued(job: JobFacts): Narrated;
  dropped(job: JobFacts): Narrated;
  jobEnded(): Narrated;
  timerSet(timer: TimerFacts): Narrated;
  timerDue(timer: TimerFacts): Narrated;
  timerCleared(timer: TimerFacts): Narrated;
  /** ref() and unref(). */
  timerReferenced(timer: TimerFacts, keepsAlive: boolean): Narrated;
  operationBegun(what: string): Narrated;
  operationDone(what: string): Narrated;
  operationCancelled(what: string): Narrated;
  handleOpened(what: string): Narrated;
  handleClosed(what: string): Narrated;
  requested(request: RequestFacts): Narrated;
  requestCancelled(request: RequestFacts): Narrated;
  output(method: Part, text: Part): Narrated;
  uncaught(sort: number, text: Part): Narrated;
  /** Said behind it. `where`: a link. */
  thrownAt(where: Part): Narrated;
  /** `added`: where somebody has begun to listen. */
  callback(what: string, name: Part, added: LineFacts | undefined): Narrated;
  /** undefined: until something happens. */
  waits(wait: WaitFacts | undefined): Narrated;
  ends(status: number, why: string, left: LeftFacts): Narrated;
  /** Behind that, of functions that never came back from an await: a list of their names. */
  stillAwait(names: Narrated): Narrated;
  cut(missing: MissingEnd): Narrated;
}

export type Narrated = readonly Part[];
