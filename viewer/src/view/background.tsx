// What goes on while JavaScript does something else: timers, operations, and what may make tasks at any moment.

import type { JSX } from 'preact';
import type { Background as Record_ } from '../model/chronicle';
import { milliseconds } from '../words/narrate';
import { Chip } from './chip';
import { useViewer } from './context';
import { backgroundLabel } from './names';
import { Section } from './section';

const most = 40;

function TimerChip({ timer, begunAt }: { timer: Record_; begunAt: number }): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const event = viewer.session.trace.event(begunAt);
  const state = viewer.state.value;
  const due = event.type === 'TimerSet' ? event.dueNs : timer.dueNs;
  const left = due - state.timeNs;
  const total = Math.max(timer.delayMs * 1e6, 1);
  const share = Math.min(Math.max(left / total, 0), 1);
  return (
    <Chip item={{ kind: 'timer', id: timer.id }} name={backgroundLabel(viewer, timer)} from="top">
      <span class="chip-note">
        {timer.repeats && `${words.every(milliseconds(timer.delayMs * 1e6))} · `}
        {left > 0 ? words.left(milliseconds(left)) : words.due}
      </span>
      <svg class="ring-left" viewBox="0 0 20 20" aria-hidden="true">
        <circle cx="10" cy="10" r="8" />
        <circle cx="10" cy="10" r="8" class="rest" pathLength={1} stroke-dasharray={`${share} 1`} />
      </svg>
    </Chip>
  );
}

export function BackgroundPlace(): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const { chronicle } = viewer.session;
  const { timers, operations, handles } = viewer.state.value;
  const count = timers.size + operations.size + handles.size;
  const others = [...operations.keys()].flatMap((id) => chronicle.operations.get(id) ?? []);
  others.push(...[...handles.keys()].flatMap((id) => chronicle.handles.get(id) ?? []));
  return (
    <Section name="background" title={words.background}>
      {count === 0 && <p class="empty">{words.nothing}</p>}
      {count > 0 && (
        <ul class="pool">
          {[...timers].slice(0, most).map(([id, begunAt]) => {
            const timer = chronicle.timers.get(id);
            return timer && <TimerChip key={`t${id}`} timer={timer} begunAt={begunAt} />;
          })}
          {others.slice(0, most).map((one) => (
            <Chip key={`${one.kind}${one.id}`} item={{ kind: one.kind, id: one.id }} name={backgroundLabel(viewer, one)} from="top" />
          ))}
          {timers.size > most && <li class="more">{words.more(timers.size - most)}</li>}
        </ul>
      )}
    </Section>
  );
}
