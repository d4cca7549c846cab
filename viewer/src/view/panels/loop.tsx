// The event loop as a ring, the phase that it is in marked, each part linked to where its standard tells of it.

import type { JSX } from 'preact';
import type { State } from '../../model/state';
import { useViewer } from '../context';
import type { Viewer } from '../viewer';

const html = 'https://html.spec.whatwg.org/multipage/webappapis.html#';
const node = 'https://nodejs.org/en/learn/asynchronous-work/event-loop-timers-and-nexttick';

interface Part {
  readonly name: 'script' | 'task' | 'microtasks' | 'render' | 'wait' | 'timers' | 'poll' | 'check' | 'close';
  readonly link: string;
}

const parts: Record<'web' | 'node', readonly Part[]> = {
  web: [
    { name: 'task', link: `${html}event-loop-processing-model` },
    { name: 'microtasks', link: `${html}perform-a-microtask-checkpoint` },
    { name: 'render', link: `${html}update-the-rendering` },
    { name: 'wait', link: `${html}event-loop-processing-model` },
  ],
  node: [
    { name: 'timers', link: `${node}#timers` },
    { name: 'microtasks', link: `${html}perform-a-microtask-checkpoint` },
    { name: 'poll', link: `${node}#poll` },
    { name: 'check', link: `${node}#check` },
    { name: 'close', link: `${node}#close-callbacks` },
  ],
};

function partNow(viewer: Viewer, state: State, isNode: boolean): Part['name'] | undefined {
  const { chronicle, trace } = viewer.session;
  const job = chronicle.jobs.get(state.job);
  if (state.ended) return undefined;
  if (state.waitsUntil !== undefined) return isNode ? 'poll' : 'wait';
  if (!job) return undefined;
  if (job.kind === 'microtask' || job.kind === 'tick') return 'microtasks';
  if (job.kind === 'script') return isNode ? undefined : 'task';
  const source = trace.taskSources.get(job.source) ?? '';
  if (!isNode) return source === 'rendering' ? 'render' : 'task';
  if (source === 'timer') return 'timers';
  if (source === 'immediate') return 'check';
  return source === 'port closing' ? 'close' : 'poll';
}

export function LoopRing(): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const state = viewer.state.value;
  const isNode = viewer.session.trace.meta.get('profile') !== 'web';
  const list = parts[isNode ? 'node' : 'web'];
  const now = partNow(viewer, state, isNode);
  const radius = 78;
  const point = (share: number, r: number): string => {
    const angle = share * 2 * Math.PI - Math.PI / 2;
    return `${120 + r * Math.cos(angle)} ${110 + r * Math.sin(angle)}`;
  };
  const size = 1 / list.length;
  return (
    <div class="ring-panel">
      <svg class="ring" viewBox="0 0 240 220" role="img" aria-label={now ? words.parts[now] : words.loop}>
        {list.map((part, i) => {
          const from = (i - 0.5) * size + 0.012;
          const to = (i + 0.5) * size - 0.012;
          return (
            <path
              key={part.name}
              class={part.name === now ? 'now' : ''}
              d={`M ${point(from, radius)} A ${radius} ${radius} 0 0 1 ${point(to, radius)}`}
            />
          );
        })}
        <text x="120" y="106" class="ring-middle">
          {now ? words.parts[now] : state.ended ? words.ended : state.at < 0 ? '' : state.job >= 0 ? words.parts.script : words.between}
        </text>
        <text x="120" y="126" class="ring-note">
          {state.at < 0 ? '' : words.turnNumber(viewer.session.chronicle.turnAt(state.at))}
        </text>
      </svg>
      <ol class="ring-parts">
        {list.map((part) => (
          <li key={part.name} aria-current={part.name === now ? 'step' : undefined}>
            <strong>{words.parts[part.name]}</strong> {words.partSays[part.name]}{' '}
            <a href={part.link} target="_blank" rel="noreferrer">
              {part.link.startsWith(node) ? words.nodeGuide : words.standard}
            </a>
          </li>
        ))}
      </ol>
    </div>
  );
}
