// Where a function stands that has just gone on, and has come to no place of its own yet.

import type { Place } from '../trace/values';
import type { Session } from './session';
import type { Frame } from './state';

/** Enter::sort of what goes on. */
const resumes = 4;

/** The await (or yield) at which the function of a frame stood before event `at`; undefined: nobody knows. */
export function standsAt({ activity, callSites, history }: Session, { call }: Frame, at: number): Place | undefined {
  const stood = call.sort === resumes ? activity.awaitBefore(call.activation, at) : -1;
  const top = stood < 0 ? undefined : history.stateAt(stood - 1).top;
  return top && callSites.place(top, undefined);
}
