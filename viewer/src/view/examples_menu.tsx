// The example programs: a page of them where no file was named, a menu of them otherwise.

import { useLayoutEffect, useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import { useDesk, type Desk } from './desk';

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function ExampleCards({ desk }: { desk: Desk }): JSX.Element {
  const known = desk.examples.value;
  const words = desk.words.value;
  const running = desk.watch.state.value?.example ?? '';
  if (!known) return <p class="empty">{words.noExamples}</p>;
  const isNone = desk.watch.state.value?.live.state === 'none';
  return (
    <ol class="example-cards">
      {known.file && (
        <li>
          <button type="button" class="example-card file" aria-current={running === '' ? 'true' : undefined} onClick={() => void desk.choose(undefined)}>
            <strong>{running ? words.backToFile(fileName(known.file)) : fileName(known.file)}</strong>
            <span>{words.yourFile}</span>
          </button>
        </li>
      )}
      {known.examples.map((example) => (
        <li key={example.id}>
          <button
            type="button"
            class="example-card"
            aria-current={!isNone && example.id === running ? 'true' : undefined}
            onClick={() => void desk.choose(example)}
          >
            <strong>
              {desk.text(example.title)}
              {example.profile === 'web' && <span class="badge">web</span>}
            </strong>
            <span>{desk.text(example.question)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** And while an example runs, the way back to the file. */
export function ExamplesButton(): JSX.Element | null {
  const desk = useDesk();
  if (!desk) return null;
  const file = desk.examples.value?.file;
  const words = desk.words.value;
  return (
    <>
      {file && desk.example.value && (
        <button type="button" class="quiet" title={words.backToFile(fileName(file))} aria-label={words.backToFile(fileName(file))} onClick={() => void desk.choose(undefined)}>
          ← {fileName(file)}
        </button>
      )}
      <button type="button" class="quiet" aria-haspopup="dialog" onClick={() => (desk.menuIsShown.value = true)}>
        {words.examples}
      </button>
    </>
  );
}

export function ExamplesDialog({ desk }: { desk: Desk }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const isShown = desk.menuIsShown.value;
  const words = desk.words.value;
  useLayoutEffect(() => {
    if (isShown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isShown]);
  return (
    <dialog
      ref={dialog}
      class="keys examples"
      aria-label={words.examples}
      onClose={() => (desk.menuIsShown.value = false)}
      onKeyDown={(event) => event.key !== 'Escape' && event.stopPropagation()}
    >
      <h2>
        {words.examples}
        <button type="button" class="close" aria-label={words.close} onClick={() => (desk.menuIsShown.value = false)}>
          ×
        </button>
      </h2>
      <p class="examples-say">{words.examplesSay}</p>
      {isShown && <ExampleCards desk={desk} />}
    </dialog>
  );
}

/** The question that the running example answers. */
export function QuestionBand(): JSX.Element | null {
  const desk = useDesk();
  const example = desk?.example.value;
  if (!desk || !example) return null;
  return (
    <p class="question-band" title={desk.words.value.guess}>
      <span class="question-mark" aria-hidden="true">
        ?
      </span>
      {desk.text(example.question)}
    </p>
  );
}

/** Where no file was named, and nothing runs yet. */
export function StartPage({ desk }: { desk: Desk }): JSX.Element {
  const words = desk.words.value;
  return (
    <main class="start">
      <div class="start-head">
        <h1>Orrery</h1>
        <button type="button" class="quiet" onClick={() => desk.setLanguage(desk.language.value === 'en' ? 'ko' : 'en')}>
          {desk.language.value === 'en' ? '한국어' : 'English'}
        </button>
      </div>
      <h2>{words.start}</h2>
      <p class="examples-say">{words.examplesSay}</p>
      <ExampleCards desk={desk} />
    </main>
  );
}
