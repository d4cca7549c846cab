// The queues: of microtasks, of process.nextTick where it is used, and one for each source of tasks.

import type { JSX } from 'preact';
import type { Job } from '../model/chronicle';
import { Chip } from './chip';
import { useViewer } from './context';
import { grouped, mostChips } from './groups';
import { jobLabel } from './names';
import { Section } from './section';

function Queue({ jobs, label }: { jobs: readonly number[]; label: string }): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const { chronicle } = viewer.session;
  if (jobs.length === 0) return <p class="empty">{words.empty}</p>;
  const isFolded = (job: Job) => viewer.onlyMyCode.value && viewer.session.places.isHostJob(job);
  const groups = grouped(
    jobs,
    (number) => {
      const job = chronicle.jobs.get(number);
      return job && (isFolded(job) ? 'host' : `${job.callback} ${job.sort} ${job.what}`);
    },
    (text) => text === 'host',
  );
  return (
    <ol class="queue" aria-label={label}>
      {groups.slice(0, mostChips).map(({ first, count }) => {
        const job = chronicle.jobs.get(first)!;
        if (isFolded(job)) {
          return (
            <li key={first} class="more">
              {words.foldedJobs(count)}
            </li>
          );
        }
        return (
          <Chip key={first} item={{ kind: 'job', id: first }} name={jobLabel(viewer, job)} from={origin(job)}>
            {count > 1 && <span class="badge">{words.times(count)}</span>}
          </Chip>
        );
      })}
      {groups.length > mostChips && <li class="more">{words.more(groups.length - mostChips)}</li>}
    </ol>
  );
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
  const { chronicle } = viewer.session;
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
          <h3>{viewer.narration.value.sourceName(source) || '?'}</h3>
          <Queue jobs={jobs} label={viewer.narration.value.sourceName(source) || '?'} />
        </div>
      ))}
    </Section>
  );
}
