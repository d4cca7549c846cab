// The card of something that waits: who scheduled it, what it waits for, when it runs.

import type { JSX } from 'preact';
import { never } from '../model/chronicle';
import { Answers } from '../words/answers';
import { useViewer } from './context';
import { SentenceView } from './sentence_view';
import type { Sentence } from '../words/sentence';

function Row({ title, sentence }: { title: string; sentence: Sentence }): JSX.Element {
  return (
    <>
      <dt>{title}</dt>
      <dd>
        <SentenceView sentence={sentence} />
      </dd>
    </>
  );
}

export function Details(): JSX.Element | null {
  const viewer = useViewer();
  const item = viewer.item.value;
  if (!item) return null;
  const words = viewer.words.value;
  const answers = new Answers(viewer.session, viewer.language.value, viewer.narration.value);
  const { chronicle } = viewer.session;
  const job = item.kind === 'job' ? chronicle.jobs.get(item.id) : undefined;
  const state = viewer.state.value;
  const table = { operation: chronicle.operations, handle: chronicle.handles };
  const background = item.kind === 'job' ? undefined : item.kind === 'timer' ? chronicle.timerAt(item.id, state.at) : table[item.kind].get(item.id);
  if (!job && !background) return null;
  const name = job ? answers.nameOf(job) : answers.backgroundName(background!);
  return (
    <aside class="details" aria-label={words.details}>
      <h2>
        <SentenceView sentence={[name]} />
        <button type="button" class="close" aria-label={words.close} onClick={() => (viewer.item.value = undefined)}>
          ×
        </button>
      </h2>
      <dl>
        <Row title={words.whoScheduled} sentence={job ? answers.whoScheduled(job) : answers.whoBegan(background!)} />
        <Row title={words.whatFor} sentence={job ? answers.waitsFor(job, state) : answers.backgroundWaitsFor(background!, state)} />
        {job && job.begunAt !== never && <Row title={words.whenRuns} sentence={answers.whenRuns(job)} />}
      </dl>
    </aside>
  );
}
