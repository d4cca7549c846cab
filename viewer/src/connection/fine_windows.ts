// Fine detail of turns, put into the trace of a run that has none: docs/watch-protocol.md, "/api/window".

import type { Chronicle, CutTurn } from '../model/chronicle';
import { never } from '../model/chronicle';
import { Session } from '../model/session';
import { WindowsInRun, type Part } from '../model/windows_in_run';
import { isCommon, isFine } from '../trace/common';
import { Trace } from '../trace/trace';
import type { WindowEnd } from './records';

interface Window extends Part {
  readonly firstTurn: number;
  readonly lastTurn: number;
}

/** A turn in a window's trace. */
interface ToldTurn {
  readonly turn: number;
  readonly from: number;
  /** Behind its end; undefined: that is not there. */
  to: number | undefined;
}

export interface TurnRange {
  readonly from: number;
  readonly to: number;
}

const turnsBefore = 4;
/** Of a window: so many at first, and at least and at most. */
const firstTurns = 24;
const leastTurns = 8;
const mostTurns = 100;
/** A window that takes longer (in milliseconds) is too large; one that takes less could be larger. */
const tooLong = 120;
const quick = 50;
/** So many events of windows are kept, and the last window in any case: those longest asked for are forgotten. */
const mostEvents = 800_000;
/** Of one turn: as many as an exported page has. */
export const mostOfTurn = 500_000;

export class FineWindows {
  /** In the order in which they came. */
  private windows: Window[] = [];
  private turnsBehind = firstTurns;

  /** `run`: of the run's own trace, which has loop events alone. */
  constructor(private readonly run: Session) {}

  private get chronicle(): Chronicle {
    return this.run.chronicle;
  }

  isFine(turn: number): boolean {
    return this.windows.some((window) => window.firstTurn <= turn && turn <= window.lastTurn);
  }

  /** Of a turn that is not told to its end: how far. */
  cutOf(turn: number): CutTurn | undefined {
    return this.windows.find(({ cut }) => cut?.turn === turn)?.cut;
  }

  /** Lets go of a cut turn, so that more of it can be asked for. */
  forget(turn: number): void {
    this.windows = this.windows.filter(({ cut }) => cut?.turn !== turn);
  }

  /** The turns around one to ask for, if that is over (or `isStuck`: it does not end) and there is no fine detail of it yet. */
  around(turn: number, isStuck = false): TurnRange | undefined {
    const isOver = (one: number) => (this.chronicle.turn(one)?.endedAt ?? never) !== never;
    const isWanted = (one: number) => isOver(one) && !this.isFine(one);
    if (isStuck && this.chronicle.turn(turn) && !isOver(turn) && !this.isFine(turn)) return { from: turn, to: turn };
    if (!isWanted(turn)) return undefined;
    let [from, to] = [turn, turn];
    while (from > 0 && turn - from < turnsBefore && isWanted(from - 1)) from--;
    while (to - turn < this.turnsBehind && isWanted(to + 1)) to++;
    return { from, to };
  }

  /** A window took so long, from being asked for until it was shown: the next ones are as large as somebody waits for. */
  noteTime(milliseconds: number): void {
    if (milliseconds > tooLong) this.turnsBehind = Math.max(this.turnsBehind >> 1, leastTurns);
    else if (milliseconds < quick) this.turnsBehind = Math.min(this.turnsBehind * 2, mostTurns);
  }

  /**
   * Takes the turns that are whole in a window and not known yet; where not even the first is whole, what there is of that, `why` there is no more.
   * Returns whether there were any.
   */
  add(trace: Trace, asked: TurnRange, why = ''): boolean {
    const turns = turnsIn(trace, asked);
    const before = this.windows.length;
    for (let first = 0; first < turns.length; ) {
      if (!this.isWanted(turns[first]!)) {
        first++;
        continue;
      }
      let last = first;
      while (last + 1 < turns.length && this.isWanted(turns[last + 1]!)) last++;
      this.take(trace, turns[first]!, turns[last]!);
      first = last + 1;
    }
    const only = turns[0];
    if (only?.turn === asked.from && only.to === undefined && !this.isFine(only.turn)) this.takeBeginning(trace, only, why);
    let count = this.windows.reduce((sum, { from, to }) => sum + to - from, 0);
    const isAdded = this.windows.length > before;
    while (count > mostEvents && this.windows.length > 1) {
      const { from, to } = this.windows.shift()!;
      count -= to - from;
    }
    return isAdded;
  }

