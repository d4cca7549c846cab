// Fine detail of turns, put into the trace of a run that has none: docs/watch-protocol.md, "/api/window".

import type { Chronicle } from '../model/chronicle';
import { never } from '../model/chronicle';
import type { Session } from '../model/session';
import { eventTable, type TraceEvent } from '../trace/events';
import { Trace } from '../trace/trace';

interface Window {
  readonly trace: Trace;
  readonly firstTurn: number;
  readonly lastTurn: number;
  /** Its events of these turns. */
  readonly from: number;
  readonly to: number;
}

export interface TurnRange {
  readonly from: number;
  readonly to: number;
}

const turnsBefore = 4;
const turnsBehind = 100;

export class FineWindows {
  private readonly windows: Window[] = [];

  /** `chronicle`: of the run's own trace, which has loop events alone. */
  constructor(
    private readonly run: Trace,
    private readonly chronicle: Chronicle,
  ) {}

  isFine(turn: number): boolean {
    return this.windows.some((window) => window.firstTurn <= turn && turn <= window.lastTurn);
  }

  /** The turns around one to ask for, if that is over and there is no fine detail of it yet. */
  around(turn: number): TurnRange | undefined {
    const isWanted = (one: number) => this.chronicle.turns[one] !== undefined && this.chronicle.turns[one].endedAt !== never && !this.isFine(one);
    if (!isWanted(turn)) return undefined;
    let [from, to] = [turn, turn];
    while (from > 0 && turn - from < turnsBefore && isWanted(from - 1)) from--;
    while (to - turn < turnsBehind && isWanted(to + 1)) to++;
    return { from, to };
  }

  /** Takes the turns that are whole in a window. Returns whether there were any. */
  add(trace: Trace, asked: TurnRange): boolean {
    let first: { turn: number; at: number } | undefined;
    let last: { turn: number; at: number } | undefined;
    trace.scan(0, (event, at) => {
      if (event.type === 'TurnBegin' && event.turn >= asked.from) first ??= { turn: event.turn, at };
      if (event.type === 'TurnEnd' && event.turn <= asked.to) last = { turn: event.turn, at };
    });
    if (!first || !last || last.turn < first.turn || this.chronicle.turns[last.turn]?.endedAt === never) return false;
    this.windows.push({ trace, firstTurn: first.turn, lastTurn: last.turn, from: first.at, to: last.at + 1 });
    this.windows.sort((a, b) => a.firstTurn - b.firstTurn);
    return true;
  }

  /** The run's trace with all windows in it. */
  joined(): Trace {
    const parts: { trace: Trace; from: number; to: number }[] = [];
    const { turns } = this.chronicle;
    let at = 0;
    for (const { trace, firstTurn, lastTurn, from, to } of this.windows) {
      parts.push({ trace: this.run, from: at, to: turns[firstTurn]!.begunAt }, { trace, from, to });
      at = turns[lastTurn]!.endedAt + 1;
    }
    parts.push({ trace: this.run, from: at, to: this.run.eventCount });
    return Trace.joined(this.run, parts);
  }
}

/** Every replay has these events in the same order. */
function isCommon(event: TraceEvent): boolean {
  return eventTable[event.type].level === 'Loop' && event.type !== 'Collection';
}

/** The moment in another session of the same run, of which more or less is told. */
export function sameMoment(at: number, old: Session, session: Session): number {
  const index = old.chronicle.turnAt(at);
  const turn = session.chronicle.turns[index];
  if (index < 0 || !turn) return -1;
  let count = 0;
  old.trace.scan(old.chronicle.turns[index]!.begunAt, (event, number) => {
    if (number > at) return true;
    if (isCommon(event)) count++;
    return false;
  });
  const found = session.trace.scan(turn.begunAt, (event) => isCommon(event) && --count === 0);
  return found < 0 ? turn.begunAt : found;
}
