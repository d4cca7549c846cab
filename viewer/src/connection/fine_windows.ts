// Fine detail of turns, put into the trace of a run that has none: docs/watch-protocol.md, "/api/window".

import type { Chronicle } from '../model/chronicle';
import { never } from '../model/chronicle';
import { Session } from '../model/session';
import { WindowsInRun, type Part } from '../model/windows_in_run';
import { isCommon } from '../trace/common';
import { Trace } from '../trace/trace';
import type { WindowEnd } from './records';

interface Window extends Part {
  readonly firstTurn: number;
  readonly lastTurn: number;
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
const mostEvents = 400_000;

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

  /** The turns around one to ask for, if that is over and there is no fine detail of it yet. */
  around(turn: number): TurnRange | undefined {
    const isWanted = (one: number) => (this.chronicle.turn(one)?.endedAt ?? never) !== never && !this.isFine(one);
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

  /** Takes the turns that are whole in a window. Returns whether there were any. */
  add(trace: Trace, asked: TurnRange): boolean {
    let first: { turn: number; at: number } | undefined;
    let last: { turn: number; at: number } | undefined;
    trace.scan(0, (event, at) => {
      if (event.type === 'TurnBegin' && event.turn >= asked.from) first ??= { turn: event.turn, at };
      if (event.type === 'TurnEnd' && event.turn <= asked.to) last = { turn: event.turn, at };
    });
    if (!first || !last || last.turn < first.turn || this.chronicle.turn(last.turn)?.endedAt === never) return false;
    const runFrom = this.chronicle.turn(first.turn)!.begunAt;
    const runTo = this.chronicle.turn(last.turn)!.endedAt + 1;
    this.windows.push({ trace, firstTurn: first.turn, lastTurn: last.turn, from: first.at, to: last.at + 1, runFrom, runTo });
    let count = this.windows.reduce((sum, { from, to }) => sum + to - from, 0);
    while (count > mostEvents && this.windows.length > 1) {
      const { from, to } = this.windows.shift()!;
      count -= to - from;
    }
    return true;
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

/** The moment in another session of the same run, of which more or less is told. */
export function sameMoment(at: number, old: Session, session: Session): number {
  const index = old.chronicle.turnAt(at);
  const turn = session.chronicle.turn(index);
  if (index < 0 || !turn) return -1;
  let count = 0;
  old.trace.scan(old.chronicle.turn(index)!.begunAt, (event, number) => {
    if (number > at) return true;
    if (isCommon(event)) count++;
    return false;
  });
  const found = session.trace.scan(turn.begunAt, (event) => isCommon(event) && --count === 0);
  return found < 0 ? turn.begunAt : found;
}

/** Where a search goes on behind a window; undefined: its first turn is not all there. */
export function nextTurn({ from, to }: TurnRange, end: WindowEnd | undefined): number | undefined {
  if (end?.complete) return to + 1;
  // The last one of a window that is not complete has only begun.
  const last = end?.turns[1] ?? from;
  return last > from ? Math.min(last, to + 1) : undefined;
}
