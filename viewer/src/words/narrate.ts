// Which sentence tells of the step that led to a moment.

import type { Background, Dispatch, Job } from '../model/chronicle';
import { missingEnd } from '../model/missing';
import { fileName } from '../model/places';
import type { Session } from '../model/session';
import type { State } from '../model/state';
import { unparsedAt, unparsedAtOnce } from '../model/unparsed';
import { silent } from '../steps/stops';
import type { Enter, TraceEvent } from '../trace/events';
import { shownNumber } from '../trace/numbering';
import type { Value } from '../trace/values';
import { english } from './english';
import type { CallFacts, JobFacts, LineFacts, Narrator, RequestFacts, TimerFacts, WaitFacts } from './facts';
import { korean } from './korean';
import { code, go, type Part, type Sentence } from './sentence';

export type Language = 'en' | 'ko';

export const narrators: Record<Language, Narrator> = { en: english, ko: korean };

const mostOfSearch = 500_000;

/** What comes between the beginning of a job and its first call. */
const calls: ReadonlySet<TraceEvent['type']> = new Set(['CallbackBegin', 'CallbackDue']);

export function milliseconds(ns: number): string {
  const ms = ns / 1e6;
  if (ms >= 1000) return `${Math.round(ms / 100) / 10} s`;
  return `${ms >= 10 ? Math.round(ms) : Math.round(ms * 10) / 10} ms`;
}

/** CallbackRequested::what of what waits for a frame. */
export const frameHandle = 'animation frame';

/** Somebody has sent it at the input pad. */
export function isInput(session: Session, job: Job): boolean {
  return session.trace.taskSources.get(job.source) === 'user interaction';
}

export class Narration {
  constructor(
    private readonly session: Session,
    private readonly words: Narrator,
  ) {}

  sentence(state: State): Sentence {
    const { trace } = this.session;
    if (state.at < 0) return this.words.before();
    const event = trace.event(state.at);
    const missing = state.at === trace.eventCount - 1 && event.type !== 'RunEnd' ? missingEnd(this.session) : undefined;
    if (missing) return this.words.cut(missing);
    return this.ofLoop(event, state) ?? this.ofBackground(event, state) ?? this.ofCode(event, state) ?? [];
  }

  jobFacts(job: Job): JobFacts {
    const { places } = this.session;
    const spot = places.spot(job.place);
    return {
      name: this.jobName(job),
      isBuiltIn: job.callback === 0,
      source: this.sourceName(job.source) || 'task',
      line: spot && { number: spot.line, at: job.timer ? this.timerOf(job).begunAt : job.queuedAt },
      promise: shownNumber(job.promise),
      sort: job.sort,
      isFirst: this.isFirstMicrotask(job),
    };
  }

  jobName(job: Job): Part {
    const { chronicle, places } = this.session;
    if (job.callback !== 0) return code(places.functionName(job.callback) || 'callback');
    // What waited for it, if that is one function.
    const requests = chronicle.requests.get(job.job);
    const only = requests?.length === 1 ? chronicle.handles.get(requests[0]!) : undefined;
    if (only) return code(places.functionName(only.callback) || 'callback');
    return job.what || this.words.hostJob(job.kind === 'microtask');
  }

  /** What a source of tasks is called. */
  sourceName(source: number): string {
    return this.hostName(this.session.trace.taskSources.get(source) ?? '');
  }

  hostName(name: string): string {
    return this.words.hostName(name);
  }

  private timerOf(job: Job): Background {
    return this.session.chronicle.timerAt(job.timer, job.queuedAt)!;
  }

  private isFirstMicrotask(job: Job): boolean {
    const { chronicle, places } = this.session;
    const jobs = chronicle.turn(job.turn)?.jobs ?? [];
    for (let i = jobs.indexOf(job.job) - 1; i >= 0; i--) {
      const before = chronicle.jobs.get(jobs[i]!);
      if (before?.kind !== 'microtask') return true;
      if (!places.isHostJob(before)) return false;
    }
    return true;
  }

  /** As it is at a moment: objects are shown before they are named. */
  private value(value: Value, { at }: State): Part {
    return code(this.session.objects.text(value, at, 40));
  }

