// The input pad: events that the reader sends to the program that runs.

import { useEffect, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { InputEvent } from '../../connection/commands';
import type { InputTarget } from '../../connection/records';
import { useViewer } from '../context';
import { useDesk, type Desk } from '../desk';
import type { DeskLabels } from '../desk_labels';
import type { Viewer } from '../viewer';

const usualTypes = ['click', 'scroll', 'keydown', 'message'] as const;

/** Of src/cli/run/input.cpp: what the event is. */
function interfaceOf(type: string, hasData: boolean): string {
  if (['click', 'auxclick', 'contextmenu', 'pointerup', 'pointerdown', 'pointermove'].includes(type)) return 'PointerEvent';
  if (['dblclick', 'mousedown', 'mousemove', 'mouseup'].includes(type)) return 'MouseEvent';
  if (type === 'keydown' || type === 'keyup') return 'KeyboardEvent';
  if (type === 'message') return 'MessageEvent';
  return hasData ? 'CustomEvent' : 'Event';
}

/** What is no JSON is a string. */
function dataOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

interface Keystroke {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

const letterA: Keystroke = { key: 'a', code: 'KeyA', ctrlKey: false, shiftKey: false, altKey: false, metaKey: false };

function shownKey({ key, ctrlKey, shiftKey, altKey, metaKey }: Keystroke): string {
  const modifiers = [ctrlKey && 'Ctrl', altKey && 'Alt', metaKey && 'Meta', shiftKey && key.length > 1 && 'Shift'].filter(Boolean);
  return [...modifiers, key === ' ' ? 'Space' : key].join(' + ');
}

/** Takes the key that is pressed in it; Tab goes on, as everywhere. */
function KeyField({ stroke, take, label, hint }: { stroke: Keystroke; take: (stroke: Keystroke) => void; label: string; hint: string }): JSX.Element {
  return (
    <label class="pad-field">
      {label}
      <input
        class="pad-key"
        value={shownKey(stroke)}
        title={hint}
        placeholder={hint}
        onInput={(event) => (event.currentTarget.value = shownKey(stroke))}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Tab' || ['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)) return;
          event.preventDefault();
          const { key, code, ctrlKey, shiftKey, altKey, metaKey } = event;
          take({ key, code, ctrlKey, shiftKey, altKey, metaKey });
        }}
      />
      <span class="note">{hint}</span>
    </label>
  );
}

