// The state at any event: the nearest snapshot before it, and the events since. Snapshots are taken on the way, further apart the
// larger they are, so that all of them together stay in proportion to the trace.

import type { Trace } from '../trace/trace';
import { lastWhere } from './chronicle';
import { State } from './state';

const leastDistance = 1000;

/** The event from which on the next snapshot is worth its room. */
export function farFrom(state: State): number {
  return state.at + leastDistance + state.size;
}

export interface States {
  /** The state after event `at`, which is the caller's own; -1: before the first. */
  stateAt(at: number): State;
  /** More events have come. */
  extend(): void;
}

export class History implements States {
  private readonly snapshots = [new State()];

  constructor(private readonly trace: Trace) {}

  static of(trace: Trace): History {
    const history = new History(trace);
    history.extend();
    return history;
  }

  /** Takes snapshots of what has come since. */
  extend(): void {
    const state = this.snapshots[this.snapshots.length - 1]!.clone();
    let next = farFrom(state);
    this.trace.scan(state.at + 1, (event, at) => {
      state.apply(event, at);
      if (at < next) return;
      this.snapshots.push(state.clone());
      next = farFrom(state);
    });
  }

  stateAt(at: number): State {
    const state = this.snapshots[lastWhere(this.snapshots.length, (index) => this.snapshots[index]!.at <= at)]!.clone();
    if (state.at < at) {
      this.trace.scan(state.at + 1, (event, number) => {
        state.apply(event, number);
        return number >= at;
      });
    }
    return state;
  }
}
