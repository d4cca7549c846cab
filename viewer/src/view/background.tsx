// What goes on while JavaScript does something else: timers, operations, and what may make tasks at any moment.

import type { JSX } from 'preact';
import type { Background as Record_ } from '../model/chronicle';
import { frameHandle, milliseconds } from '../words/narrate';
import { Chip } from './chip';
import { useViewer } from './context';
import { grouped } from './groups';
import { backgroundLabel } from './names';
import { Section } from './section';

const most = 40;

function TimerChip({ timer, alike }: { timer: Record_; alike: number }): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const state = viewer.state.value;
  const left = timer.dueNs - state.timeNs;
  const total = Math.max(timer.delayMs * 1e6, 1);
  const share = Math.min(Math.max(left / total, 0), 1);
  return (
    <Chip item={{ kind: 'timer', id: timer.id }} name={backgroundLabel(viewer, timer)} from="top">
      {alike > 1 && <span class="badge">{words.times(alike)}</span>}
      <span class="chip-note">
        {viewer.session.chronicle.isUnreferenced(timer.id, state.at) && `${words.unreferenced} · `}
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

/** A function that waits for a frame or for idle time. */
function RequestNote({ handle }: { handle: Record_ }): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const left = handle.dueNs === Infinity ? '' : ` · ${words.left(milliseconds(Math.max(handle.dueNs - viewer.state.value.timeNs, 0)))}`;
  return (
    <span class="chip-note">
      {handle.what === frameHandle ? words.nextFrame : words.idleTime}
      {left}
    </span>
  );
}

export function BackgroundPlace(): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const { chronicle } = viewer.session;
  const { timers, operations, handles } = viewer.state.value;
  const count = timers.size + operations.size + handles.size;
  const settings = new Map([...timers].map(([id, begunAt]) => [id, chronicle.timerAt(id, begunAt)]));
  const alike = grouped([...timers.keys()], (id) => {
    const timer = settings.get(id);
    return timer && `${timer.callback} ${timer.delayMs}`;
  });
  const others = [...[...operations.keys()].map((id) => chronicle.operations.get(id)), ...[...handles.keys()].map((id) => chronicle.handles.get(id))];
  const alikeOthers = grouped([...others.keys()], (index) => {
    const one = others[index];
    return one && `${one.kind} ${backgroundLabel(viewer, one)} ${one.callback} ${one.place.script} ${one.place.start}`;
  });
  const shown = alike.slice(0, most);
  const shownOthers = alikeOthers.slice(0, most);
  const left = count - [...shown, ...shownOthers].reduce((sum, group) => sum + group.count, 0);
  return (
    <Section name="background" title={words.background}>
      {count === 0 && <p class="empty">{words.nothing}</p>}
      {count > 0 && (
        <ul class="pool">
          {shown.map(({ first, count: alike }) => {
            const timer = settings.get(first);
            return timer && <TimerChip key={`t${first}`} timer={timer} alike={alike} />;
          })}
          {shownOthers.map(({ first, count: alike }) => {
            const one = others[first]!;
            return (
              <Chip key={`${one.kind}${one.id}`} item={{ kind: one.kind, id: one.id }} name={backgroundLabel(viewer, one)} from="top">
                {alike > 1 && <span class="badge">{words.times(alike)}</span>}
                {one.kind === 'handle' && one.callback !== 0 && <RequestNote handle={one} />}
              </Chip>
            );
          })}
          {left > 0 && <li class="more">{words.more(left)}</li>}
        </ul>
      )}
    </Section>
  );
}