function Targets({ desk, targets, chosen, choose }: { desk: Desk; targets: readonly InputTarget[]; chosen: InputTarget | undefined; choose: (id: number) => void }): JSX.Element {
  const words = desk.words.value;
  return (
    <fieldset class="pad-targets">
      <legend>{words.target}</legend>
      {targets.map((target) => (
        <label key={target.id} class={`pad-target ${target === chosen ? 'chosen' : ''}`}>
          <input type="radio" name="pad-target" checked={target === chosen} onChange={() => choose(target.id)} />
          <code>{target.name}</code>
          <span class="pad-about">
            {target.name === 'globalThis' ? words.global : target.place && words.firstListener(target.place.slice(target.place.lastIndexOf('/') + 1).replace(/\)$/, ''))}
            {' · '}
            {target.types.length > 0 ? words.listensTo(target.types.join(', ')) : words.listensToNothing}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function KeepRunning({ desk }: { desk: Desk }): JSX.Element {
  const words = desk.words.value;
  const input = desk.watch.state.value?.input;
  return (
    <div class="pad-keep">
      <label class="check">
        <input type="checkbox" role="switch" checked={input?.keepsRunning ?? false} onChange={(event) => void desk.keepRunning(event.currentTarget.checked)} />
        {words.inputKeep}
      </label>
      <p class="note">{words.inputKeepSays}</p>
    </div>
  );
}

/** Goes to where an input that was sent arrives. */
function useArrival(desk: Desk, viewer: Viewer): void {
  const { chronicle, trace } = viewer.session;
  const awaited = desk.awaited.value;
  const revision = viewer.revision.value;
  useEffect(() => {
    if (!awaited || awaited.run !== desk.watch.state.value?.run) return;
    for (const job of chronicle.jobs.values()) {
      if (job.job <= awaited.jobs || trace.taskSources.get(job.source) !== 'user interaction') continue;
      desk.awaited.value = undefined;
      viewer.goTo(job.queuedAt);
      return;
    }
  }, [awaited, revision, viewer.session]);
}

interface TypeChoiceProperties {
  readonly types: readonly string[];
  readonly selected: string;
  readonly words: DeskLabels;
  choose(type: string): void;
}

/** Which type of event; empty: another one. */
function TypeChoice({ types, selected, words, choose }: TypeChoiceProperties): JSX.Element {
  const choice = (type: string, label: string, isChosen: boolean): JSX.Element => (
    <label key={type} class={`pad-type ${isChosen ? 'chosen' : ''}`}>
      <input type="radio" name="pad-type" checked={isChosen} onChange={() => choose(type)} />
      {label}
    </label>
  );
  return (
    <fieldset class="pad-types">
      <legend>{words.event}</legend>
      {types.map((type) => choice(type, type, type === selected))}
      {choice('', words.otherEvent, !types.includes(selected))}
    </fieldset>
  );
}

function TextField({ label, value, hint, take }: { label: string; value: string; hint?: string; take: (text: string) => void }): JSX.Element {
  return (
    <label class="pad-field">
      {label}
      <input value={value} placeholder={hint} onInput={(event) => take(event.currentTarget.value)} />
    </label>
  );
}

/** Sends it, and waits for its task. Returns whether it was taken. */
async function sendEvent(desk: Desk, viewer: Viewer, event: InputEvent): Promise<boolean> {
  const run = desk.watch.state.value?.run ?? 0;
  let jobs = 0;
  for (const number of viewer.session.chronicle.jobs.keys()) jobs = Math.max(jobs, number);
  if (!(await desk.send(event))) return false;
  desk.awaited.value = { run, jobs };
  return true;
}

function Sending({ desk, target }: { desk: Desk; target: InputTarget }): JSX.Element {
  const viewer = useViewer();
  const words = desk.words.value;
  const [chosen, choose] = useState<string | undefined>(undefined);
  const [other, setOther] = useState('');
  const [stroke, setStroke] = useState(letterA);
  const [data, setData] = useState('');
  const [told, tell] = useState('');
  const own = target.types.filter((type) => !(usualTypes as readonly string[]).includes(type));
  const types = [...usualTypes, ...own];
  const selected = chosen ?? target.types[0] ?? 'click';
  const isOther = !types.includes(selected);
  const type = isOther ? other : selected;
  const kind = interfaceOf(type, data !== '');
  const takesData = kind === 'MessageEvent' || kind === 'CustomEvent' || kind === 'Event';
  const send = async (): Promise<void> => {
    const details = kind === 'KeyboardEvent' ? stroke : takesData && data !== '' ? { data: dataOf(data) } : {};
    if (await sendEvent(desk, viewer, { target: target.id, type, ...details })) tell(words.sent(type));
  };
  return (
    <form
      class="pad-event"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TypeChoice types={types} selected={selected} words={words} choose={choose} />
      <div class="pad-details">
        {isOther && <TextField label={words.eventName} value={other} take={setOther} />}
        {kind === 'KeyboardEvent' && <KeyField stroke={stroke} take={setStroke} label={words.key} hint={words.keyHint} />}
        {takesData && type !== 'scroll' && <TextField label={words.data} value={data} hint={words.dataHint} take={setData} />}
        <button type="submit" class="edit-button main" disabled={isOther && other === ''}>
          {words.send(type || '…')}
        </button>
        <span class="note">{words.sendKind(kind)}</span>
      </div>
      <p class="pad-told" role="status">
        {told}
      </p>
    </form>
  );
}

export function InputPad(): JSX.Element | null {
  const desk = useDesk();
  return desk ? <Pad desk={desk} /> : null;
}

function Pad({ desk }: { desk: Desk }): JSX.Element {
  const viewer = useViewer();
  const words = desk.words.value;
  const targets = desk.watch.state.value?.input?.targets ?? [];
  const [id, choose] = useState(0);
  // The global object comes first, and is rarely what is meant.
  const target = targets.find((one) => one.id === id) ?? targets.find((one) => one.types.length > 0) ?? targets[0];
  useArrival(desk, viewer);
  return (
    <div class="pad">
      {desk.isOver.value ? (
        <p class="pad-over">
          {words.inputEnded}{' '}
          <button type="button" class="link" onClick={() => void desk.rerun()}>
            {words.runAgain}
          </button>
        </p>
      ) : target ? (
        <>
          <Targets desk={desk} targets={targets} chosen={target} choose={choose} />
          <Sending key={target.id} desk={desk} target={target} />
        </>
      ) : (
        <p class="empty">{words.noTargets}</p>
      )}
      <KeepRunning desk={desk} />
    </div>
  );
}
