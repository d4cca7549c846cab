import type { JSX } from 'preact';
import { useViewer } from './context';
import { cutDetail, missingEnd } from '../model/missing';
import '../styles/notice.css';
import { complaintText } from '../words/complaints';
import { SentenceView } from './sentence_view';
import type { Speed, StepKind } from './viewer';

const paths = {
  first: 'M4.5 4.5v11M16 10H8.5M12 5.5 7.5 10l4.5 4.5',
  back: 'M16 10H5M9.5 5 4.5 10l5 5',
  forward: 'M4 10h11M10.5 5l5 5-5 5',
  last: 'M15.500 4.5v11M4 10h7.500M8 5.500l4.500 4.500-4.500 4.500',
  play: 'M6 3.5 16 10 6 16.5z',
  pause: 'M6.5 4v12M13.5 4v12',
};

interface ButtonProperties {
  readonly icon: keyof typeof paths;
  readonly label: string;
  readonly isMain?: boolean;
  readonly disabled: boolean;
  readonly press: () => void;
}

function IconButton({ icon, label, isMain, disabled, press }: ButtonProperties): JSX.Element {
  return (
    <button type="button" class={`icon ${isMain ? 'main' : ''}`} aria-label={label} title={label} aria-disabled={disabled} onClick={() => disabled || press()}>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d={paths[icon]} class={icon === 'play' ? 'filled' : ''} />
      </svg>
    </button>
  );
}

const stepKinds: readonly StepKind[] = ['expression', 'statement', 'over', 'microtask', 'task', 'turn'];
const speeds: readonly Speed[] = ['slow', 'normal', 'fast'];

export function Controls(): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const atStart = viewer.at.value < 0;
  const atEnd = viewer.at.value >= viewer.session.navigator.end;
  const playing = viewer.playing.value;
  return (
    <div class="controls" role="toolbar" aria-label={words.controls}>
      <IconButton icon="first" label={words.first} disabled={atStart} press={() => (viewer.pause(), viewer.go(-1))} />
      <IconButton icon="back" label={words.back} disabled={atStart} press={() => viewer.back()} />
      <IconButton icon="forward" label={words.forward} isMain disabled={atEnd} press={() => (viewer.pause(), viewer.forward())} />
      <IconButton icon="last" label={words.last} disabled={atEnd} press={() => (viewer.pause(), viewer.go(viewer.session.navigator.end))} />
      <IconButton
        icon={playing ? 'pause' : 'play'}
        label={playing ? words.pause : words.play}
        disabled={false}
        press={() => (playing ? viewer.pause() : viewer.play())}
      />
      <select aria-label={words.speed} value={viewer.speed.value} onChange={(event) => (viewer.speed.value = event.currentTarget.value as Speed)}>
        {speeds.map((speed) => (
          <option key={speed} value={speed}>
            {words[speed]}
          </option>
        ))}
      </select>
      <select aria-label={words.stepKind} value={viewer.stepKind.value} onChange={(event) => (viewer.stepKind.value = event.currentTarget.value as StepKind)}>
        {stepKinds.map((kind) => (
          <option key={kind} value={kind}>
            {words[kind]}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Why the page is where it is, as long as nobody has moved. */
function OpeningNotice(): JSX.Element | null {
  const viewer = useViewer();
  const notice = viewer.notice.value;
  if (!notice) return null;
  const words = viewer.words.value.notices;
  const text = notice.kind === 'error' ? words.error : words[notice.kind](notice.what);
  return (
    <p class={`notice notice-${notice.kind}`} role="status">
      {text}{' '}
      {notice.at >= 0 && (
        <button type="button" class="link" onClick={() => viewer.go(-1)}>
          {words.fromTheBeginning}
        </button>
      )}
    </p>
  );
}

/** What the trace does not have: said before anything has run, and where it matters. */
function Missing(): JSX.Element | null {
  const viewer = useViewer();
  const words = viewer.words.value.missing;
  const at = viewer.at.value;
  const end = at < 0 ? missingEnd(viewer.session) : undefined;
  const detail = cutDetail(viewer.session);
  const isPast = detail !== undefined && at > detail.at;
  if (!end && !(detail && (at < 0 || isPast))) return null;
  const events = detail?.events.toLocaleString(viewer.language.value) ?? '';
  return (
    <p class="notice notice-missing" role="status">
      {end && (end.kind === 'killed' ? words.killed : end.kind === 'unlike' ? words.unlike(end.why) : words.file(complaintText(end.why, viewer.language.value)))}
      {detail && (at < 0 || isPast) && ` ${isPast ? words.noMoreDetail(events) : words.detailEnds(events)} `}
      {detail && at < 0 && (
        <button type="button" class="link" onClick={() => viewer.goTo(detail.at)}>
          {words.goThere}
        </button>
      )}
    </p>
  );
}

/** Why a turn of a served run has no calls and values. */
function Undetailed(): JSX.Element | null {
  const viewer = useViewer();
  const words = viewer.words.value.noFine;
  const why = viewer.at.value < 0 ? undefined : viewer.undetailed.value.get(viewer.session.chronicle.turnAt(viewer.at.value));
  if (why === undefined) return null;
  return (
    <p class="notice notice-missing" role="status">
      {why === 'size' || why === 'log' ? words[why] : words.failed(why)}
    </p>
  );
}

/** Where the calls and values of a turn of a served run end before it does. */
function RestOfTurn(): JSX.Element | null {
  const viewer = useViewer();
  const words = viewer.words.value.missing.restOfTurn;
  void viewer.revision.value;
  const at = viewer.at.value;
  const { chronicle } = viewer.session;
  const turn = chronicle.turnAt(at);
  const cut = chronicle.cutTurns.find((one) => one.turn === chronicle.turn(turn)?.turn);
  if (!cut || at < viewer.session.navigator.settle(cut.at)) return null;
  const events = cut.events.toLocaleString(viewer.language.value);
  const { showMore } = viewer;
  return (
    <p class="notice notice-missing" role="status">
      {cut.why === 'log' ? words.log : cut.why === 'room' ? words.room(events) : words.size(events)}{' '}
      {cut.why === 'room' && showMore && (
        <button type="button" class="link" onClick={() => showMore(turn)}>
          {words.more}
        </button>
      )}
    </p>
  );
}

export function NarrationBand(): JSX.Element {
  const viewer = useViewer();
  return (
    <div class="told">
      <OpeningNotice />
      <Missing />
      <Undetailed />
      <RestOfTurn />
      <p class="narration" aria-live="polite" aria-atomic="true">
        <SentenceView sentence={viewer.sentence.value} />
      </p>
    </div>
  );
}
