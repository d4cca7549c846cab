// The objects that the run has shown until now, those that changed last first.

import type { JSX } from 'preact';
import { shownNumber } from '../../trace/numbering';
import { useViewer } from '../context';
import { ValueTree } from '../value_tree';

const most = 60;

export function ObjectsPanel(): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const { chronicle, objects } = viewer.session;
  const at = viewer.at.value;
  const since = viewer.stepStart.value;
  const known: { object: number; last: number }[] = [];
  for (const [object, changes] of chronicle.objectChanges) {
    let end = changes.length;
    while (end > 0 && changes[end - 1]! > at) end--;
    if (end > 0) known.push({ object, last: changes[end - 1]! });
  }
  known.sort((a, b) => b.last - a.last);
  if (known.length === 0) return <p class="empty">{words.noObjects}</p>;
  return (
    <ul class="values objects">
      {known.slice(0, most).map(({ object, last }) => (
        <ValueTree
          key={object}
          name={`${objects.view(object, at)?.className ?? 'Object'} ${shownNumber(object)}`}
          value={{ kind: 'object', object }}
          isChanged={last > since}
          writtenAt={last}
        />
      ))}
      {known.length > most && <li class="more">{words.more(known.length - most)}</li>}
    </ul>
  );
}
