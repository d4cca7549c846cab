import type { JSX } from 'preact';
import { labels } from './labels';

/** The page where there is nothing to show. */
export function Message({ text }: { text: string }): JSX.Element {
  const words = labels[navigator.language.startsWith('ko') ? 'ko' : 'en'];
  return (
    <div class="message" role="alert">
      <h1>{words.broken}</h1>
      <p>{text}</p>
    </div>
  );
}
