// Goes to an event by its number, a time, a turn, or a line of a file.

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { arrive, beginNs, destinationOf, lengthNs, type NoArrival } from '../model/destinations';
import { fileName } from '../model/places';
import '../styles/go_to.css';
import { milliseconds } from '../words/narrate';
import { useViewer } from './context';
import type { Labels } from './labels';
import type { Viewer } from './viewer';

/** Why there is no such place. */
function complaint(arrival: NoArrival, text: string, words: Labels): string {
  switch (arrival.why) {
    case 'event':
      return words.goTo.noEvent(arrival.last);
    case 'turn':
      return words.goTo.noTurn(arrival.last);
    case 'time':
      return words.goTo.noTime(milliseconds(arrival.last));
    case 'line':
      return words.notices.missed(text);
    case 'unsearched':
      return words.notices.unsearched(text);
  }
}

/** Goes there. Returns what is to be said; empty: it is there. */
function goThere(viewer: Viewer, text: string): string {
  const words = viewer.words.value;
  const file = fileName(viewer.session.places.originals.text(viewer.script.value)?.url ?? '');
  const destination = destinationOf(text, file);
  if (!destination) return words.goTo.unclear;
  // Of a run that is served, calls and values are asked for on the way.
  if (destination.kind === 'line' && viewer.seekLine) {
    viewer.seekLine(destination.text);
    return '';
  }
  const arrival = arrive(viewer.session, destination, viewer.at.value);
  if ('why' in arrival) return complaint(arrival, destination.kind === 'line' ? destination.text : text, words);
  viewer.goTo(arrival.at);
  return '';
}

function Here(): JSX.Element {
  const viewer = useViewer();
  const { session } = viewer;
  const { goTo, turnOf } = viewer.words.value;
  const at = viewer.at.value;
  const time = at < 0 ? 0 : viewer.state.value.timeNs - beginNs(session);
  const turn = turnOf(Math.max(session.chronicle.turnAt(at) + 1, 0), session.chronicle.turnCount);
  return <p class="note">{goTo.here(Math.max(at, 0), session.navigator.end, turn, milliseconds(time), milliseconds(lengthNs(session)))}</p>;
}

export function GoToDialog(): JSX.Element {
  const viewer = useViewer();
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [said, say] = useState('');
  const isShown = viewer.goToIsShown.value;
  useLayoutEffect(() => {
    if (!isShown) return dialog.current?.close();
    say('');
    dialog.current?.showModal();
    field.current?.select();
  }, [isShown]);
  const words = viewer.words.value;
  const close = (): void => void (viewer.goToIsShown.value = false);
  const submit = (event: Event): void => {
    event.preventDefault();
    const why = goThere(viewer, field.current!.value);
    say(why);
    if (why === '') close();
  };
  return (
    <dialog ref={dialog} class="keys go-to" aria-label={words.goTo.title} onClose={close}>
      <h2>
        {words.goTo.title}
        <button type="button" class="close" aria-label={words.close} onClick={close}>
          ×
        </button>
      </h2>
      {isShown && <Here />}
      <form onSubmit={submit}>
        <input ref={field} type="text" spellcheck={false} autocomplete="off" aria-label={words.goTo.field} aria-describedby="go-to-hint" placeholder={words.goTo.example} onInput={() => say('')} />
        <button type="submit" class="quiet">
          {words.goTo.go}
        </button>
      </form>
      <p id="go-to-hint" class="note">
        {words.goTo.hint}
      </p>
      <p class="go-to-said" role="status">
        {said}
      </p>
    </dialog>
  );
}
