import type { Background, Job } from '../model/chronicle';
import { plain } from '../words/sentence';
import type { Viewer } from './viewer';

/** What a job is called on its chip. */
export function jobLabel(viewer: Viewer, job: Job): string {
  const name = plain([viewer.narration.value.jobName(job)]);
  return job.sort === 3 || job.sort === 4 ? viewer.words.value.afterAwait(name) : name;
}

export function backgroundLabel(viewer: Viewer, what: Background): string {
  if (what.kind === 'operation') return what.what;
  if (what.kind === 'handle' && what.callback === 0) return viewer.narration.value.hostName(what.what);
  return viewer.session.places.functionName(what.callback) || 'callback';
}
