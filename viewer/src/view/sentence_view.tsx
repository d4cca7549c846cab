import type { JSX } from 'preact';
import type { Sentence } from '../words/sentence';
import { useViewer } from './context';

/** A sentence with its code and its links. */
export function SentenceView({ sentence }: { sentence: Sentence }): JSX.Element {
  const viewer = useViewer();
  return (
    <>
      {sentence.map((part) => {
        if (typeof part === 'string') return part;
        if ('code' in part) return <code>{part.code}</code>;
        return (
          <button type="button" class="link" onClick={() => viewer.goTo(part.go)}>
            {part.text}
          </button>
        );
      })}
    </>
  );
}
