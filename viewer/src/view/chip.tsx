import type { ComponentChildren, JSX } from 'preact';
import { useViewer } from './context';
import type { Item } from './viewer';

interface Properties {
  readonly item: Item;
  readonly name: string;
  readonly from?: string | undefined;
  readonly children?: ComponentChildren;
}

/** Something that waits: pressed, it says who scheduled it and what it waits for. */
export function Chip({ item, name, from, children }: Properties): JSX.Element {
  const viewer = useViewer();
  const isChosen = viewer.item.value?.kind === item.kind && viewer.item.value.id === item.id;
  return (
    <li class="chip-holder">
      <button
        type="button"
        class="chip"
        aria-expanded={isChosen}
        title={viewer.words.value.details}
        data-flip={`${item.kind}:${item.id}`}
        data-flip-from={from}
        onClick={() => (viewer.item.value = isChosen ? undefined : item)}
      >
        <span class="chip-name">{name}</span>
        {children}
      </button>
    </li>
  );
}
