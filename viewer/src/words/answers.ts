// Answers to questions: sentences with links to the moments that they tell of.

import { never, type Background, type Dispatch, type Job } from '../model/chronicle';
import type { Session } from '../model/session';
import { standsAt } from '../model/standing';
import type { State } from '../model/state';
import { shownNumber } from '../trace/numbering';
import type { Value } from '../trace/values';
import { frameHandle, isInput, milliseconds, type Language, type Narration } from './narrate';
import { replies, type Listed, type Replies } from './replies';
import { code, go, plain, say, type Part, type Sentence } from './sentence';

/** So many jobs are gone back, from one to who queued it. */
const farthestOrigin = 20;

/** So many are named; the rest is a number. */
const most = 8;

export class Answers {
  private readonly words: Replies;

  constructor(
    private readonly session: Session,
    language: Language,
    private readonly narration: Narration,
  ) {
    this.words = replies[language];
  }

  nameOf(job: Job): Part {
    return this.narration.jobName(job);
  }

  backgroundName(what: Background): Part {
    if (what.kind === 'operation') return code(what.what);
    if (what.kind === 'handle' && what.callback === 0) return code(this.narration.hostName(what.what));
    return code(this.session.places.functionName(what.callback) || 'callback');
  }

  whoScheduled(job: Job): Sentence {
    const listening = this.listening(this.session.chronicle.dispatchesOf(job));
    return listening.length === 0 ? this.whoQueued(job) : say`${this.whoQueued(job)} ${listening}`;
  }

  /** Who added the listeners that are called. */
  private listening(dispatches: readonly Dispatch[]): Sentence {
    const { chronicle, places } = this.session;
    const known = [...new Set(dispatches.map(({ listener }) => listener))].flatMap((number) => chronicle.listeners.get(number) ?? []);
    const own = known.filter(({ place }) => places.spot(place));
    const parts = own.slice(0, most).map(({ what, callback, addedAt, place, by }) =>
      this.words.listens(code(places.functionName(callback) || 'callback'), code(what), this.moment(addedAt, place), this.runningJob(by)),
    );
    return parts.length === 0 ? [] : this.words.listed({ parts, more: own.length - parts.length });
  }

  private whoQueued(job: Job): Sentence {
    const { chronicle } = this.session;
    if (job.kind === 'script') return this.words.program();
    if (isInput(this.session, job)) return this.words.byInput(code(job.what));
    const requests = (chronicle.requests.get(job.job) ?? []).flatMap((number) => chronicle.handles.get(number) ?? []);
    if (requests.length > 0) {
      const parts = requests.slice(0, most).map((one) => this.byRequest(one));
      return this.words.listed({ parts, more: requests.length - parts.length });
    }
    const timer = chronicle.timerAt(job.timer, job.queuedAt);
    if (timer) {
      const said = this.words.byTimer(this.moment(timer.begunAt, timer.place), milliseconds(timer.delayMs * 1e6), this.runningJob(timer.by));
      return this.withOrigin(said, timer.place, timer.by);
    }
    const operation = chronicle.operations.get(job.operation);
    if (operation) {
      const said = this.words.byOperation(code(operation.what), this.moment(operation.begunAt, operation.place), this.runningJob(operation.by));
      return this.withOrigin(said, operation.place, operation.by);
    }
    return this.withOrigin(this.words.byCode(this.moment(job.queuedAt, job.place), this.runningJob(job.by)), job.place, job.by);
  }

  private byRequest(what: Background): Sentence {
    const said = this.words.byRequest(this.backgroundName(what), what.what === frameHandle, this.moment(what.begunAt, what.place), this.runningJob(what.by));
    return this.withOrigin(said, what.place, what.by);
  }

  whoBegan(what: Background): Sentence {
    return this.withOrigin(this.words.byCode(this.moment(what.begunAt, what.place), this.runningJob(what.by)), what.place, what.by);
  }

  /** Where the host did something by itself: the last code of somebody's that led there. */
  private withOrigin(said: Sentence, place: Job['place'], by: number): Sentence {
    if (this.session.places.spot(place)) return said;
    const { chronicle } = this.session;
    let number = by;
    for (let i = 0; i < farthestOrigin && number > 0; i++) {
      const job = chronicle.jobs.get(number);
      if (!job) break;
      const from = chronicle.timerAt(job.timer, job.queuedAt) ?? chronicle.operations.get(job.operation) ?? { ...job, begunAt: job.queuedAt };
      if (this.session.places.spot(from.place)) return say`${said} ${this.words.cameFrom(this.moment(from.begunAt, from.place))}`;
      if (from.by === number) break;
      number = from.by;
    }
    return said;
  }

