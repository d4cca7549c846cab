// The state at any event: the nearest snapshot before it, and the events since. Snapshots are taken on the way, further apart the
// larger they are, so that all of them together stay in proportion to the trace.

import type { Trace } from '../trace/trace';
import { State } from './state';
import type { WindowsInRun } from './windows_in_run';

const leastDistance = 1000;

interface Snapshot {
  readonly at: number;
  /** A copy, to be gone on with. */
  readonly state: () => State;
}

function snapshotOf(state: State): Snapshot {
  const kept = state.clone();
  return { at: kept.at, state: () => kept.clone() };
}

export class History {
  private snapshots: Snapshot[] = [snapshotOf(new State())];

  constructor(private readonly trace: Trace) {}

  static of(trace: Trace): History {
    const history = new History(trace);
    history.extend();
    return history;
  }

  /** Of a run of which some turns are told finely: what is known of the run's own trace, and of the windows what is new. */
  static joined(trace: Trace, run: History, windows: WindowsInRun): History {
    const history = new History(trace);
    const snapshots: Snapshot[] = [];
    let next = 0;
    const take = (before: number): void => {
      for (; next < run.snapshots.length && run.snapshots[next]!.at < before; next++) {
        const { at, state } = run.snapshots[next]!;
        if (!windows.isInWindow(at)) snapshots.push({ at: windows.at(at), state: () => state().moved(windows.at) });
      }
    };
    for (const part of windows.parts) {
      take(part.runFrom);
      history.snapshots = snapshots;
      const to = part.joinedFrom + part.to - part.from;
      const state = history.stateAt(part.joinedFrom - 1);
      history.goOn(state, to);
      snapshots.push(snapshotOf(state));
    }
    take(Infinity);
    history.snapshots = snapshots;
    return history;
  }

  /** Takes snapshots of what has come since. */
  extend(): void {
    this.goOn(this.snapshots[this.snapshots.length - 1]!.state(), Infinity);
  }

  /** The state after event `at`; -1: before the first. */
  stateAt(at: number): State {
    const state = this.nearest(at).state();
    if (state.at < at) {
      this.trace.scan(state.at + 1, (event, number) => {
        state.apply(event, number);
        return number >= at;
      });
    }
    return state;
  }

  /** Changes `state` up to event `end`, which is not included, with snapshots on the way. */
  private goOn(state: State, end: number): void {
    let next = state.at + leastDistance + state.size;
    this.trace.scan(state.at + 1, (event, at) => {
      if (at >= end) return true;
      state.apply(event, at);
      if (at < next) return false;
      this.snapshots.push(snapshotOf(state));
      next = at + leastDistance + state.size;
      return false;
    });
  }

  private nearest(at: number): Snapshot {
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
