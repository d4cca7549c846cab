// What is shown on demand: one panel at a time, the console first.

import type { JSX } from 'preact';
import { Console } from './console';
import { useViewer } from './context';
import { Contexts } from './panels/contexts';
import { useDesk } from './desk';
import { EnginePanel } from './panels/engine';
import { GlossaryPanel } from './panels/glossary';
import { InputPad } from './panels/input_pad';
import { LoopRing } from './panels/loop';
import { ObjectsPanel } from './panels/objects';
import { Questions } from './panels/questions';
import { Timeline } from './panels/timeline';
import type { Panel } from './viewer';

const panels: Record<Panel, () => JSX.Element | null> = {
  console: Console,
  contexts: Contexts,
  objects: ObjectsPanel,
  loop: LoopRing,
  timeline: Timeline,
  engine: EnginePanel,
  questions: Questions,
  input: InputPad,
  glossary: GlossaryPanel,
};

const all = Object.keys(panels) as Panel[];

export function Panels(): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  // An export has no program that could hear of input.
  const isServed = useDesk() !== undefined;
  const order = all.filter((panel) => isServed || panel !== 'input');
  const chosen = viewer.panel.value;
  const Content = panels[chosen];
  const move = (event: KeyboardEvent, by: number): void => {
    event.preventDefault();
    const next = order[(order.indexOf(chosen) + by + order.length) % order.length]!;
    viewer.panel.value = next;
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <section class="place panels">
      <div class="tabs" role="tablist" aria-label={words.tabs}>
        {order.map((panel) => (
          <button
            type="button"
            role="tab"
            key={panel}
            id={`tab-${panel}`}
            aria-selected={panel === chosen}
            aria-controls="panel"
            tabIndex={panel === chosen ? 0 : -1}
            onClick={(event) => {
              viewer.panel.value = panel;
              // Who uses a pointer wants the arrow keys to step on.
              if (event.detail > 0) event.currentTarget.blur();
            }}
            onKeyDown={(event) => {
              if (event.key === 'ArrowRight') move(event, 1);
              if (event.key === 'ArrowLeft') move(event, -1);
            }}
          >
            {panel === 'engine' ? words.engine.title : words[panel]}
          </button>
        ))}
      </div>
      <div id="panel" class={`panel panel-${chosen}`} role="tabpanel" aria-labelledby={`tab-${chosen}`} tabIndex={0}>
        <Content />
      </div>
    </section>
  );
}
