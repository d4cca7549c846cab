// The state at any event of a run of which some turns are told finely: from what is known of the run, or, within a window, from the
// window's beginning on.

import type { Trace } from '../trace/trace';
import { farFrom, type States } from './history';
import type { State } from './state';
import type { PlacedPart, WindowsInRun } from './windows_in_run';

export class JoinedHistory implements States {
  /** Of windows that were looked into: states on the way, which others go on from. */
  private readonly snapshots = new Map<PlacedPart, State[]>();

  constructor(
    private readonly trace: Trace,
    private readonly run: States,
    private readonly windows: WindowsInRun,
  ) {}

  /** What is known of the run has grown by itself. */
  extend(): void {}

  stateAt(at: number): State {
    const part = this.windows.partAt(at);
    if (!part) return this.behindCut(this.run.stateAt(this.windows.runAt(at)).moved(this.windows.at));
    const known = this.snapshotsOf(part);
    const state = (known.findLast((one) => one.at <= at) ?? known[0]!).clone();
    const isNew = state.at === known[known.length - 1]!.at;
    let next = farFrom(state);
    this.trace.scan(state.at + 1, (event, number) => {
      if (number > at) return true;
      state.apply(event, number);
      if (isNew && number >= next) {
        known.push(state.clone());
        next = farFrom(state);
      }
      return number >= at;
    });
    return state;
  }

  /** What was on the stack where a window ends within a turn is there until its job ends, or a phase begins: nobody knows more. */
  private behindCut(state: State): State {
    const part = this.windows.cutBefore(state.at);
    if (!part || state.ended) return state;
    const end = this.stateAt(part.joinedFrom + part.to - part.from - 1);
    const isOver = this.trace.scan(end.at + 1, ({ type }, at) => at > state.at || ['JobBegin', 'JobEnd', 'Phase', 'TurnEnd'].includes(type));
    if (isOver < 0 || isOver > state.at) state.frames = end.frames;
    return state;
  }

  private snapshotsOf(part: PlacedPart): State[] {
    let known = this.snapshots.get(part);
    if (!known) this.snapshots.set(part, (known = [this.run.stateAt(part.runFrom - 1).moved(this.windows.at)]));
    return known;
  }
}
