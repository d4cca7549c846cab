import type { JSX } from 'preact';
import { glossary } from '../../words/glossary';
import { useViewer } from '../context';

export function GlossaryPanel(): JSX.Element {
  const viewer = useViewer();
  return (
    <dl class="glossary">
      {glossary[viewer.language.value].map((entry) => (
        <div key={entry.term}>
          <dt>{entry.term}</dt>
          <dd>
            <p>{entry.says}</p>
            {entry.example && <pre>{entry.example}</pre>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
