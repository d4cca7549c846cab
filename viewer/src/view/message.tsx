import { useEffect } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Complaint } from '../trace/byte_reader';
import { complaintText } from '../words/complaints';
import { labels } from './labels';
import { language, theme } from './remembered';

/** The page where there is nothing to show: what is wrong with the trace, or that it has no events, or that there is none. */
export function Message({ why }: { why: Complaint | 'empty' | 'none' }): JSX.Element {
  const words = labels[language()];
  useEffect(() => {
    document.documentElement.lang = language();
    document.documentElement.dataset['theme'] = theme();
  });
  return (
    <main class="message">
      <h1>{words.broken}</h1>
      <p role="alert">{typeof why === 'string' ? words.noTrace[why] : complaintText(why, language())}</p>
    </main>
  );
}
