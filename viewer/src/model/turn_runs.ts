// Turns that repeat each other, as one: what a strip or a list shows of ten thousand ticks of an interval.

import { lastWhere, type Chronicle } from './chronicle';

export interface TurnRun {
  /** Positions in the chronicle's turns, both included. */
  readonly first: number;
  readonly last: number;
}

/** So many are shown one by one. */
const least = 8;

/** Runs of turns that did alike, one behind the other. Others are in none. */
export function turnRuns(chronicle: Chronicle): readonly TurnRun[] {
  const runs: TurnRun[] = [];
  for (let first = 0; first < chronicle.turnCount; ) {
    let last = first;
    const shape = chronicle.shapeOf(first);
    while (shape !== 0 && chronicle.shapeOf(last + 1) === shape) last++;
    if (last - first + 1 >= least) runs.push({ first, last });
    first = last + 1;
  }
  return runs;
}

/** The run that a turn is in. */
export function runOf(runs: readonly TurnRun[], turn: number): TurnRun | undefined {
  const run = runs[lastWhere(runs.length, (index) => runs[index]!.first <= turn)];
  return run && turn <= run.last ? run : undefined;
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly unitFrom: number;
  readonly unitTo: number;
  readonly run: TurnRun | undefined;
}

/** So wide is a run on a strip: as some of its turns. */
const shownTurns = 6;

/** A strip's scale: units are events, but for runs, which are as wide as a few of their turns. */
export class StripScale {
  readonly pieces: readonly Piece[];
  readonly runs: readonly TurnRun[];
  readonly size: number;

  constructor(chronicle: Chronicle, eventCount: number) {
    this.runs = turnRuns(chronicle);
    const pieces: Piece[] = [];
    let [event, unit] = [0, 0];
    const add = (to: number, width: number, run: TurnRun | undefined): void => {
      if (to <= event) return;
      pieces.push({ from: event, to, unitFrom: unit, unitTo: unit + width, run });
      event = to;
      unit += width;
    };
    for (const run of this.runs) {
      const from = chronicle.turn(run.first)!.begunAt;
      const to = chronicle.turn(run.last + 1)?.begunAt ?? eventCount;
      add(from, from - event, undefined);
      add(to, Math.ceil(((to - from) * shownTurns) / (run.last - run.first + 1)), run);
    }
    add(eventCount, eventCount - event, undefined);
    this.pieces = pieces;
    this.size = unit;
  }

  /** -1, before everything, is -1 on both sides. What came after the scale was made, while the program runs, is at its end. */
  unitOf(event: number): number {
    const piece = this.pieces[lastWhere(this.pieces.length, (index) => this.pieces[index]!.from <= event)];
    if (!piece || event < 0) return event;
    return piece.unitFrom + ((Math.min(event, piece.to) - piece.from) * (piece.unitTo - piece.unitFrom)) / (piece.to - piece.from);
  }

  eventOf(unit: number): number {
    const piece = this.pieces[lastWhere(this.pieces.length, (index) => this.pieces[index]!.unitFrom <= unit)];
    if (!piece || unit < 0) return Math.round(unit);
    return Math.round(piece.from + ((unit - piece.unitFrom) * (piece.to - piece.from)) / (piece.unitTo - piece.unitFrom));
  }
}
