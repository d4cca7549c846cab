import { useLayoutEffect, useRef } from 'preact/hooks';
import type { JSX, RefObject } from 'preact';
import { fileName, isForeignText } from '../model/places';
import { standsAt } from '../model/standing';
import { unparsedAt } from '../model/unparsed';
import '../styles/source_maps.css';
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

/** The other way round. */
function inSource(source: string, position: number): number {
  let offset = position;
  for (let at = source.indexOf('\r\n'); at >= 0 && at < offset; at = source.indexOf('\r\n', at + 2)) offset++;
  return offset;
}

/** A place as it is shown: of what text, and where in the editor's document. */
function seen(viewer: Viewer, place: Place): { script: number; start: number; end: number } {
  const { originals } = viewer.session.places;
  const { script, start, end } = originals.shown(place);
  const source = originals.text(script)?.source ?? '';
  return { script, start: inDocument(source, start), end: inDocument(source, end || start) };
}

/** The code of the chosen frame, or of the topmost one that has some. */
export function shownCode(viewer: Viewer): Shown {
  const { places, objects } = viewer.session;
  const state = viewer.state.value;
  const frames = shownFrames(viewer).flatMap((one) => (typeof one === 'number' ? [] : [one]));
  const hasCode = (frame: (typeof frames)[number]) => !places.isBuiltin(frame.frame.call.function);
  const chosen = frames.find((one) => one.index === viewer.frame.value && hasCode(one));
  const shown = chosen ?? frames.find(hasCode);
  if (!shown) return viewer.frame.value === undefined ? placeOfEvent(viewer) : { script: viewer.script.value, mark: undefined };
  const place = places.placeOfFunction(shown.frame.call.function);
  const { position } = shown.frame;
  const stands = position ? undefined : standsAt(viewer.session, shown.frame, state.at);
  if (stands) {
    const { script, start, end } = seen(viewer, stands);
    return { script, mark: { start, end, value: undefined, isCurrent: false } };
  }
  if (!position) return { script: seen(viewer, place).script, mark: undefined };
  // A call of a built-in is still this code's own doing.
  const isCurrent = frames.every((one) => one.index <= shown.index || !hasCode(one));
  const callee = state.frames[shown.index + 1];
  const { script, start, end } = seen(viewer, { ...((callee && viewer.session.callSites.of(callee)) ?? position), script: place.script });
  const value = isCurrent && !callee && position.value ? objects.text(position.value, state.at, 40) : undefined;
  return { script, mark: { start, end, value, isCurrent } };
}

/** Where no code is told to run: the place that the event itself names, or the function that begins. */
function placeOfEvent(viewer: Viewer): Shown {
  const { chronicle, places, trace } = viewer.session;
  const at = viewer.at.value;
  const event = at < 0 ? undefined : trace.event(at);
  let place = event && 'place' in event ? event.place : nowhere;
  const text = event?.type === 'Uncaught' ? unparsedAt(viewer.session, at) : undefined;
  if (text?.place) place = text.place;
  // What has just been left, where it stood.
  if (event?.type === 'Leave') place = placeLeft(viewer) ?? nowhere;
  const isBeginning = event?.type === 'JobBegin' || event?.type === 'CallbackBegin';
  const called = event?.type === 'CallbackBegin' ? event.callback : chronicle.jobs.get(viewer.state.value.job)?.callback;
  if (isBeginning) place = places.placeOfFunction(called ?? 0);
  const found = trace.scripts.get(place.script);
  if (!found || (isForeignText(found) && viewer.onlyMyCode.value)) return { script: viewer.script.value, mark: undefined };
  const { script, start, end } = seen(viewer, place);
  return { script, mark: { start, end, value: text?.message, isCurrent: !isBeginning && event?.type !== 'Leave' } };
}

function placeLeft(viewer: Viewer): Place | undefined {
  const { callSites, history, places } = viewer.session;
  const { top } = history.stateAt(viewer.at.value - 1);
  return top && !places.isBuiltin(top.call.function) ? callSites.place(top, undefined) : undefined;
}

/** What can be chosen to be shown: scripts, or what they were made from. */
function filesOf(viewer: Viewer, shown: number): readonly number[] {
  const { places, trace } = viewer.session;
  const isWanted = (script: number) => {
    const text = places.originals.text(script);
    return text && (script === shown || !viewer.onlyMyCode.value || !isForeignText(text));
  };
  const all = [...trace.scripts.keys()].flatMap((script) => places.originals.textsOf(script));
  return [...new Set(all)].filter(isWanted);
}

