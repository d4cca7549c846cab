// Questions about this moment, each with its answer and a way to where the answer is.

import { useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { scopesOf } from '../../model/scopes';
import { Answers } from '../../words/answers';
import type { Sentence } from '../../words/sentence';
import { useViewer } from '../context';
import { SentenceView } from '../sentence_view';
import type { Viewer } from '../viewer';

function Question({ question, answer }: { question: string; answer: Sentence }): JSX.Element {
  return (
    <div class="question">
      <dt>{question}</dt>
      <dd>
        <SentenceView sentence={answer} />
      </dd>
    </div>
  );
}

function variables(viewer: Viewer): { environment: number; name: string }[] {
  const { session } = viewer;
  const frames = [...viewer.state.value.frames].reverse();
  const frame = frames.find((one) => !session.places.isBuiltin(one.call.function));
  if (!frame) return [];
  return scopesOf(session, frame, viewer.at.value).flatMap((scope) => scope.variables.map(({ name }) => ({ environment: scope.environment, name })));
}

export function Questions(): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const state = viewer.state.value;
  const [chosen, choose] = useState('');
  const answers = new Answers(viewer.session, viewer.language.value, viewer.narration.value);
  const known = variables(viewer);
  const variable = known.find((one) => `${one.environment} ${one.name}` === chosen) ?? known[0];
  return (
    <dl class="questions">
      <Question question={words.questionNext} answer={answers.whyNext(state)} />
      <Question question={words.questionScheduled} answer={answers.whoScheduledThis(state)} />
      <Question question={words.questionResolved} answer={answers.whoResolved(state)} />
      {variable && (
        <div class="question">
          <dt>
            <label>
              {words.questionWritten}{' '}
              <select value={`${variable.environment} ${variable.name}`} onChange={(event) => choose(event.currentTarget.value)}>
                {known.map((one) => (
                  <option key={`${one.environment} ${one.name}`} value={`${one.environment} ${one.name}`}>
                    {one.name}
                  </option>
                ))}
              </select>
            </label>
          </dt>
          <dd>
            <SentenceView sentence={answers.lastWrite(variable.environment, variable.name, viewer.at.value)} />
          </dd>
        </div>
      )}
      <Question question={words.questionNothing} answer={answers.whyNothing(state)} />
    </dl>
  );
}
