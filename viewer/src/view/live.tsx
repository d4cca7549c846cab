// How a run that is being watched stands, and its commands.

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Watch } from '../connection/watch';
import type { WatchState } from '../connection/records';
import { useDesk } from './desk';
import { ExamplesButton } from './examples_menu';
import { labels, type Labels } from './labels';
import { language } from './remembered';

export const WatchContext = createContext<Watch | undefined>(undefined);

/** Of a run that goes on the page is always a little behind. */
const leastShare = 0.9;
const leastShareOfWhole = 0.995;

function describe(state: WatchState, share: number, blockedIn: string, words: Labels): { text: string; isTrouble: boolean } {
  const { live, replay } = state;
  const goesOn = live.state === 'running' || live.state === 'blocked';
  if (replay.state !== 'failed' && share < (goesOn ? leastShare : leastShareOfWhole)) return { text: words.reading(Math.floor(share * 100)), isTrouble: false };
  if (replay.state === 'failed') return { text: words.replayFailed(replay.message ?? ''), isTrouble: true };
  switch (live.state) {
    case 'none':
      return { text: '', isTrouble: false };
    case 'running':
      return { text: words.running, isTrouble: false };
    case 'blocked':
      return { text: words.blocked(Math.round((live.forMs ?? 0) / 100) / 10, live.frames?.[0] ?? live.job ?? '', live.waiting ?? ''), isTrouble: true };
    case 'ended':
      return { text: words.endedWith(live.status ?? 0), isTrouble: live.status !== 0 };
    case 'stopped':
      return { text: blockedIn ? words.stoppedIn(blockedIn) : words.stopped, isTrouble: false };
    case 'crashed':
      return { text: words.crashed(live.signal ?? ''), isTrouble: true };
    case 'recorded':
      return { text: words.recorded, isTrouble: false };
  }
}

/** Of the whole page, not of the run. */
function describeConnection(watch: Watch, words: Labels): { text: string; isTrouble: boolean } | undefined {
  if (watch.isConnected.value && watch.state.value) return undefined;
  return { text: watch.isRefused.value ? words.refused : words.disconnected, isTrouble: true };
}

/** In the header, where there is a run. */
export function LiveStatus(): JSX.Element | null {
  const watch = useContext(WatchContext);
  const desk = useDesk();
  if (!watch) return null;
  const words = labels[watch.viewer.value?.language.value ?? language()];
  const state = watch.state.value;
  const told = describeConnection(watch, words) ?? describe(state!, watch.share.value, watch.blockedIn.value, words);
  const isRunning = state?.live.state === 'running' || state?.live.state === 'blocked';
  const restarted = state?.replay.restarted && desk ? `${desk.words.value.replayRestarted}: ${state.replay.restarted}` : '';
  const text = watch.complaint.value || restarted || told.text;
  return (
    <div class={`live ${told.isTrouble || watch.complaint.value || restarted ? 'trouble' : ''}`}>
      <span class="live-text" role="status" title={text}>
        {text}
      </span>
      <ExamplesButton />
      {isRunning && (
        <button type="button" class="quiet" onClick={() => void watch.stop()}>
          {words.stop}
        </button>
      )}
      {state?.live.state !== 'recorded' && (
        <button type="button" class="quiet" onClick={() => void (desk ?? watch).rerun()}>
          {words.rerun}
        </button>
      )}
    </div>
  );
}
