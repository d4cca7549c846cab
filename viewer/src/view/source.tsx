import { useLayoutEffect, useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import { fileName } from '../model/places';
import { nowhere, type Place } from '../trace/values';
import { useViewer } from './context';
import { ComplaintBand, EditButton } from './edit_pane';
import { QuestionBand } from './examples_menu';
import { createSourceEditor, type Marked, type SourceEditor } from './source_editor';
import { shownFrames } from './stack';
import type { Viewer } from './viewer';

interface Shown {
  readonly script: number;
  readonly mark: Marked | undefined;
}

/** Offsets in the document that CodeMirror makes, where every line break is one character. */
function inDocument(source: string, offset: number): number {
  let removed = 0;
  for (let at = source.indexOf('\r\n'); at >= 0 && at < offset; at = source.indexOf('\r\n', at + 2)) removed++;
  return offset - removed;
}

/** The code of the chosen frame, or of the topmost one that has some. */
export function shownCode(viewer: Viewer): Shown {
  const { places, objects, trace } = viewer.session;
  const state = viewer.state.value;
  const frames = shownFrames(viewer).flatMap((one) => (typeof one === 'number' ? [] : [one]));
  const hasCode = (frame: (typeof frames)[number]) => !places.isBuiltin(frame.frame.call.function);
  const chosen = frames.find((one) => one.index === viewer.frame.value && hasCode(one));
  const shown = chosen ?? frames.find(hasCode);
  if (!shown) return viewer.frame.value === undefined ? placeOfEvent(viewer) : { script: viewer.script.value, mark: undefined };
  const script = places.placeOfFunction(shown.frame.call.function).script;
  const { position } = shown.frame;
  if (!position) return { script, mark: undefined };
  const source = trace.scripts.get(script)?.source ?? '';
  // A call of a built-in is still this code's own doing.
  const isCurrent = frames.every((one) => one.index <= shown.index || !hasCode(one));
  const callee = state.frames[shown.index + 1];
  const { start, end } = (callee && viewer.session.callSites.of(callee)) ?? position;
  const value = isCurrent && !callee && position.value ? objects.text(position.value, state.at, 40) : undefined;
  return { script, mark: { start: inDocument(source, start), end: inDocument(source, end), value, isCurrent } };
}

/** Where no code is told to run: the place that the event itself names, or the function that begins. */
function placeOfEvent(viewer: Viewer): Shown {
  const { chronicle, places, trace } = viewer.session;
  const at = viewer.at.value;
  const event = at < 0 ? undefined : trace.event(at);
  let place = event && 'place' in event ? event.place : nowhere;
  // What has just been left, where it stood.
  if (event?.type === 'Leave') place = placeLeft(viewer) ?? nowhere;
  const isBeginning = event?.type === 'JobBegin' || event?.type === 'CallbackBegin';
  if (isBeginning) place = places.placeOfFunction(chronicle.jobs.get(viewer.state.value.job)?.callback ?? 0);
  const script = trace.scripts.get(place.script);
  if (!script || (script.isInternal && viewer.onlyMyCode.value)) return { script: viewer.script.value, mark: undefined };
  const end = place.end || place.start;
  const [from, to] = [inDocument(script.source, place.start), inDocument(script.source, end)];
  return { script: place.script, mark: { start: from, end: to, value: undefined, isCurrent: !isBeginning && event?.type !== 'Leave' } };
}

function placeLeft(viewer: Viewer): Place | undefined {
  const { callSites, history, places } = viewer.session;
  const { top } = history.stateAt(viewer.at.value - 1);
  return top && !places.isBuiltin(top.call.function) ? callSites.place(top, undefined) : undefined;
}

export function Source(): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<SourceEditor | undefined>(undefined);
  const script = useRef(-1);
  const shown = shownCode(viewer);
  const { scripts } = viewer.session.trace;
  const files = [...scripts.values()].filter((one) => !viewer.onlyMyCode.value || !one.isInternal || one.script === shown.script);

  useLayoutEffect(() => {
    editor.current = createSourceEditor(host.current!, (line) => viewer.toggleBreakpoint(script.current, line));
    return () => editor.current?.destroy();
  }, [viewer]);

  useLayoutEffect(() => {
    if (shown.script !== script.current) {
      script.current = shown.script;
      viewer.script.value = shown.script;
      const found = scripts.get(shown.script);
      editor.current?.show(found?.source ?? '', `${words.source}: ${found?.url ?? ''}`);
    }
    editor.current?.mark(shown.mark);
    editor.current?.breakpoints(viewer.breakpoints.value.get(shown.script) ?? new Set());
  });

  return (
    <section class="place source" aria-labelledby="title-source">
      <h2 id="title-source">
        {words.source}
        {files.length > 1 ? (
          <select
            aria-label={words.files}
            value={shown.script}
            onChange={(event) => {
              viewer.frame.value = -1;
              viewer.script.value = Number(event.currentTarget.value);
            }}
          >
            {files.map((file) => (
              <option key={file.script} value={file.script}>
                {fileName(file.url)}
              </option>
            ))}
          </select>
        ) : (
          <span class="note">{fileName(files[0]?.url ?? '')}</span>
        )}
        <EditButton />
      </h2>
      <QuestionBand />
      <div class="code" ref={host} />
      <ComplaintBand />
    </section>
  );
}
