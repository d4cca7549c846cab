import { useEffect, useMemo } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Watch } from '../connection/watch';
import { App } from './app';
import { Desk, DeskContext } from './desk';
import { EditPane } from './edit_pane';
import { ExamplesDialog, StartPage } from './examples_menu';
import { labels } from './labels';
import { LiveStatus, WatchContext } from './live';

/** Between two runs, and before the first events of one: what it has written, or the text that is being edited. */
function Waiting({ desk }: { desk: Desk }): JSX.Element {
  useEffect(() => {
    document.documentElement.lang = desk.language.value;
    document.documentElement.dataset['theme'] = desk.theme();
  });
  if (desk.watch.state.value?.live.state === 'none') return <StartPage desk={desk} />;
  if (desk.editing.isOpen.value) {
    return (
      <main class="only-editor">
        <EditPane desk={desk} />
      </main>
    );
  }
  if (desk.watch.isRefused.value) {
    return (
      <main class="message">
        <h1>Orrery</h1>
        <p role="alert">{labels[desk.language.value].refused}</p>
      </main>
    );
  }
  const hasEnded = desk.watch.state.value?.live.state === 'ended';
  return (
    <main class="message">
      <h1>Orrery</h1>
      <LiveStatus />
      {hasEnded && <p>{labels[desk.language.value].noRun}</p>}
      <pre>{desk.watch.output.value}</pre>
    </main>
  );
}

/** The page of a run that is being watched. */
export function LivePage({ watch }: { watch: Watch }): JSX.Element {
  const desk = useMemo(() => new Desk(watch), [watch]);
  const viewer = watch.viewer.value;
  // Of a recording nothing can be run, as of an export.
  const isRecorded = watch.state.value?.live.state === 'recorded';
  return (
    <WatchContext.Provider value={watch}>
      <DeskContext.Provider value={isRecorded ? undefined : desk}>
        {viewer ? <App key={watch.state.value?.run} viewer={viewer} /> : <Waiting desk={desk} />}
        {!isRecorded && <ExamplesDialog desk={desk} />}
      </DeskContext.Provider>
    </WatchContext.Provider>
  );
}
