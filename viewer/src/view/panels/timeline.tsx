// Turns, jobs and calls along the events of the run, with arrows from what queued a job to where it began. Zoomed with the wheel or
// the buttons, moved by dragging; a press goes to the moment. With the keyboard: arrows choose a span, + and − zoom, Enter goes there.

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { JSX, RefObject } from 'preact';
import { useViewer } from '../context';
import { incidentText } from '../incidents';
import { drawTimeline } from '../timeline_drawing';
import { clamped, neighbour, spanAt, spansIn, type Range, type Span } from '../timeline_spans';
import type { Viewer } from '../viewer';
import { SearchField } from './search_field';

/** What is seen, and how it is changed. */
interface Sight {
  readonly range: Range;
  readonly width: number;
  readonly spans: readonly Span[];
  readonly hover: Span | undefined;
  setHover(span: Span | undefined): void;
  setRange(range: Range): void;
  zoom(factor: number, around: number): void;
  eventAt(x: number): number;
}

function useWidth(canvas: RefObject<HTMLCanvasElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const measure = (): void => setWidth(canvas.current?.clientWidth ?? 0);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(canvas.current!);
    return () => observer.disconnect();
  }, []);
  return width;
}

function useSight(viewer: Viewer, canvas: RefObject<HTMLCanvasElement | null>): Sight {
  const { session } = viewer;
  const end = Math.max(session.trace.eventCount, 1);
  const [range, show] = useState<Range>({ from: 0, to: end });
  const [hover, setHover] = useState<Span | undefined>(undefined);
  const width = useWidth(canvas);
  const revision = viewer.revision.value;
  const words = viewer.words.value;
  const spans = useMemo(
    () => spansIn(session, range, width, (at) => incidentText(viewer, at)),
    [session, range, width, revision, viewer.onlyMyCode.value, words],
  );
  const setRange = (wanted: Range): void => show(clamped(wanted, end));
  const zoom = (factor: number, around: number): void => setRange({ from: around - (around - range.from) * factor, to: around + (range.to - around) * factor });
  const eventAt = (x: number): number => range.from + (x / Math.max(width, 1)) * (range.to - range.from);
  return { range, width, spans, hover, setHover, setRange, zoom, eventAt };
}

type PointerHandler = (event: PointerEvent & { currentTarget: HTMLCanvasElement }) => void;

/** Dragging moves the range, pressing goes there. */
function usePointer(viewer: Viewer, sight: Sight): Record<'onPointerDown' | 'onPointerMove' | 'onPointerUp', PointerHandler> {
  const { range, width, spans } = sight;
  const dragged = useRef<{ x: number; range: Range; moved: boolean } | undefined>(undefined);
  return {
    onPointerDown(event) {
      event.currentTarget.setPointerCapture(event.pointerId);
      dragged.current = { x: event.offsetX, range, moved: false };
    },
    onPointerMove(event) {
      const drag = dragged.current;
      if (!drag) return sight.setHover(spanAt(spans, range, width, event.offsetX, event.offsetY));
      const by = ((drag.x - event.offsetX) / Math.max(width, 1)) * (drag.range.to - drag.range.from);
      if (Math.abs(drag.x - event.offsetX) > 4) drag.moved = true;
      if (drag.moved) sight.setRange({ from: drag.range.from + by, to: drag.range.to + by });
    },
    onPointerUp(event) {
      const drag = dragged.current;
      dragged.current = undefined;
      if (!drag || drag.moved) return;
      const span = spanAt(spans, range, width, event.offsetX, event.offsetY);
      viewer.goTo(span ? span.from : Math.round(sight.eventAt(event.offsetX)));
    },
  };
}

function press(event: KeyboardEvent, viewer: Viewer, { range, spans, hover, zoom, setHover, setRange }: Sight): void {
  const { key } = event;
  const middle = hover?.from ?? (range.from + range.to) / 2;
  if (key === '+' || key === '=') zoom(0.5, middle);
  else if (key === '-') zoom(2, middle);
  else if (key === 'Enter' && hover) viewer.goTo(hover.from);
  else if (key === 'ArrowLeft' || key === 'ArrowRight' || key === 'ArrowUp' || key === 'ArrowDown') {
    const next = neighbour(spans, hover, key);
    if (next) setHover(next);
    // What follows is not in view yet.
    else if (key === 'ArrowLeft' || key === 'ArrowRight') {
      const by = ((range.to - range.from) / 2) * (key === 'ArrowLeft' ? -1 : 1);
      setRange({ from: range.from + by, to: range.to + by });
    }
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function Tools({ sight }: { sight: Sight }): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const zoom = (name: string, sign: string, factor: number): JSX.Element => (
    <button type="button" class="quiet" aria-label={name} title={name} onClick={() => sight.zoom(factor, Math.max(viewer.at.value, 0))}>
      {sign}
    </button>
  );
  return (
    <div class="timeline-tools">
      <SearchField />
      <span class="zooms">
        {zoom(words.zoomOut, '−', 2)}
        {zoom(words.zoomIn, '+', 0.5)}
      </span>
      <span class="note" aria-live="polite">
        {sight.hover ? sight.hover.label : words.timelineHint}
      </span>
    </div>
  );
}

export function Timeline(): JSX.Element {
  const viewer = useViewer();
  const canvas = useRef<HTMLCanvasElement>(null);
  const sight = useSight(viewer, canvas);
  const pointer = usePointer(viewer, sight);
  const { range, spans, hover } = sight;
  const at = viewer.at.value;
  const search = viewer.finder.text.value.trim();
  useEffect(() => drawTimeline(canvas.current!, viewer.session, spans, { range, at, search, hover }), [spans, at, search, hover, viewer.theme.value]);
  return (
    <div class="timeline">
      <Tools sight={sight} />
      <canvas
        ref={canvas}
        role="application"
        tabIndex={0}
        aria-label={viewer.words.value.timelineKeys}
        onKeyDown={(event) => press(event, viewer, sight)}
        onWheel={(event) => {
          event.preventDefault();
          sight.zoom(event.deltaY > 0 ? 1.25 : 0.8, sight.eventAt(event.offsetX));
        }}
        {...pointer}
        onPointerLeave={() => sight.setHover(undefined)}
      />
    </div>
  );
}