  private ofLoop(event: TraceEvent, state: State): Sentence | undefined {
    const { words } = this;
    const job = 'job' in event ? this.session.chronicle.jobs.get(event.job) : undefined;
    const running = this.session.chronicle.jobs.get(state.job);
    switch (event.type) {
      case 'TurnBegin':
        return running && this.begins(running);
      case 'JobBegin':
        return job && this.begins(job);
      case 'Enter':
        return this.entered(event, state);
      case 'JobEnd':
        return words.jobEnded();
      case 'TaskQueued':
        if (job && isInput(this.session, job)) return words.inputQueued(job.what);
        return job && words.taskQueued(this.jobFacts(job));
      case 'MicrotaskQueued': {
        const promise = this.session.chronicle.promises.get(event.promise);
        const settled = promise && promise.settledAt < state.at ? promise.state : 0;
        return job && words.microtaskQueued(this.jobFacts(job), settled);
      }
      case 'TickQueued':
        return job && words.tickQueued(this.jobFacts(job));
      case 'JobDropped':
        return job && words.dropped(this.jobFacts(job));
      case 'WaitBegin':
        return words.waits(event.untilNs === Infinity ? undefined : { time: milliseconds(Math.max(event.untilNs - event.timeNs, 0)), what: this.awaited(state, event.untilNs) });
      case 'RunEnd':
        return [...words.ends(event.status, event.why, { timers: state.timers.size, operations: state.operations.size, others: state.handles.size }), ...(event.why === '' ? this.stillAwait(state.at) : [])];
      case 'CallbackBegin':
        if (running && this.isBeginning(running, state.at)) return this.begins(running);
        return this.calledBack(event, state.at);
      default:
        return undefined;
    }
  }

  /** For what the loop wakes up then: what is due next to that time. */
  private awaited({ timers, handles, at }: State, untilNs: number): WaitFacts['what'] {
    const { chronicle } = this.session;
    let found: WaitFacts['what'] = 'nothing';
    let least = Infinity;
    const consider = (what: WaitFacts['what'], one: Background | undefined) => {
      const distance = Math.abs((one?.dueNs || Infinity) - untilNs);
      if (distance < least) [found, least] = [what, distance];
    };
    for (const timer of timers.keys()) consider('timer', chronicle.timerAt(timer, at));
    for (const handle of handles.keys()) {
      const one = chronicle.handles.get(handle);
      if (one?.callback) consider(one.what === frameHandle ? 'frame' : 'idle time', one);
    }
    return found;
  }

  private calledBack(event: Extract<TraceEvent, { type: 'CallbackBegin' }>, at: number): Sentence {
    const { chronicle, places } = this.session;
    return this.words.callback(event.what, code(places.functionName(event.callback) || 'callback'), this.addedAt(chronicle.dispatchAt(at)));
  }

  /** Where the listener that is called was added. */
  private addedAt(dispatch: Dispatch | undefined): LineFacts | undefined {
    const { chronicle, places } = this.session;
    const listener = chronicle.listeners.get(dispatch?.listener ?? 0);
    const spot = listener && places.spot(listener.place);
    return spot && { number: spot.line, at: listener.addedAt };
  }

  /** Functions that stand at an await for good. Looked for where that is quick. */
  private stillAwait(at: number): Sentence {
    const { activity, places, trace } = this.session;
    if (trace.eventCount > mostOfSearch) return [];
    const waiting = activity.waitingAt(at).map(({ activation, awaitAt }) => ({ name: places.functionName(activation.function), awaitAt }));
    if (waiting.length === 0) return [];
    const names = waiting.slice(0, 3).flatMap(({ name, awaitAt }, i): Sentence => [...(i === 0 ? [] : [', ']), { go: awaitAt, text: name }]);
    return this.words.stillAwait([...names, ...(waiting.length > 3 ? [', …'] : [])]);
  }

  private begins(job: Job): Sentence {
    const facts = this.jobFacts(job);
    switch (job.kind) {
      case 'script':
        return unparsedAtOnce(this.session) ? this.words.reads(this.programName()) : this.words.text(this.programName());
      case 'task':
        return this.words.task(facts);
      case 'microtask':
        return this.words.microtask(facts);
      case 'tick':
        return this.words.tick(facts);
    }
  }