  waitsFor(job: Job, state: State): Sentence {
    if (job.begunAt <= state.at) return job.endedAt <= state.at ? this.words.hasRun() : this.words.runs();
    if (job.droppedAt <= state.at) return this.words.wasDropped();
    if (job.queuedAt > state.at) return this.words.notQueuedYet();
    const queue = job.kind === 'microtask' ? state.microtasks : job.kind === 'tick' ? state.ticks : this.tasksBefore(job, state);
    const before = [...queue].indexOf(job.job);
    const isBusy = state.job >= 0;
    const microtasks = job.kind === 'task' ? state.microtasks.size + state.ticks.size : 0;
    return this.words.waitsFor(isBusy, microtasks, before);
  }

  backgroundWaitsFor(what: Background, state: State): Sentence {
    if (what.endedAt <= state.at) return this.words.isOver();
    if (what.kind === 'handle' && what.callback !== 0) {
      const left = what.dueNs === Infinity ? undefined : milliseconds(Math.max(what.dueNs - state.timeNs, 0));
      return what.what === frameHandle ? this.words.waitsForFrame(left) : this.words.waitsForIdleTime(left);
    }
    if (what.kind !== 'timer') return this.words.outside();
    return this.words.waitsForTime(milliseconds(Math.max(what.dueNs - state.timeNs, 0)));
  }

  whenRuns(job: Job): Sentence {
    return say`${go(job.begunAt, this.words.goThere)}`;
  }

  /** Why is this next? Of the job that runs now, or that will run next. */
  whyNext(state: State): Sentence {
    const job = this.nextJob(state);
    if (!job) return this.words.nothingNext();
    const before = this.session.history.stateAt(job.begunAt - 1);
    const others = job.kind === 'task' ? before.tasks.size - 1 : before.microtasks.size + before.ticks.size - 1;
    return this.words.whyNext(job.kind, this.nameOf(job), Math.max(others, 0), this.moment(job.queuedAt, job.place));
  }

  /** Of the same job. */
  whoScheduledThis(state: State): Sentence {
    const job = this.nextJob(state);
    if (!job) return this.words.nothingRuns();
    if (state.job < 0) return say`${this.words.ofNext(this.runningJob(job.job))} ${this.whoQueued(job)}`;
    const dispatch = this.session.chronicle.dispatchAt(state.at);
    const listening = dispatch ? this.listening([dispatch]) : [];
    const queued = this.whoQueuedNow(job, state.at);
    if (listening.length > 0 && job.kind === 'script') return listening;
    return listening.length === 0 ? queued : say`${listening} ${this.words.within(this.runningJob(job.job))} ${queued}`;
  }

  /** Of a job that calls several functions that have waited for it: who asked for the one that runs. */
  private whoQueuedNow(job: Job, at: number): Sentence {
    const { chronicle } = this.session;
    const requests = (chronicle.requests.get(job.job) ?? []).flatMap((number) => chronicle.handles.get(number) ?? []);
    const running = requests.filter(({ endedAt }) => endedAt <= at).pop();
    return running ? say`${this.byRequest(running)}.` : this.whoQueued(job);
  }

  /** The job that runs now; while none does, the one that will. */
  private nextJob(state: State): Job | undefined {
    const { chronicle, trace } = this.session;
    if (state.job >= 0) return chronicle.jobs.get(state.job);
    const found = trace.scan(state.at + 1, (event) => event.type === 'JobBegin' || (event.type === 'TurnBegin' && event.turn === 0));
    const event = found < 0 ? undefined : trace.event(found);
    return event && chronicle.jobs.get(event.type === 'JobBegin' ? event.job : 0);
  }

  /** Who settled the promise that the running microtask reacts to? */
  whoResolved(state: State): Sentence {
    const { chronicle } = this.session;
    const job = this.nextJob(state);
    if (!job) return this.words.nothingRuns();
    const promise = chronicle.promises.get(job.promise);
    if (!promise || promise.settledAt === never) return this.words.noPromise();
    const where = (promise.state === 2 && this.thrownBefore(promise.settledAt)) || this.moment(promise.settledAt, promise.settledPlace);
    const said = this.words.settled(shownNumber(promise.promise), promise.state, where, this.runningJob(promise.settledBy));
    return this.withOrigin(said, promise.settledPlace, promise.settledBy);
  }

