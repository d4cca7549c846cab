import type { JSX } from 'preact';
import { labels } from './labels';
import { language } from './remembered';

/** The page where there is nothing to show. */
export function Message({ text }: { text: string }): JSX.Element {
  const words = labels[language()];
  return (
    <main class="message">
      <h1>{words.broken}</h1>
      <p role="alert">{text}</p>
    </main>
  );
}
