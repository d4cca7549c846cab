// A value, and what is in it when it is opened. Objects are as they were at the moment that is shown.

import { useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { keyText } from '../model/objects';
import { objectOf, type Value } from '../trace/values';
import { useViewer } from './context';

interface Properties {
  readonly name: string;
  readonly value: Value;
  /** Written by the step that led here. */
  readonly isChanged?: boolean;
  /** The objects that this is in: one that is among them is not opened again. */
  readonly path?: readonly number[];
  readonly note?: string;
  /** Said behind it. */
  readonly tag?: string;
  /** When the name was written last: pressing the name goes there. */
  readonly writtenAt?: number;
}

const deepest = 20;

export function ValueTree({ name, value, isChanged = false, path = [], note, tag, writtenAt }: Properties): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const { objects } = viewer.session;
  const [isOpen, setOpen] = useState(false);
  const at = viewer.at.value;
  const object = objectOf(value);
  const view = object === 0 ? undefined : objects.view(object, at);
  const canOpen = view !== undefined && view.properties.length > 0 && path.length < deepest;
  const since = viewer.stepStart.value;
  const writtenWhen = (key: string) => {
    const written = objects.writtenAt(object, key, at);
    return written === undefined ? undefined : { writtenAt: written };
  };
  const text = note ?? objects.text(value, at);
  return (
    <li class={isChanged ? 'changed' : ''}>
      <div class="value-row">
        <button
          type="button"
          class="twist"
          aria-expanded={canOpen ? isOpen : undefined}
          aria-label={name}
          disabled={!canOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {canOpen ? (isOpen ? '▾' : '▸') : '·'}
        </button>
        {writtenAt === undefined ? (
          <span class="value-name">{name}</span>
        ) : (
          <button type="button" class="value-name link" title={words.writtenHere} onClick={() => viewer.goTo(writtenAt)}>
            {name}
          </button>
        )}
        <span class={`value-text ${note ? 'note' : ''}`} title={isChanged ? words.changed : undefined}>
          {text}
        </span>
        {tag && <span class="tag">{tag}</span>}
      </div>
      {canOpen && isOpen && (
        <ul class="values">
          {view.properties.map((property) => {
            const key = keyText(property.key);
            const changed = view.changedAt > since && (view.changedKey === key || view.changedKey === '');
            return <ValueTree key={key} name={key} value={property.value} isChanged={changed} path={[...path, object]} {...(writtenWhen(key) ?? {})} />;
          })}
          {view.more > 0 && <li class="more">{words.more(view.more)}</li>}
        </ul>
      )}
    </li>
  );
}
