// A run that is being watched: its trace as it comes from the watch server (docs/watch-protocol.md), what the server says of the
// run, and the commands that it takes.

import { signal } from '@preact/signals';
import { never } from '../model/chronicle';
import { reached } from '../model/reached';
import { Session } from '../model/session';
import { Trace } from '../trace/trace';
import { Viewer } from '../view/viewer';
import { Commands } from './commands';
import { FineWindows, mostOfTurn, nextTurn, sameMoment, type TurnRange } from './fine_windows';
import { servedStages } from './stages';
import { RecordKind, RecordReader, type WatchRecord, type WatchState, type WindowEnd } from './records';
import { askServer } from './server';
import { Slices } from './slices';

const retryAfter = 1000;
/** At a time, when a line is looked for. */
const turnsOfSearch = 200;
const mostOutput = 64 * 1024;
const tellAfter = 100;
/** So long the rest of the run waits for a window. */
const courtesy = 250;
/** So long a window is waited for that nobody looks at any more. Most take less. */
const patience = 100;

/** So many times as many events are asked for, by somebody who wants more of a turn. */
const roomGrows = 4;

/** Fine events of some turns, and how they end. */
interface FetchedWindow {
  readonly trace: Trace | undefined;
  readonly end: WindowEnd;
}

/** Turns in which a line is looked for. `opens`: the page is to open there; `isBehind`: it is to be behind what is shown. */
interface LineRange {
  readonly range: TurnRange;
  readonly opens: boolean;
  readonly isBehind: boolean;
}

export class Watch {
  readonly state = signal<WatchState | undefined>(undefined);
  readonly viewer = signal<Viewer | undefined>(undefined);
  readonly isConnected = signal(false);
  /** The server talks to another page: this one was not opened with the address that it printed. */
  readonly isRefused = signal(false);
  /** How much of the run is here, of what there is of it: 0 to 1. */
  readonly share = signal(1);
  /** Where the run was when it was seen last, while one job blocked it. */
  readonly blockedIn = signal('');
  /** What the live run wrote, as far as it can be read. A crash's last words are nowhere else. */
  readonly output = signal('');
  /** What a command was answered, where that was no success. */
  readonly complaint = signal('');
  readonly commands = new Commands((text) => (this.complaint.value = text));

  private trace = new Trace();
  private before: Viewer | undefined;
  private windows: FineWindows | undefined;
  /** Of the run's own trace. While there are no windows it is what is shown. */
  private ownSession: Session | undefined;
  /** A window that is on its way. */
  private request: { readonly range: TurnRange; readonly abort: AbortController; readonly since: number; readonly isDone: Promise<void> } | undefined;
  /** Turns whose detail could not be had, and how much was known then. */
  private readonly refused = new Map<number, number>();
  /** The page is where it was to be opened, or somebody has gone elsewhere. */
  private hasOpened = false;
  private search: AbortController | undefined;
  /** Of turns of which people want to see more: so many events. */
  private readonly room = new Map<number, number>();
  private telling: ReturnType<typeof setTimeout> | undefined;
  private toldAt = 0;
  private run = -1;
  private received = 0;
  /** So many events of the trace are known of. */
  private grownTo = 0;
  /** So much of the trace is part of what is shown. */
  private joinedTo = 0;
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  /** Reads until the page is left; comes back when the connection is lost. */
  async follow(): Promise<never> {
    for (;;) {
      try {
        await this.read();
      } catch {
        // The server is gone, or has never been there.
      }
      this.isConnected.value = false;
      await new Promise((resolve) => setTimeout(resolve, retryAfter));
    }
  }

  /** What runs, once more: the file as it is on disk now, or the example as it was. */
  async rerun(): Promise<void> {
    const example = this.state.value?.example;
    await this.commands.send('run', example ? { example } : {});
  }

  async stop(): Promise<void> {
    await this.commands.send('stop');
  }