  private entered(event: Enter, state: State): Sentence {
    const { chronicle, places } = this.session;
    const job = chronicle.jobs.get(state.job);
    if (job && state.frames.length === 1 && this.isBeginning(job, state.at)) return this.begins(job);
    const before = this.session.trace.scanBack(state.at - 1, ({ type }) => !silent.has(type));
    const callback = before < 0 ? undefined : this.session.trace.event(before);
    if (callback?.type === 'CallbackBegin' && callback.what !== '') return this.calledBack(callback, before);
    if (places.isScriptText(event.function)) return this.words.text(places.functionName(event.function));
    const facts = this.call(event, state);
    if (event.sort === 4) return this.words.resume(facts);
    if (event.sort === 2) return this.words.construct(facts);
    return places.isBuiltin(event.function) ? this.words.builtin(facts) : this.words.enter(facts);
  }

  /** Has nothing happened in a job before an event? */
  private isBeginning(job: Job, at: number): boolean {
    const { trace } = this.session;
    let before = at - 1;
    while (before > job.begunAt && (silent.has(trace.event(before).type) || calls.has(trace.event(before).type))) before--;
    return before === job.begunAt;
  }

  private call(event: Enter, state: State): CallFacts {
    const { callSites, objects, places } = this.session;
    const name = (state.top && callSites.name(state.top, state.frames[state.frames.length - 2])) || 'function';
    const list = event.arguments.map((value) => objects.text(value, state.at, 24)).join(', ');
    const caller = state.frames[state.frames.length - 2];
    const line = caller && !places.isBuiltin(caller.call.function) ? callSites.line(caller, state.top) : 0;
    return { call: code(`${event.sort === 2 ? 'new ' : ''}${name}(${list})`), name: code(name), line };
  }

  private ofBackground(event: TraceEvent, state: State): Sentence | undefined {
    const { words } = this;
    const { operations, handles } = this.session.chronicle;
    switch (event.type) {
      case 'TimerSet':
        return words.timerSet({ ...this.timer(event.timer, state.at), asked: this.askedDelay(event, state) });
      case 'TimerDue':
        return words.timerDue(this.timer(event.timer, state.at));
      case 'TimerCleared':
        return words.timerCleared(this.timer(event.timer, state.at));
      case 'TimerReferenced':
        return words.timerReferenced(this.timer(event.timer, state.at), event.keepsAlive);
      case 'OperationBegun':
        return words.operationBegun(event.what);
      case 'OperationDone':
        return words.operationDone(operations.get(event.operation)?.what ?? '');
      case 'OperationCancelled':
        return words.operationCancelled(operations.get(event.operation)?.what ?? '');
      case 'HandleOpened':
        return words.handleOpened(this.hostName(event.what));
      case 'CallbackRequested':
        return words.requested(this.request(event.handle, state.timeNs));
      case 'HandleClosed': {
        const handle = handles.get(event.handle);
        return handle?.callback ? words.requestCancelled(this.request(event.handle, state.timeNs)) : words.handleClosed(this.hostName(handle?.what ?? ''));
      }
      default:
        return undefined;
    }
  }

  private timer(number: number, at: number): TimerFacts {
    const timer = this.session.chronicle.timerAt(number, at);
    const name = code(this.session.places.functionName(timer?.callback ?? 0) || 'callback');
    return { name, delay: milliseconds((timer?.delayMs ?? 0) * 1e6), repeats: timer?.repeats ?? false, asked: undefined, isAtOnce: timer?.dueNs === 0 };
  }

  private request(number: number, nowNs: number): RequestFacts {
    const { chronicle, places } = this.session;
    const handle = chronicle.handles.get(number);
    const left = handle && handle.dueNs !== Infinity ? milliseconds(Math.max(handle.dueNs - nowNs, 0)) : undefined;
    return { name: code(places.functionName(handle?.callback ?? 0) || 'callback'), isFrame: handle?.what === frameHandle, left };
  }

  /** What the call that sets a timer has asked for, if that is another delay than it gets. */
  private askedDelay(event: Extract<TraceEvent, { type: 'TimerSet' }>, { top }: State): string | undefined {
    if (!top || !['setTimeout', 'setInterval'].includes(this.session.places.functionName(top.call.function))) return undefined;
    const asked = top.call.arguments[1];
    const delay = asked === undefined ? 0 : asked.kind === 'number' ? asked.value : event.delayMs;
    return Math.trunc(delay) === event.delayMs ? undefined : milliseconds(delay * 1e6);
  }