  private isWanted({ turn, to }: ToldTurn): boolean {
    return to !== undefined && !this.isFine(turn) && (this.chronicle.turn(turn)?.endedAt ?? never) !== never;
  }

  private take(trace: Trace, first: ToldTurn, last: ToldTurn): void {
    const runFrom = this.chronicle.turn(first.turn)!.begunAt;
    const runTo = this.chronicle.turn(last.turn)!.endedAt + 1;
    this.windows.push({ trace, firstTurn: first.turn, lastTurn: last.turn, from: first.from, to: last.to!, runFrom, runTo, cut: undefined });
  }

  /** As far as both tell of the turn. */
  private takeBeginning(trace: Trace, { turn, from }: ToldTurn, why: string): void {
    const known = this.chronicle.turn(turn);
    if (!known) return;
    const [told, run] = [commonIn(trace, from, trace.eventCount), commonIn(this.run.trace, known.begunAt, known.endedAt)];
    const count = Math.min(told.length, run.length);
    const [to, runTo] = [told[count] ?? trace.eventCount, run[count] ?? Math.min(known.endedAt, this.run.trace.eventCount)];
    const cut = { turn, why, events: to - from };
    this.windows.push({ trace, firstTurn: turn, lastTurn: turn, from, to, runFrom: known.begunAt, runTo, cut });
  }

  /** The run with all windows in it. */
  joined(): Session {
    const { trace } = this.run;
    const windows = this.windows.slice().sort((a, b) => a.firstTurn - b.firstTurn);
    const parts: { trace: Trace; from: number; to: number }[] = [];
    let at = 0;
    for (const { trace: window, from, to, runFrom, runTo } of windows) {
      parts.push({ trace, from: at, to: runFrom }, { trace: window, from, to });
      at = runTo;
    }
    parts.push({ trace, from: at, to: trace.eventCount });
    return Session.joined(Trace.joined(trace, parts), this.run, new WindowsInRun(trace, windows));
  }
}

function turnsIn(trace: Trace, asked: TurnRange): ToldTurn[] {
  const turns: ToldTurn[] = [];
  trace.scan(0, (event, at) => {
    if (event.type === 'TurnBegin' && asked.from <= event.turn && event.turn <= asked.to) turns.push({ turn: event.turn, from: at, to: undefined });
    const last = turns[turns.length - 1];
    if (event.type === 'TurnEnd' && last?.turn === event.turn) last.to = at + 1;
  });
  return turns;
}

/** The numbers of the common events among [from, to). */
function commonIn(trace: Trace, from: number, to: number): number[] {
  const found: number[] = [];
  trace.scan(from, (event, at) => {
    if (at >= to) return true;
    if (isCommon(event)) found.push(at);
    return false;
  });
  return found;
}

/** The moment in another session of the same run, of which more or less is told. */
export function sameMoment(at: number, old: Session, session: Session): number {
  const index = old.chronicle.turnAt(at);
  const turn = session.chronicle.turn(index);
  if (index < 0 || !turn) return -1;
  let count = 0;
  // Behind the last event that both have.
  let fine = 0;
  old.trace.scan(old.chronicle.turn(index)!.begunAt, (event, number) => {
    if (number > at) return true;
    if (isCommon(event)) [count, fine] = [count + 1, 0];
    else if (isFine(event)) fine++;
    return false;
  });
  let found = session.trace.scan(turn.begunAt, (event) => isCommon(event) && --count === 0);
  if (found < 0) return turn.begunAt;
  // Where both tell finely, that is the same; otherwise there is nothing between.
  session.trace.scan(found + 1, (event, number) => {
    if (fine === 0 || isCommon(event)) return true;
    if (isFine(event)) [found, fine] = [number, fine - 1];
    return false;
  });
  return found;
}

/** Where a search goes on behind a window; undefined: its first turn is not all there. */
export function nextTurn({ from, to }: TurnRange, end: WindowEnd | undefined): number | undefined {
  if (end?.complete) return to + 1;
  // The last one of a window that is not complete has only begun.
  const last = end?.turns[1] ?? from;
  return last > from ? Math.min(last, to + 1) : undefined;
}
