// The call stack, the innermost call on top. Frames of internal code and of packages are folded unless they are asked for.

import type { JSX } from 'preact';
import type { Frame } from '../model/state';
import { unparsedAtOnce } from '../model/unparsed';
import { silent } from '../steps/stops';
import { useViewer } from './context';
import { jobLabel } from './names';
import { Section } from './section';
import type { Viewer } from './viewer';

export interface ShownFrame {
  readonly frame: Frame;
  /** From the bottom. */
  readonly index: number;
}

/** The frames from the top on; a number is so many folded ones. */
export function shownFrames(viewer: Viewer): readonly (ShownFrame | number)[] {
  const { places } = viewer.session;
  const shown: (ShownFrame | number)[] = [];
  let isFolded = false;
  viewer.state.value.frames.forEach((frame, index) => {
    if (!places.isBuiltin(frame.call.function)) isFolded = viewer.onlyMyCode.value && places.isForeign(frame.call.function);
    const last = shown[shown.length - 1];
    if (!isFolded) shown.push({ frame, index });
    else if (typeof last === 'number') shown[shown.length - 1] = last + 1;
    else shown.push(1);
  });
  return shown.reverse();
}

function FrameView({ frame, index, isTop }: ShownFrame & { isTop: boolean }): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const { places, objects } = viewer.session;
  const { call } = frame;
  const isBuiltin = places.isBuiltin(call.function);
  const line = isBuiltin ? 0 : viewer.session.callSites.line(frame, viewer.state.value.frames[index + 1]);
  const isText = call.sort === 3 || places.isScriptText(call.function);
  const list = isText ? '' : call.arguments.map((value) => objects.text(value, viewer.at.value, 18)).join(', ');
  const name = viewer.session.callSites.name(frame, viewer.state.value.frames[index - 1]) || (call.sort === 3 ? 'script' : 'function');
  const isShown = viewer.frame.value === index || (viewer.frame.value === undefined && isTop);
  const job = viewer.state.value.job;
  return (
    <li>
      <button
        type="button"
        class={`frame ${isTop ? 'top' : ''}`}
        aria-current={isShown ? 'true' : undefined}
        title={words.goToFrame}
        data-flip={`frame:${frame.id}`}
        data-flip-from={index === 0 ? `job:${job}` : undefined}
        onClick={() => (viewer.frame.value = index)}
      >
        <span class="frame-name">
          {call.sort === 2 && 'new '}
          {name}
          {!isText && <span class="frame-arguments">({list})</span>}
        </span>
        <span class="frame-note">{isBuiltin ? words.builtin : line > 0 ? `:${line}` : ''}</span>
      </button>
    </li>
  );
}

/** What comes first in a job that can be seen. */
function firstOf(viewer: Viewer, begunAt: number): string | undefined {
  const { trace } = viewer.session;
  const found = trace.scan(begunAt + 1, ({ type }) => type !== 'CallbackBegin' && type !== 'CallbackDue' && !silent.has(type));
  return found < 0 ? undefined : trace.event(found).type;
}

export function Stack(): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const state = viewer.state.value;
  const frames = shownFrames(viewer);
  const job = viewer.session.chronicle.jobs.get(state.job);
  // Where fine events tell of its calls, a job is no frame of its own.
  const first = job ? firstOf(viewer, job.begunAt) : undefined;
  const isAlone = frames.length === 0 && job !== undefined && first !== 'Enter' && !(job.kind === 'script' && unparsedAtOnce(viewer.session));
  const top = frames.findIndex((one) => typeof one !== 'number');
  return (
    <Section name="stack" title={words.stack}>
      {frames.length === 0 && !isAlone && <p class="empty">{words.empty}</p>}
      {isAlone && (
        <ol class="frames">
          <li>
            <div class="frame top" data-flip={`job:${job.job}`}>
              <span class="frame-name">{job.kind === 'script' ? words.parts.script : jobLabel(viewer, job)}</span>
            </div>
          </li>
        </ol>
      )}
      <ol class="frames" aria-label={words.stack}>
        {frames.map((one, i) =>
          typeof one === 'number' ? (
            <li key={`folded${i}`} class="folded">
              {words.folded(one)}
            </li>
          ) : (
            <FrameView key={one.frame.id} {...one} isTop={i === top} />
          ),
        )}
      </ol>
    </Section>
  );
}
