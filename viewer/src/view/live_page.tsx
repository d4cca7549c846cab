import type { JSX } from 'preact';
import type { Watch } from '../connection/watch';
import { App } from './app';
import { LiveStatus, WatchContext } from './live';

/** The page of a run that is being watched; before its first events, what it has written. */
export function LivePage({ watch }: { watch: Watch }): JSX.Element {
  const viewer = watch.viewer.value;
  return (
    <WatchContext.Provider value={watch}>
      {viewer ? (
        <App key={watch.state.value?.run} viewer={viewer} />
      ) : (
        <main class="message">
          <h1>Orrery</h1>
          <LiveStatus />
          <pre>{watch.output.value}</pre>
        </main>
      )}
    </WatchContext.Provider>
  );
}