  /** Where that was thrown which has rejected a promise; undefined: it was rejected in another way. */
  private thrownBefore(settledAt: number): Part | undefined {
    const { history, places, trace } = this.session;
    const found = trace.scanBack(settledAt - 1, ({ type }) => type === 'Thrown' || type === 'Caught' || type === 'JobBegin' || type === 'TurnBegin' || type === 'PromiseSettled');
    if (found < 0 || trace.event(found).type !== 'Thrown') return undefined;
    const { top } = history.stateAt(found);
    if (!top?.position || places.isBuiltin(top.call.function)) return undefined;
    return this.moment(found, { ...top.position, script: places.placeOfFunction(top.call.function).script });
  }

  /** When was this variable last written? */
  lastWrite(environment: number, name: string, at: number): Sentence {
    const writes = this.session.chronicle.environments.get(environment)?.writes.get(name) ?? [];
    const last = writes.filter((number) => number <= at).pop();
    if (last === undefined) return this.words.neverWritten(code(name));
    const event = this.session.trace.event(last);
    if (event.type === 'BindingDeleted') return this.words.deleted(code(name), this.lineOf(last));
    if (event.type !== 'Binding') return [];
    if (event.state === 1) return this.words.onlyDeclared(code(name), this.lineOf(last));
    return this.words.written(code(name), this.valueAt(event.value, last), this.lineOf(last), this.earlierWrites(writes.slice(0, writes.indexOf(last))));
  }

  /** The same of a property of an object that is called `name`. */
  lastSet(name: string, object: number, key: string, at: number): Sentence {
    const { objects, trace } = this.session;
    const writes = objects.writesOf(object, key, at);
    const last = writes[writes.length - 1];
    const event = last === undefined ? undefined : trace.event(last);
    if (last === undefined || event?.type !== 'PropertySet') return this.words.neverWritten(code(name));
    return this.words.written(code(name), this.valueAt(event.value, last), this.lineOf(last), this.earlierWrites(writes.slice(0, -1)));
  }

  /** The same of what is in a Map, a Set or an array. */
  lastChange(name: string, object: number, at: number): Sentence {
    const changes = this.session.objects.changesOfContents(object, at);
    const last = changes[changes.length - 1];
    if (last === undefined) return this.words.neverWritten(code(name));
    const value: Value = { kind: 'object', object };
    const shown = changes.slice(-1 - most, -1).reverse();
    const parts = shown.map((number) => say`${this.valueAt(value, number)} (${this.lineOf(number)})`);
    return this.words.written(code(name), this.valueAt(value, last), this.lineOf(last), { parts, more: changes.length - 1 - shown.length });
  }

  private valueAt(value: Value, at: number): Part {
    return code(this.session.objects.text(value, at, 40));
  }

  /** What a variable or property was before, the latest first. */
  private earlierWrites(writes: readonly number[]): Listed {
    const shown = writes.slice(-most).reverse();
    const parts = shown.flatMap((at) => {
      const event = this.session.trace.event(at);
      const isValue = event.type === 'PropertySet' || (event.type === 'Binding' && event.state !== 1);
      return isValue ? [say`${this.valueAt(event.value, at)} (${this.lineOf(at)})`] : [];
    });
    return { parts, more: writes.length - shown.length };
  }

  /** How often is this function called, and from where? Of the whole run. */
  calls(functionNumber: number): Sentence {
    const { activity, history, places } = this.session;
    const calls = activity.callsOf(functionNumber);
    const parts = calls.slice(0, most).map((at) => {
      const state = history.stateAt(at);
      const [caller, called] = state.frames.slice(-2);
      const list = (called ?? caller)!.call.arguments.map((value) => this.session.objects.text(value, at, 18)).join(', ');
      const where = called ? this.lineOf(at) : go(at, this.words.host);
      const call = code(`${places.functionName(functionNumber)}(${list})`);
      return this.words.call(call, where, this.session.chronicle.turn(this.session.chronicle.turnAt(at))?.turn ?? 0, this.runningJob(state.job));
    });
    return this.words.called(code(places.functionName(functionNumber)), calls.length, { parts, more: calls.length - parts.length });
  }

