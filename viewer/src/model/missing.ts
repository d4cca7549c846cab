// What a trace does not have, and why: people are told.

import type { Complaint } from '../trace/byte_reader';
import type { Session } from './session';

/** `killed`: the recorded run was, so that nothing more was written down; `unlike`: what was replayed is not the recorded run; `file`: the trace
 * itself is not whole. */
export type MissingEnd = { readonly kind: 'killed'; readonly why: string } | { readonly kind: 'unlike'; readonly why: string } | { readonly kind: 'file'; readonly why: Complaint };

/** Undefined: the run's end is there, or has not come yet. */
export function missingEnd({ trace }: Session): MissingEnd | undefined {
  const why = trace.meta.get('missingEnd');
  if (why !== undefined) return why === 'killed' ? { kind: 'killed', why } : { kind: 'unlike', why };
  return trace.complaint && { kind: 'file', why: trace.complaint };
}

/** After so many events there are no more calls and values: until which event there are. */
export interface CutDetail {
  readonly events: number;
  readonly at: number;
}

export function cutDetail({ trace, chronicle }: Session): CutDetail | undefined {
  const events = Number(trace.meta.get('cut') ?? 0);
  return events > 0 ? { events, at: chronicle.lastFineAt } : undefined;
}
