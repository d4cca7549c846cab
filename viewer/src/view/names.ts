import type { Background, Job } from '../model/chronicle';
import { plain } from '../words/sentence';
import type { Viewer } from './viewer';

/** What a job is called on its chip. */
export function jobLabel(viewer: Viewer, job: Job): string {
  return plain([viewer.narration.value.jobName(job)]);
}

export function backgroundLabel(viewer: Viewer, what: Background): string {
  if (what.kind !== 'timer') return what.what;
  return viewer.session.places.functionName(what.callback) || 'callback';
}
