// The queues: of microtasks, of process.nextTick where it is used, and one for each source of tasks.

import type { JSX } from 'preact';
import type { Job } from '../model/chronicle';
import { Chip } from './chip';
import { useViewer } from './context';
import { jobLabel } from './names';
import { Section } from './section';
import type { Viewer } from './viewer';

/** So many chips are shown of a queue; the rest is a number. */
const most = 24;

function Queue({ jobs, label }: { jobs: readonly number[]; label: string }): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const { chronicle } = viewer.session;
  if (jobs.length === 0) return <p class="empty">{words.empty}</p>;
  return (
    <ol class="queue" aria-label={label}>
      {folded(viewer, jobs.slice(0, most).flatMap((number) => chronicle.jobs.get(number) ?? [])).map((one, i) =>
        typeof one === 'number' ? (
          <li key={`folded${i}`} class="more">
            {words.foldedJobs(one)}
          </li>
        ) : (
          <Chip key={one.job} item={{ kind: 'job', id: one.job }} name={jobLabel(viewer, one)} from={origin(one)} />
        ),
      )}
      {jobs.length > most && <li class="more">{words.more(jobs.length - most)}</li>}
    </ol>
  );
}

/** A number is so many of the host's own, unless they are asked for. */
function folded(viewer: Viewer, jobs: readonly Job[]): readonly (Job | number)[] {
  const { places } = viewer.session;
  const shown: (Job | number)[] = [];
  for (const job of jobs) {
    const last = shown[shown.length - 1];
    if (!viewer.onlyMyCode.value || !places.isHostJob(job)) shown.push(job);
    else if (typeof last === 'number') shown[shown.length - 1] = last + 1;
    else shown.push(1);
  }
  return shown;
}

function origin(job: Job): string {
  if (job.timer) return `timer:${job.timer}`;
  return job.operation ? `operation:${job.operation}` : 'top';
}

export function Microtasks(): JSX.Element {
  const viewer = useViewer();
  const title = viewer.words.value.microtasks;
  return (
    <Section name="microtasks" title={title}>
      <Queue jobs={[...viewer.state.value.microtasks]} label={title} />
    </Section>
  );
}

export function Ticks(): JSX.Element | null {
  const viewer = useViewer();
  if (!viewer.session.chronicle.hasTicks) return null;
  const title = viewer.words.value.ticks;
  return (
    <Section name="ticks" title={title}>
      <Queue jobs={[...viewer.state.value.ticks]} label={title} />
    </Section>
  );
}

export function Tasks(): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const { chronicle, trace } = viewer.session;
  const queues = new Map<number, number[]>();
  for (const number of viewer.state.value.tasks) {
    const source = chronicle.jobs.get(number)?.source ?? 0;
    const queue = queues.get(source);
    if (queue) queue.push(number);
    else queues.set(source, [number]);
  }
  return (
    <Section name="tasks" title={words.tasks}>
      {queues.size === 0 && <p class="empty">{words.empty}</p>}
      {[...queues].map(([source, jobs]) => (
        <div class="task-queue" key={source}>
          <h3>{trace.taskSources.get(source) ?? '?'}</h3>
          <Queue jobs={jobs} label={trace.taskSources.get(source) ?? '?'} />
        </div>
      ))}
    </Section>
  );
}