  /** Which functions stand at an await, and for what? */
  awaiting(state: State): Sentence {
    const { activity, chronicle, places } = this.session;
    const waiting = activity.waitingAt(state.at);
    const parts = waiting.slice(0, most).map(({ activation, awaitAt, promise, goesOnAt }) => {
      const settled = chronicle.promises.get(promise);
      const until = goesOnAt !== never ? go(goesOnAt, this.words.goesOn) : settled && settled.settledAt !== never ? this.words.neverGoesOn : this.words.neverSettled;
      return this.words.stands(code(places.functionName(activation.function)), this.awaitLine(awaitAt), shownNumber(promise), until);
    });
    return parts.length === 0 ? this.words.nobodyAwaits() : this.words.listed({ parts, more: waiting.length - parts.length });
  }

  /** Which calls of async functions does nobody wait for, in the whole run? */
  forgotten(state: State): Sentence {
    const { activity, chronicle, places } = this.session;
    const stateOf = ({ promise }: { promise: number }) => chronicle.promises.get(promise)?.state ?? 0;
    // Those that fail first: what nobody waits for is fine in the program's own last line.
    const calls = [...activity.neverAwaited(state.at)].sort((a, b) => stateOf(b) - stateOf(a) || b.enteredAt - a.enteredAt);
    const parts = calls.slice(0, most).map((call) => this.words.forgotten(code(places.functionName(call.function)), this.lineOf(call.enteredAt), stateOf(call)));
    return parts.length === 0 ? this.words.nothingForgotten() : this.words.listed({ parts, more: calls.length - parts.length });
  }

  /** The line at which a function stopped: its frame is gone after the event. */
  private awaitLine(at: number): Part {
    const { callSites, history } = this.session;
    const { top } = history.stateAt(at - 1);
    const place = top && callSites.place(top, undefined);
    return place ? this.moment(at, place) : go(at, this.words.noLine);
  }

  whyNothing(state: State): Sentence {
    const { timers, operations, handles, tasks, microtasks } = state;
    if (state.at < 0) return this.words.notBegun();
    if (state.ended) return this.words.ended();
    if (state.job >= 0) return this.words.isBusy(this.runningJob(state.job), tasks.size + microtasks.size);
    if (tasks.size + microtasks.size > 0) return this.words.soon(tasks.size + microtasks.size);
    let next: { at: number; due: number } | undefined;
    for (const [, at] of timers) {
      const event = this.session.trace.event(at);
      if (event.type === 'TimerSet' && (!next || event.dueNs < next.due)) next = { at, due: event.dueNs };
    }
    if (next) return this.words.waitsForTimer(this.lineOf(next.at), milliseconds(Math.max(next.due - state.timeNs, 0)));
    if (operations.size > 0) {
      const [id] = operations.keys();
      return this.words.waitsForOperation(code(this.session.chronicle.operations.get(id!)?.what ?? ''));
    }
    const frame = [...handles.keys()].flatMap((id) => this.session.chronicle.handles.get(id) ?? []).find(({ what, callback }) => what === frameHandle && callback !== 0);
    if (frame) return this.words.sleepsUntilFrame(this.moment(frame.begunAt, frame.place), milliseconds(Math.max(frame.dueNs - state.timeNs, 0)));
    return handles.size > 0 ? this.words.waitsForHandle() : this.words.nothingNext();
  }

  /** A job as a link to its beginning. */
  private runningJob(number: number): Part {
    const job = this.session.chronicle.jobs.get(number);
    if (!job || job.kind === 'script') return this.words.programText;
    const name = plain([this.nameOf(job)]);
    return job.begunAt === never ? code(name) : go(job.begunAt, name);
  }

  private moment(at: number, place: Job['place']): Part {
    const spot = this.session.places.spot(place);
    return go(at, spot ? this.words.line(spot.file, spot.line) : this.words.host);
  }

  /** The line that ran at an event, as a link to it. */
  private lineOf(at: number): Part {
    const { callSites, places, history } = this.session;
    const frames = history.stateAt(at).frames;
    for (let i = frames.length - 1; i >= 0; i--) {
      const frame = frames[i]!;
      if (places.isBuiltin(frame.call.function)) continue;
      const place = callSites.place(frame, frames[i + 1]) ?? standsAt(this.session, frame, at);
      if (place) return this.moment(at, place);
    }
    return go(at, this.words.noLine);
  }

  private tasksBefore(job: Job, state: State): readonly number[] {
    const { jobs } = this.session.chronicle;
    return [...state.tasks].filter((number) => jobs.get(number)?.source === job.source);
  }
}
