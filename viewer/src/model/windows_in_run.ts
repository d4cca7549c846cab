// The numbers of events of a run in a trace that has more of some turns: windows of fine detail in the place of what the run told.

import { isCommon } from '../trace/common';
import type { Trace } from '../trace/trace';
import { never, type CutTurn } from './chronicle';
import { detailOf, type WindowDetail } from './window_detail';

/** Turns of a run, told finely. */
export interface Part {
  readonly trace: Trace;
  /** Its events of these turns: [from, to). */
  readonly from: number;
  readonly to: number;
  /** The run's events in whose place they are: [runFrom, runTo). */
  readonly runFrom: number;
  readonly runTo: number;
  /** Its last turn, which goes on behind it. */
  readonly cut: CutTurn | undefined;
}

export interface PlacedPart extends Part {
  readonly joinedFrom: number;
  /** Of each of the run's events in it: how far from the window's first it is. */
  readonly places: readonly number[];
  readonly detail: WindowDetail;
}

interface Known {
  readonly places: readonly number[];
  readonly detail: WindowDetail;
}

/** Of windows that were put into their run before. */
const knownOf = new WeakMap<Part, Known>();

function known(run: Trace, part: Part): Known {
  let found = knownOf.get(part);
  if (!found) knownOf.set(part, (found = { places: places(run, part), detail: detailOf(part.trace, part.from, part.to) }));
  return found;
}

/** Events that a window has not (collections of garbage) are where the one before them is. */
function places(run: Trace, part: Part): readonly number[] {
  const common: number[] = [];
  part.trace.scan(part.from, (event, at) => {
    if (at >= part.to) return true;
    if (isCommon(event)) common.push(at - part.from);
    return false;
  });
  const result: number[] = [];
  let index = 0;
  run.scan(part.runFrom, (event, at) => {
    if (at >= part.runTo) return true;
    if (isCommon(event)) index++;
    result.push(common[Math.max(index - 1, 0)] ?? 0);
    return false;
  });
  return result;
}

export class WindowsInRun {
  readonly parts: readonly PlacedPart[];
  private readonly runFrom: Float64Array;
  private readonly joinedFrom: Float64Array;

  /** `parts`: in their order. */
  constructor(run: Trace, parts: readonly Part[]) {
    let shift = 0;
    this.parts = parts.map((part) => {
      const placed = { ...part, joinedFrom: part.runFrom + shift, ...known(run, part) };
      shift += part.to - part.from - (part.runTo - part.runFrom);
      return placed;
    });
    this.runFrom = Float64Array.from(this.parts, (part) => part.runFrom);
    this.joinedFrom = Float64Array.from(this.parts, (part) => part.joinedFrom);
  }

  /** Where the run's event is; what is not over stays so. */
  readonly at = (number: number): number => {
    const part = this.before(number);
    if (!part || number === never) return number;
    if (number < part.runTo) return part.joinedFrom + part.places[number - part.runFrom]!;
    return number - part.runTo + part.joinedFrom + part.to - part.from;
  };

  /** The window in which the run's event is; undefined: it is in none. */
  partOf(number: number): PlacedPart | undefined {
    const part = this.before(number);
    return part && number < part.runTo ? part : undefined;
  }

  /** The window that an event of the joined trace is of; undefined: it is the run's. */
  partAt(joined: number): PlacedPart | undefined {
    const part = this.behind(joined);
    return part && joined < part.joinedFrom + part.to - part.from ? part : undefined;
  }

  /** The turn before an event of the joined trace that is told up to there, and no further. */
  cutBefore(joined: number): PlacedPart | undefined {
    const part = this.behind(joined);
    return part?.cut && joined >= part.joinedFrom + part.to - part.from ? part : undefined;
  }

  /** The run's number of such an event of the joined trace. */
  runAt(joined: number): number {
    const part = this.behind(joined);
    return part ? joined - (part.joinedFrom + part.to - part.from) + part.runTo : joined;
  }

  /** The last one that begins at the run's event or before it. */
  private before(number: number): PlacedPart | undefined {
    return this.parts[lastUpTo(this.runFrom, number)];
  }

  private behind(joined: number): PlacedPart | undefined {
    return this.parts[lastUpTo(this.joinedFrom, joined)];
  }
}

/** As lastWhere() has it; everything that is drawn of a run with windows goes through this. */
function lastUpTo(numbers: Float64Array, number: number): number {
  let [low, high] = [-1, numbers.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (numbers[middle]! <= number) low = middle;
    else high = middle - 1;
  }
  return low;
}
