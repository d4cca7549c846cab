// Where the page opens: where it was asked for, at the first error that nobody caught, or at the beginning.

import type { Session } from '../model/session';
import { openTurnOf, reached } from '../model/reached';

export interface Notice {
  /** `undetailed`: the line is reached in that turn, of which there are no calls and values; `unsearched`: perhaps, where there are none. */
  readonly kind: 'error' | 'line' | 'missed' | 'undetailed' | 'unsearched' | 'last' | 'searching';
  /** The line that was asked for; of `last`, how many turns. */
  readonly what: string;
  readonly at: number;
}

/** Of a trace that is whole. Undefined: at the beginning. */
export function opening(session: Session): Notice | undefined {
  const { trace, chronicle } = session;
  const turn = openTurnOf(session);
  const line = trace.meta.get('at');
  if (line) {
    const at = reached(session, line, turn < 0 ? 0 : (chronicle.turn(turn)?.begunAt ?? 0));
    // Whoever has written down the turn has seen that the line is reached in it.
    const begunAt = chronicle.turn(turn)?.begunAt ?? -1;
    return at < 0 ? { kind: begunAt < 0 ? 'missed' : 'undetailed', what: line, at: begunAt } : { kind: 'line', what: line, at };
  }
  if (turn > 0) return { kind: 'last', what: String(chronicle.turnCount - turn), at: chronicle.turn(turn)!.begunAt };
  return chronicle.firstError < 0 ? undefined : { kind: 'error', what: '', at: chronicle.firstError };
}