  private ofCode(event: TraceEvent, state: State): Sentence | undefined {
    const { words } = this;
    const { places } = this.session;
    const script = places.placeOfFunction(state.top?.call.function ?? 0).script;
    switch (event.type) {
      case 'Statement':
        return words.statement(places.lineOf(script, event.start), code(places.snippet(script, event.start, event.end)));
      case 'Evaluated': {
        const snippet = code(places.snippet(script, event.start, event.end));
        return this.hasReturned(state.at) ? words.called(snippet, this.value(event.value, state)) : words.evaluated(snippet, this.value(event.value, state));
      }
      case 'Binding':
        return words.binding(code(event.name), this.value(event.value, state), event.state === 2);
      case 'Thrown':
        return words.thrown(this.value(event.value, state));
      case 'Caught':
        return words.caught(this.value(event.value, state));
      case 'Leave':
        return this.left(event, state);
      case 'Output':
        return words.output(code(this.printer(event.method, state)), code(event.text.trimEnd()));
      case 'Uncaught':
        return this.uncaught(event, state.at);
      default:
        return undefined;
    }
  }

  /** Is it the return of a call that an event is seen with? */
  private hasReturned(at: number): boolean {
    const { trace } = this.session;
    const before = trace.scanBack(at - 1, ({ type }) => !silent.has(type));
    return before >= 0 && trace.event(before).type === 'Leave';
  }

  /** What prints: the built-in function that is called, if that is known. */
  private printer(method: string, state: State): string {
    const { callSites, places } = this.session;
    if (method) return `console.${method}`;
    if (!state.top || !places.isBuiltin(state.top.call.function)) return 'console';
    return callSites.name(state.top, state.frames[state.frames.length - 2]);
  }

  private left(event: Extract<TraceEvent, { type: 'Leave' }>, state: State): Sentence {
    const { frames } = this.session.history.stateAt(state.at - 1);
    const frame = frames[frames.length - 1];
    const name = code((frame && this.session.callSites.name(frame, frames[frames.length - 2])) || 'function');
    const isEmpty = state.frames.length === 0;
    const value = this.value(event.value, state);
    // No exception: what ends a run can be caught by nobody.
    if (event.how === 2 && event.value.kind === 'none') return this.words.terminated(name, isEmpty);
    if (event.how === 2) return this.words.throws(name, value, isEmpty);
    if (event.how === 3) return this.words.awaits(name, isEmpty);
    if (event.how === 4) return this.words.yields(name, value);
    if (frame && this.session.places.isScriptText(frame.call.function)) return this.words.textEnds(this.session.places.functionName(frame.call.function), isEmpty);
    return this.words.returns(name, value, isEmpty);
  }

  private uncaught(event: Extract<TraceEvent, { type: 'Uncaught' }>, at: number): Sentence {
    const { chronicle, history, places, trace } = this.session;
    const text = unparsedAt(this.session, at);
    if (text) return this.words.unparsed(fileName(text.file), text.line, text.message);
    const said = this.words.uncaught(event.sort, code(event.text.trimEnd()));
    if (event.sort === 3) return said;
    // The exception was thrown before that, in the same job; the promise was rejected with it.
    const from = event.sort === 2 ? Math.min(chronicle.promises.get(event.promise)?.settledAt ?? at, at) : at;
    const thrown = trace.scanBack(from - 1, ({ type }) => type === 'Thrown' || type === 'JobBegin' || type === 'TurnBegin');
    if (thrown < 0 || trace.event(thrown).type !== 'Thrown') return said;
    const { top } = history.stateAt(thrown);
    const { script } = places.placeOfFunction(top?.call.function ?? 0);
    const spot = top?.position && places.spot({ script, start: top.position.start, end: top.position.end });
    return spot ? [...said, ...this.words.thrownAt(go(thrown, `${spot.file}:${spot.line}`))] : said;
  }

  private programName(): string {
    const { meta } = this.session.trace;
    const program = meta.get('program') ?? '';
    return program.slice(program.lastIndexOf('/') + 1) || 'the program';
  }
}
