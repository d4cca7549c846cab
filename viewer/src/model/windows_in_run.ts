// The numbers of events of a run in a trace that has more of some turns: windows of fine detail in the place of what the run told.

import { isCommon } from '../trace/common';
import type { Trace } from '../trace/trace';

/** Turns of a run, told finely. */
export interface Part {
  readonly trace: Trace;
  /** Its events of these turns: [from, to). */
  readonly from: number;
  readonly to: number;
  /** The run's events in whose place they are: [runFrom, runTo). */
  readonly runFrom: number;
  readonly runTo: number;
}

interface PlacedPart extends Part {
  readonly joinedFrom: number;
  /** Of each of the run's events in it: how far from the window's first it is. */
  readonly places: readonly number[];
}

const placesOf = new WeakMap<Part, readonly number[]>();

/** Events that a window has not (collections of garbage) are where the one before them is. */
function places(run: Trace, part: Part): readonly number[] {
  const known = placesOf.get(part);
  if (known) return known;
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
  placesOf.set(part, result);
  return result;
}

export class WindowsInRun {
  readonly parts: readonly PlacedPart[];

  /** `parts`: in their order. */
  constructor(run: Trace, parts: readonly Part[]) {
    let shift = 0;
    this.parts = parts.map((part) => {
      const placed = { ...part, joinedFrom: part.runFrom + shift, places: places(run, part) };
      shift += part.to - part.from - (part.runTo - part.runFrom);
      return placed;
    });
  }

  /** Where the run's event is; what is not over (Infinity) stays so. */
  readonly at = (number: number): number => {
    const part = this.before(number);
    if (!part) return number;
    if (number < part.runTo) return part.joinedFrom + part.places[number - part.runFrom]!;
    return number - part.runTo + part.joinedFrom + part.to - part.from;
  };

  isInWindow(number: number): boolean {
    const part = this.before(number);
    return part !== undefined && number < part.runTo;
  }

  /** The last one that begins at the run's event or before it. */
  private before(number: number): PlacedPart | undefined {
    let low = -1;
    let high = this.parts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.parts[middle]!.runFrom <= number) low = middle;
      else high = middle - 1;
    }
    return this.parts[low];
  }
}
