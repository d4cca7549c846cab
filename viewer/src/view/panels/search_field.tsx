// Searches the run: how much was found, and ways to the next and the one before.

import { useEffect, useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import { mostHits } from '../../model/search';
import { useViewer } from '../context';
import type { Viewer } from '../viewer';

function said(viewer: Viewer): string {
  const found = viewer.finder.found.value;
  const words = viewer.words.value;
  if (!found) return '';
  const { hits, index, what } = found;
  if (hits.length === 0) return words.nothingFound(what);
  const count = `${hits.length.toLocaleString(viewer.language.value)}${hits.length >= mostHits ? '+' : ''}`;
  return words.found(index + 1, count, words.hits[hits[index]!.kind]);
}

export function SearchField(): JSX.Element {
  const viewer = useViewer();
  const { finder } = viewer;
  const words = viewer.words.value;
  const field = useRef<HTMLInputElement>(null);
  const asked = finder.asked.value;
  useEffect(() => {
    if (asked === 0) return;
    field.current?.select();
    finder.asked.value = 0;
  }, [asked]);
  const step = (name: string, sign: string, forward: boolean): JSX.Element => (
    <button type="button" class="quiet" aria-label={name} title={name} disabled={finder.text.value.trim() === ''} onClick={() => finder.step(forward)}>
      {sign}
    </button>
  );
  return (
    <>
      <form
        class="search"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          finder.step(true);
        }}
      >
        <input
          ref={field}
          type="search"
          value={finder.text.value}
          placeholder={words.search}
          aria-label={words.search}
          title={words.searchHint}
          onInput={(event) => finder.type(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !event.shiftKey) return;
            event.preventDefault();
            finder.step(false);
          }}
        />
        {step(words.foundBefore, '↑', false)}
        {step(words.foundNext, '↓', true)}
      </form>
      <span class="note found" role="status">
        {said(viewer)}
      </span>
    </>
  );
}
