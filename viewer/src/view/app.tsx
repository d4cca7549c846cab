import { useEffect, useLayoutEffect } from 'preact/hooks';
import type { JSX } from 'preact';
import { BackgroundPlace } from './background';
import { ViewerContext, useViewer } from './context';
import { Controls, NarrationBand } from './controls';
import { useDesk, type Desk } from './desk';
import { Details } from './details';
import { EditPane } from './edit_pane';
import { flip } from './flip';
import { listenToKeys } from './keys';
import { GoToDialog } from './go_to_dialog';
import { KeysDialog } from './keys_dialog';
import { LiveStatus } from './live';
import { Panels } from './panels';
import { Microtasks, Tasks, Ticks } from './queues';
import { Source } from './source';
import { Stack } from './stack';
import { Turns } from './turns';
import type { Viewer } from './viewer';

function nameOfProgram(viewer: Viewer, desk: Desk | undefined): string {
  if (desk?.example.value) return desk.text(desk.example.value.title);
  const program = viewer.session.trace.meta.get('program') ?? desk?.watch.state.value?.program ?? '';
  return program.slice(program.lastIndexOf('/') + 1);
}

function Header(): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const isDark = viewer.theme.value === 'dark';
  const desk = useDesk();
  return (
    <header>
      <h1>
        <svg class="logo" viewBox="0 0 24 24" aria-hidden="true">
          <circle cx="12" cy="12" r="9.5" />
          <circle cx="12" cy="12" r="5" />
          <circle cx="12" cy="12" r="1.6" class="dot" />
          <circle cx="18.7" cy="5.3" r="2.2" class="dot" />
        </svg>
        {words.title}
        <span class="program">{nameOfProgram(viewer, desk)}</span>
      </h1>
      <LiveStatus />
      <div class="choices">
        <label class="check">
          <input type="checkbox" checked={viewer.onlyMyCode.value} onChange={(event) => viewer.setOnlyMyCode(event.currentTarget.checked)} />
          {words.onlyMyCode}
        </label>
        <button type="button" class="quiet" title={words.languageTitle} onClick={() => viewer.setLanguage(viewer.language.value === 'en' ? 'ko' : 'en')}>
          {words.language}
        </button>
        <button
          type="button"
          class="quiet round"
          aria-label={isDark ? words.light : words.dark}
          title={isDark ? words.light : words.dark}
          onClick={() => viewer.setTheme(isDark ? 'light' : 'dark')}
        >
          {isDark ? '☀' : '☾'}
        </button>
        <button type="button" class="quiet round" aria-label={words.keys} title={words.keys} onClick={() => (viewer.keysAreShown.value = true)}>
          ?
        </button>
      </div>
    </header>
  );
}

function Page(): JSX.Element {
  const viewer = useViewer();
  const desk = useDesk();
  const at = viewer.at.value;
  viewer.edit = desk && (() => void desk.editing.open());
  useLayoutEffect(() => flip.play(), [at]);
  useEffect(() => listenToKeys(viewer), [viewer]);
  const program = nameOfProgram(viewer, desk);
  useEffect(() => {
    document.title = program ? `${program} · Orrery` : 'Orrery';
  }, [program]);
  const language = viewer.language.value;
  const theme = viewer.theme.value;
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dataset['theme'] = theme;
  }, [language, theme]);
  return (
    <>
      <Header />
      <section class="story" aria-label={viewer.words.value.controls}>
        <Controls />
        <NarrationBand />
      </section>
      <main>
        {desk?.editing.isOpen.value ? <EditPane desk={desk} /> : <Source />}
        <Panels />
        <Stack />
        <BackgroundPlace />
        <div class="place queues">
          <Ticks />
          <Microtasks />
          <Tasks />
        </div>
      </main>
      <footer>
        <Turns />
      </footer>
      <Details />
      <KeysDialog />
      <GoToDialog />
    </>
  );
}

export function App({ viewer }: { viewer: Viewer }): JSX.Element {
  return (
    <ViewerContext.Provider value={viewer}>
      <Page />
    </ViewerContext.Provider>
  );
}