/** Where there are source maps: whether what was written is shown, or what runs; and which maps cannot be used. */
function MapSwitch({ script }: { script: number }): JSX.Element | null {
  const viewer = useViewer();
  const words = viewer.words.value;
  const { originals } = viewer.session.places;
  const isMapped = script < 0 || (!viewer.originalsAreShown.value && originals.scriptsOf(script).some((one) => originals.has(one)));
  const complaint = originals.complaints.get(script);
  if (complaint) {
    return (
      <span class="map-complaint" title={words.mapBroken(complaint)}>
        {words.mapBroken(complaint)}
      </span>
    );
  }
  if (!isMapped) return null;
  return (
    <label class="check map-switch" title={words.generatedTitle}>
      <input type="checkbox" checked={!viewer.originalsAreShown.value} onChange={(event) => viewer.setOriginals(!event.currentTarget.checked)} />
      {words.generated}
    </label>
  );
}

/** What is pointed at in the editor, for the engine's view. */
function pointedAt(viewer: Viewer, script: number | undefined, position: number | undefined): { script: number; at: number } | undefined {
  const { originals } = viewer.session.places;
  const text = script === undefined ? undefined : originals.text(script);
  if (viewer.panel.value !== 'engine' || script === undefined || position === undefined || !text) return undefined;
  const at = inSource(text.source, position);
  if (script > 0) return { script, at };
  const found = originals.generatedAt(script, at);
  return found && { script: found.script, at: found.start };
}

/** Keeps an editor in the element, which shows what is to be shown. */
function useEditor(viewer: Viewer, shown: Shown, host: RefObject<HTMLDivElement | null>): void {
  const words = viewer.words.value;
  const editor = useRef<SourceEditor | undefined>(undefined);
  const script = useRef<number | undefined>(undefined);
  const { originals } = viewer.session.places;
  const lit = viewer.lit.value;
  const breakpoints = viewer.breakpoints.value.get(shown.script);

  useLayoutEffect(() => {
    const point = (position: number | undefined): void => void (viewer.pointed.value = pointedAt(viewer, script.current, position));
    editor.current = createSourceEditor(host.current!, (line) => viewer.toggleBreakpoint(script.current ?? 0, line), point);
    return () => editor.current?.destroy();
  }, [viewer]);

  useLayoutEffect(() => {
    if (shown.script !== script.current) {
      script.current = shown.script;
      viewer.script.value = shown.script;
      const found = originals.text(shown.script);
      editor.current?.show(found?.source ?? '', `${words.source}: ${found?.url ?? ''}`);
    }
    editor.current?.mark(shown.mark);
    editor.current?.breakpoints(breakpoints ?? new Set());
    const { mark } = shown;
    viewer.toggleHere = mark && (() => viewer.toggleBreakpoint(shown.script, editor.current!.lineAt(mark.start)));
  });

  useLayoutEffect(() => {
    const part = lit && seen(viewer, lit);
    editor.current?.light(part?.script === script.current ? part : undefined);
  }, [lit]);
}

/** Which file is shown, and a choice where there are several. */
function FileChoice({ script }: { script: number }): JSX.Element {
  const viewer = useViewer();
  const { originals } = viewer.session.places;
  const files = filesOf(viewer, script);
  if (files.length <= 1) return <span class="note">{fileName(originals.text(files[0] ?? 0)?.url ?? '')}</span>;
  return (
    <select
      aria-label={viewer.words.value.files}
      value={script}
      onChange={(event) => {
        viewer.frame.value = -1;
        viewer.script.value = Number(event.currentTarget.value);
      }}
    >
      {files.map((file) => (
        <option key={file} value={file}>
          {fileName(originals.text(file)?.url ?? '')}
        </option>
      ))}
    </select>
  );
}

export function Source(): JSX.Element {
  const viewer = useViewer();
  const host = useRef<HTMLDivElement>(null);
  const shown = shownCode(viewer);
  useEditor(viewer, shown, host);
  return (
    <section class="place source" aria-labelledby="title-source">
      <h2 id="title-source">
        {viewer.words.value.source}
        <FileChoice script={shown.script} />
        <MapSwitch script={shown.script} />
        <EditButton />
      </h2>
      <QuestionBand />
      <div class="code" ref={host} />
      <ComplaintBand />
    </section>
  );
}
