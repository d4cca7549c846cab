// The state at any event: the nearest snapshot before it, and the events since. Snapshots are taken on the way, further apart the
// larger they are, so that all of them together stay in proportion to the trace.

import type { Trace } from '../trace/trace';
import { State } from './state';

const leastDistance = 1000;

export class History {
  private readonly snapshots: State[] = [new State()];

  constructor(private readonly trace: Trace) {
    this.extend();
  }

  /** Takes snapshots of what has come since. */
  extend(): void {
    const state = this.snapshots[this.snapshots.length - 1]!.clone();
    let next = state.at + leastDistance + state.size;
    this.trace.scan(state.at + 1, (event, at) => {
      state.apply(event, at);
      if (at < next) return;
      this.snapshots.push(state.clone());
      next = at + leastDistance + state.size;
    });
  }

  /** The state after event `at`; -1: before the first. */
  stateAt(at: number): State {
    const state = this.nearest(at).clone();
    if (state.at < at) {
      this.trace.scan(state.at + 1, (event, number) => {
        state.apply(event, number);
        return number >= at;
      });
    }
    return state;
  }

  private nearest(at: number): State {
    let low = 0;
    let high = this.snapshots.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.snapshots[middle]!.at <= at) low = middle;
      else high = middle - 1;
    }
    return this.snapshots[low]!;
  }
}