  private async read(): Promise<void> {
    const answer = await askServer(this.run < 0 ? '/api/stream' : `/api/stream?run=${this.run}&from=${this.received}`);
    this.isRefused.value = answer.status === 403;
    if (!answer.ok || !answer.body) throw new Error(answer.statusText);
    this.isConnected.value = true;
    const records = new RecordReader();
    const reader = answer.body.getReader();
    const slices = new Slices();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      for (const record of records.append(value)) {
        this.take(record);
        if (slices.isOver()) {
          this.growIfMoreHasCome();
          await slices.pause();
          await this.letWindowGoFirst();
        }
      }
      this.growIfMoreHasCome();
    }
  }

  /** What is looked at is more urgent than the rest of the run. */
  private async letWindowGoFirst(): Promise<void> {
    if (this.request) await Promise.race([this.request.isDone, new Promise((resolve) => setTimeout(resolve, courtesy))]);
  }

  private growIfMoreHasCome(): void {
    const { eventCount } = this.trace;
    if (eventCount === this.grownTo) return;
    this.grownTo = eventCount;
    if (eventCount > 0) this.grow();
    if (this.state.value) this.share.value = this.shareNow(this.state.value);
  }

  private take({ kind, contents }: WatchRecord): void {
    if (kind === RecordKind.State) {
      const state = JSON.parse(this.decoder.decode(contents)) as WatchState;
      if (state.run !== this.run) this.begin(state);
      this.state.value = state;
      this.share.value = this.shareNow(state);
      if (state.live.state === 'blocked') this.blockedIn.value = state.live.frames?.[0] ?? '';
      else if (state.live.state === 'running') this.blockedIn.value = '';
      this.openPage();
      this.want();
    } else if (kind === RecordKind.Trace) {
      this.received += contents.length;
      this.trace.append(contents);
    } else if (kind === RecordKind.Output) {
      this.output.value = (this.output.value + this.decoder.decode(contents.subarray(1))).slice(-mostOutput);
    }
  }

  private begin({ run, program }: WatchState): void {
    this.viewer.value?.pause();
    this.before = this.viewer.value ?? this.before;
    this.request?.abort.abort();
    this.request = undefined;
    this.search?.abort();
    this.search = undefined;
    this.hasOpened = false;
    this.refused.clear();
    this.room.clear();
    this.blockedIn.value = '';
    this.windows = undefined;
    this.run = run;
    this.received = 0;
    this.trace = new Trace();
    this.grownTo = 0;
    // The trace itself comes from a replay, which has no name.
    this.trace.meta.set('program', program);
    this.output.value = '';
    this.viewer.value = undefined;
  }

  /** More of the trace has come. */
  private grow(): void {
    const viewer = this.viewer.value;
    if (!viewer || this.ownSession?.trace !== this.trace) {
      const session = new Session(this.trace);
      this.ownSession = session;
      this.windows = new FineWindows(session);
      const begun = new Viewer(session);
      begun.stages.value = servedStages;
      begun.seekLine = (line) => this.seekNext(begun, line);
      begun.showMore = (turn) => this.showMore(turn);
      if (this.before) begun.choosesLike(this.before);
      this.viewer.value = begun;
      begun.at.subscribe(() => this.want());
      this.openPage();
      return;
    }
    const { session } = viewer;
    if (session !== this.ownSession) {
      session.trace.addPart(this.trace, this.joinedTo, this.trace.eventCount);
      this.joinedTo = this.trace.eventCount;
      this.ownSession.extend();
    }
    session.extend();
    this.tell(viewer);
  }

  /** The page follows a run that goes on, and not each of its pieces. */
  private tell(viewer: Viewer): void {
    if (this.telling) return;
    const wait = Math.max(this.toldAt + tellAfter - performance.now(), 0);
    this.telling = setTimeout(() => {
      this.telling = undefined;
      this.toldAt = performance.now();
      viewer.revision.value++;
      this.openPage();
      if (viewer === this.viewer.value) this.want();
    }, wait);
  }

  private shareNow({ live, replay }: WatchState): number {
    const { logBytes = 0, logSize = 0, traceBytes = 0 } = replay;
    const goesOn = live.state === 'running' || live.state === 'blocked';
    const isReplaying = replay.state === 'starting' || replay.state === 'following' || (replay.state === 'waiting' && !goesOn);
    const replayed = isReplaying && logSize > 0 ? Math.min(logBytes / logSize, 1) : 1;
    const share = replayed * (traceBytes > 0 ? Math.min(this.received / traceBytes, 1) : 1);
    return Math.floor(share * 1000) / 1000;
  }

  /** Goes where the page was asked to open, or to the first error, as soon as that is known and if nobody has gone anywhere yet. */
  private openPage(): void {
    const [state, viewer] = [this.state.value, this.viewer.value];
    if (this.hasOpened || !state || !viewer) return;
    if (viewer.at.value >= 0) {
      this.hasOpened = true;
      return;
    }
    const { chronicle } = viewer.session;
    // Nothing more comes, or not before something happens.
    const isQuiet = state.replay.state === 'done' || state.replay.state === 'waiting' || state.replay.state === 'failed';
    if (state.at) {
      if (!this.search) void this.seek(viewer, state.at, (this.search = new AbortController()), true);
    } else if (state.last) {
      if (!isQuiet || chronicle.turnCount < (state.replay.turns ?? 0)) return;
      this.hasOpened = true;
      const first = chronicle.turn(Math.max(chronicle.turnCount - state.last, 0));
      viewer.open({ kind: 'last', what: String(state.last), at: first?.begunAt ?? -1 });
    } else if (chronicle.firstError >= 0) {
      this.hasOpened = true;
      viewer.open({ kind: 'error', what: '', at: chronicle.firstError });
    }
  }

  /** Goes to where a line is reached next: behind what is shown, and then from the beginning. */
  private seekNext(viewer: Viewer, line: string): void {
    this.search?.abort();
    void this.seek(viewer, line, (this.search = new AbortController()), false);
  }

  /** Looks through the run, window by window, for the next time that a line is reached. \param opens  the page, which then waits for what the run does */
  private async seek(viewer: Viewer, line: string, abort: AbortController, opens: boolean): Promise<void> {
    viewer.notice.value = { kind: 'searching', what: line, at: -1 };
    const { moves } = viewer;
    const isOver = () => abort.signal.aborted || viewer.moves !== moves || this.viewer.value !== viewer;
    const first = Math.max(viewer.session.chronicle.turnAt(viewer.at.value), 0);
    let turn = first;
    let last = Infinity;
    let isWhole = true;
    // A turn that does not end, and was looked through as far as it is known.
    let stuck = -1;
    while (!isOver() && turn <= last) {
      const { chronicle } = this.ownSession!;
      const isOverThen = (one: number): boolean => one <= last && (chronicle.turn(one)?.endedAt ?? never) !== never;
      const isStuck = !isOverThen(turn) && turn !== stuck && this.isStuck(turn);
      if (isStuck) stuck = turn;
      if (!isOverThen(turn) && !isStuck) {
        const state = this.state.value?.replay.state;
        if (opens && state !== 'done' && state !== 'failed') {
          await new Promise((resolve) => setTimeout(resolve, retryAfter / 4));
          continue;
        }
        if (first === 0 || last === first) break;
        [turn, last] = [0, first];
        continue;
      }
      const isFine = (one: number): boolean => this.windows?.isFine(one) === true;
      const isFineIn = ({ from, to }: TurnRange): boolean => Array.from({ length: to - from + 1 }, (_, i) => from + i).some(isFine);
      const isKnown = isFine(turn);
      let to = turn;
      while (to - turn < turnsOfSearch && isOverThen(to + 1) && isFine(to + 1) === isKnown) to++;
      const range = { from: turn, to };
      const isBehind = turn === first && last === Infinity;
      if (isKnown) {
        if (this.showKnownLine(viewer, line, { range, opens, isBehind })) return;
        if (viewer.session.chronicle.cutTurns.some(({ turn: cut }) => cut >= turn && cut <= to)) isWhole = false;
        turn = to + 1;
        continue;
      }
      const window = await this.fetchWindow(range, abort.signal).catch(() => undefined);
      if (isOver()) break;
      const found = window?.trace ? reached(new Session(window.trace), line) : -1;
      // Some of these turns have been shown meanwhile.
      if (found >= 0 && isFineIn(range)) continue;
      if (found >= 0 && this.showLine(viewer, line, window!, found, { range, opens, isBehind })) return;
      if (isStuck) {
        isWhole = false;
        continue;
      }
      const next = nextTurn(range, window?.end);
      // The turn that it begins with is too large, or cannot be replayed.
      if (next === undefined) isWhole = false;
      turn = next ?? turn + 1;
    }
    this.hasOpened = true;
    if (!isOver()) viewer.open({ kind: isWhole ? 'missed' : 'unsearched', what: line, at: -1 });
  }

  /** Goes to the line, if it is reached in turns whose calls and values are there. Returns whether it is. */
  private showKnownLine(viewer: Viewer, line: string, { range, opens, isBehind }: LineRange): boolean {
    const { chronicle } = viewer.session;
    const begun = chronicle.turn(range.from)!.begunAt;
    const end = chronicle.turn(range.to + 1)?.begunAt ?? never;
    const at = reached(viewer.session, line, isBehind ? Math.max(begun, viewer.at.value + 1) : begun, end - 1);
    if (at < 0) return false;
    this.hasOpened = true;
    if (opens) viewer.open({ kind: 'line', what: line, at });
    else viewer.goTo(at);
    return true;
  }

  /** The same with a window, in which it is at `found`. */
  private showLine(viewer: Viewer, line: string, { trace, end }: FetchedWindow, found: number, asked: LineRange): boolean {
    const { windows } = this;
    if (!windows || !trace) return false;
    if (windows.add(trace, asked.range, end.why)) {
      this.show(viewer, windows);
      if (this.showKnownLine(viewer, line, asked)) return true;
    }
    // It is in a turn that is not whole in the window, and cannot be shown.
    const begun = trace.scanBack(found, (event) => event.type === 'TurnBegin');
    const event = begun < 0 ? undefined : trace.event(begun);
    if (event?.type !== 'TurnBegin') return false;
    const turn = viewer.session.chronicle.turn(event.turn);
    if (!turn) return false;
    // It may be another window that tells of the turn, and not that far.
    const at = windows.isFine(event.turn) ? reached(viewer.session, line, turn.begunAt, turn.endedAt) : -1;
    this.hasOpened = true;
    viewer.open(at >= 0 ? { kind: 'line', what: line, at } : { kind: 'undetailed', what: line, at: turn.begunAt });
    return true;
  }

  /** Is it the last turn, which does not come to its end? */
  private isStuck(turn: number): boolean {
    const state = this.state.value;
    const known = this.ownSession?.chronicle.turn(turn);
    return state !== undefined && known !== undefined && known.endedAt === never && state.live.state !== 'running' && state.replay.state !== 'starting';
  }

  /** Asks for more of a turn of which there was no room for all. */
  showMore(turn: number): void {
    this.room.set(turn, (this.room.get(turn) ?? mostOfTurn) * roomGrows);
    this.windows?.forget(turn);
    this.refused.delete(turn);
    this.want();
  }

  /** Asks for fine detail of the turn that is shown. */
  private want(): void {
    const viewer = this.viewer.value;
    if (!viewer || !this.windows) return;
    const turn = Math.max(viewer.session.chronicle.turnAt(viewer.at.value), 0);
    if (this.request && !this.giveUpRequest(turn)) return;
    // What nobody knew then may be known now.
    if (this.windows.cutOf(turn)?.why === 'log' && viewer.session.chronicle.turn(turn)?.endedAt !== never) this.windows.forget(turn);
    const range = this.windows.around(turn, this.isStuck(turn));
    if (!range || this.refused.get(turn) === this.trace.eventCount) return;
    const abort = new AbortController();
    const isDone = this.load(range, turn, abort.signal)
      .catch(() => false)
      .then((isThere) => {
        if (this.request?.abort !== abort) return;
        this.request = undefined;
        if (isThere) this.want();
        else this.refused.set(turn, this.trace.eventCount);
      });
    this.request = { range, abort, since: performance.now(), isDone };
  }

  /** Who has gone elsewhere meanwhile does not wait for a window that takes long. Returns whether there is no request any more. */
  private giveUpRequest(turn: number): boolean {
    const { range, abort, since } = this.request!;
    if (range.from <= turn && turn <= range.to) return false;
    const wait = since + patience - performance.now();
    if (wait > 0) {
      setTimeout(() => this.request?.abort === abort && this.want(), wait);
      return false;
    }
    abort.abort();
    this.request = undefined;
    return true;
  }

  /** Returns whether the turn that is wanted was there. */
  private async load(range: TurnRange, wanted: number, abort: AbortSignal): Promise<boolean> {
    const { windows } = this;
    const begun = performance.now();
    const { trace, end } = await this.fetchWindow(range, abort);
    const viewer = this.viewer.value;
    if (!viewer || !windows || this.windows !== windows) return false;
    if (trace && windows.add(trace, range, end.why)) this.show(viewer, windows);
    if (!windows.isFine(wanted)) {
      // The turns before it may have taken the room.
      if (end.why === 'size' && range.from < wanted) return this.load({ from: wanted, to: wanted }, wanted, abort);
      viewer.undetailed.value = new Map(viewer.undetailed.value).set(wanted, end.why);
      return false;
    }
    windows.noteTime(performance.now() - begun);
    return true;
  }

  private async fetchWindow(range: TurnRange, abort: AbortSignal): Promise<FetchedWindow> {
    const answer = await askServer(`/api/window?run=${this.run}&from=${range.from}&to=${range.to}`, { signal: abort });
    let window: Trace | undefined;
    let end: WindowEnd = { complete: false, turns: [range.from, range.from], why: answer.statusText };
    if (!answer.ok || !answer.body) return { trace: undefined, end };
    const { trace } = this;
    const most = this.room.get(range.from) ?? mostOfTurn;
    const records = new RecordReader();
    const reader = answer.body.getReader();
    const slices = new Slices();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { trace: window, end };
      for (const { kind, contents } of records.append(value)) {
        if (kind === RecordKind.Base) {
          const { blocks } = JSON.parse(this.decoder.decode(contents)) as { blocks: number };
          window = Trace.windowOf(trace, blocks);
        } else if (kind === RecordKind.Trace) {
          window?.append(contents);
        } else if (kind === RecordKind.End) {
          end = JSON.parse(this.decoder.decode(contents)) as WindowEnd;
        }
        if (window && window.eventCount > most) {
          // Whoever closes the connection ends the work on it.
          void reader.cancel();
          return { trace: window, end: { complete: false, turns: [range.from, lastTurnOf(window)], why: 'room' } };
        }
        if (slices.isOver()) await slices.pause();
      }
    }
  }

  private show(viewer: Viewer, windows: FineWindows): void {
    const old = viewer.session;
    const session = windows.joined();
    this.joinedTo = this.trace.eventCount;
    viewer.replace(session, sameMoment(viewer.at.value, old, session));
  }
}

/** The last turn that a window has begun to tell of. */
function lastTurnOf(window: Trace): number {
  const found = window.scanBack(window.eventCount - 1, ({ type }) => type === 'TurnBegin');
  const event = found < 0 ? undefined : window.event(found);
  return event?.type === 'TurnBegin' ? event.turn : 0;
}
