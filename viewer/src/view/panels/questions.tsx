// Questions about this moment, each with its answer and a way to where the answer is.

import '../../styles/questions.css';
import { useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { keyText } from '../../model/objects';
import { programScopes, scopesOf } from '../../model/scopes';
import type { Value } from '../../trace/values';
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

interface Choice {
  readonly key: string;
  readonly name: string;
  /** What tells it from others of its name. */
  readonly detail?: string;
}

interface Written extends Choice {
  readonly writtenAt: number;
  readonly answer: (answers: Answers, at: number) => Sentence;
}

const mostOfProperties = 8;
/** EnvironmentEntered::sort. */
const classScope = 5;

/** Of the object that is called `name`: the properties that were set since it was first shown. */
function properties(viewer: Viewer, name: string, value: Value): Written[] {
  const { objects } = viewer.session;
  const object = value.kind === 'object' ? value.object : 0;
  const keys = object === 0 ? [] : (objects.view(object, viewer.at.value)?.properties ?? []).map(({ key }) => keyText(key));
  return keys.slice(0, mostOfProperties).flatMap((key) => {
    const writtenAt = objects.writtenAt(object, key, viewer.at.value);
    const shown = `${name}.${key}`;
    if (writtenAt === undefined) return [];
    return [{ key: `${object}.${key}`, name: shown, writtenAt, answer: (answers: Answers, at: number) => answers.lastSet(shown, object, key, at) }];
  });
}

/** What is in it, where that is changed by built-in functions. */
function contents(viewer: Viewer, name: string, value: Value): Written[] {
  const object = value.kind === 'object' ? value.object : 0;
  const changes = object === 0 ? [] : viewer.session.objects.changesOfContents(object, viewer.at.value);
  const writtenAt = changes[changes.length - 1];
  if (writtenAt === undefined) return [];
  const shown = viewer.words.value.contentsOf(name);
  return [{ key: `${object} contents`, name: shown, writtenAt, answer: (answers: Answers, at: number) => answers.lastChange(name, object, at) }];
}

/** The variables that the running code sees, or those of the program, and properties of what is in them; the last written first. */
function written(viewer: Viewer): Written[] {
  const { session } = viewer;
  const frames = [...viewer.state.value.frames].reverse();
  const frame = frames.find((one) => !session.places.isBuiltin(one.call.function));
  const scopes = frame ? scopesOf(session, frame, viewer.at.value) : programScopes(session, viewer.at.value);
  const shortly = (owner: number, value: Value) => `${session.places.functionName(owner)}: ${session.objects.text(value, viewer.at.value, 20)}`;
  // A class knows itself by its name a second time.
  const all = scopes.filter(({ sort }) => sort !== classScope).flatMap(({ environment, function: owner, variables }) =>
    variables.flatMap(({ name, value, writtenAt }): Written[] => [
      { key: `${environment} ${name}`, name, detail: shortly(owner, value), writtenAt, answer: (answers, at) => answers.lastWrite(environment, name, at) },
      ...contents(viewer, name, value),
      ...properties(viewer, name, value),
    ]),
  );
  if (frame) all.push(...properties(viewer, 'this', frame.call.thisValue));
  return all.sort((a, b) => b.writtenAt - a.writtenAt);
}

/** A question about one of several things. */
function Choosing<T extends Choice>({ question, choices, answer }: { question: string; choices: readonly T[]; answer: (chosen: T) => Sentence }): JSX.Element | null {
  const [chosen, choose] = useState('');
  const choice = choices.find(({ key }) => key === chosen) ?? choices[0];
  if (!choice) return null;
  return (
    <div class="question">
      <dt>
        <label>
          {question}{' '}
          <select value={choice.key} onChange={(event) => choose(event.currentTarget.value)}>
            {choices.map(({ key, name, detail }) => (
              <option key={key} value={key}>
                {detail && choices.some((other) => other.name === name && other.key !== key) ? `${name} (${detail})` : name}
              </option>
            ))}
          </select>
        </label>
      </dt>
      <dd>
        <SentenceView sentence={answer(choice)} />
      </dd>
    </div>
  );
}

/** The functions of the program, that on top of the stack first. */
function functions(viewer: Viewer): (Choice & { number: number })[] {
  const { activity, places } = viewer.session;
  const frames = viewer.state.value.frames.map(({ call }) => call.function).reverse();
  const top = frames.find((number) => !places.isBuiltin(number) && !places.isForeign(number) && !places.isScriptText(number));
  const others = activity.calledFunctions().filter((number) => number !== top && !places.isScriptText(number));
  return (top === undefined ? others : [top, ...others]).map((number) => {
    const spot = places.spot(places.placeOfFunction(number));
    return { number, key: String(number), name: places.functionName(number), detail: spot ? `${spot.file}:${spot.line}` : '' };
  });
}

export function Questions(): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const state = viewer.state.value;
  const at = viewer.at.value;
  const answers = new Answers(viewer.session, viewer.language.value, viewer.narration.value);
  const hasPromise = (viewer.session.chronicle.jobs.get(state.job)?.promise ?? 0) !== 0;
  const hasFine = viewer.session.chronicle.hasFineEvents;
  return (
    <dl class="questions">
      {!state.ended && <Question question={words.questionNext} answer={answers.whyNext(state)} />}
      {state.job >= 0 && <Question question={words.questionScheduled} answer={answers.whoScheduledThis(state)} />}
      {hasPromise && <Question question={words.questionResolved} answer={answers.whoResolved(state)} />}
      {state.job < 0 && <Question question={words.questionNothing} answer={answers.whyNothing(state)} />}
      <Choosing question={words.questionWritten} choices={written(viewer)} answer={({ answer }) => answer(answers, at)} />
      {hasFine && <Choosing question={words.questionCalls} choices={functions(viewer)} answer={({ number }) => answers.calls(number)} />}
      {hasFine && <Question question={words.questionAwaits} answer={answers.awaiting(state)} />}
      {hasFine && <Question question={words.questionForgotten} answer={answers.forgotten(state)} />}
    </dl>
  );
}
