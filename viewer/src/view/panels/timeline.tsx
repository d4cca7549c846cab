// Turns, jobs and calls along the events of the run, with arrows from what queued a job to where it began. Zoomed with the wheel or
// the buttons, moved by dragging; a press goes to the moment.

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { useViewer } from '../context';
import { clamped, spanAt, spansIn, type Range, type Span } from '../timeline_spans';
import { drawTimeline } from '../timeline_drawing';

export function Timeline(): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const { session } = viewer;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [range, setRange] = useState<Range>({ from: 0, to: Math.max(session.trace.eventCount, 1) });
  const [width, setWidth] = useState(0);
  const [search, setSearch] = useState('');
  const [hover, setHover] = useState<Span | undefined>(undefined);
  const dragged = useRef<{ x: number; range: Range; moved: boolean } | undefined>(undefined);
  const at = viewer.at.value;
  const theme = viewer.theme.value;
  const revision = viewer.revision.value;
  const end = Math.max(session.trace.eventCount, 1);

  useEffect(() => {
    const observer = new ResizeObserver(() => setWidth(canvas.current?.clientWidth ?? 0));
    observer.observe(canvas.current!);
    return () => observer.disconnect();
  }, []);
  const spans = useMemo(() => spansIn(session, range, width), [session, range, width, revision, viewer.onlyMyCode.value]);
  useEffect(() => drawTimeline(canvas.current!, session, spans, { range, at, search, hover }), [spans, at, search, hover, theme]);

  const eventAt = (x: number): number => range.from + (x / Math.max(width, 1)) * (range.to - range.from);
  const zoom = (factor: number, around: number): void => {
    setRange(clamped({ from: around - (around - range.from) * factor, to: around + (range.to - around) * factor }, end));
  };
  const move = (event: PointerEvent): void => {
    const drag = dragged.current;
    if (!drag) {
      setHover(spanAt(spans, range, width, event.offsetX, event.offsetY));
      return;
    }
    const by = ((drag.x - event.offsetX) / Math.max(width, 1)) * (drag.range.to - drag.range.from);
    if (Math.abs(drag.x - event.offsetX) > 4) drag.moved = true;
    if (drag.moved) setRange(clamped({ from: drag.range.from + by, to: drag.range.to + by }, end));
  };
  const release = (event: PointerEvent): void => {
    const drag = dragged.current;
    dragged.current = undefined;
    if (!drag || drag.moved) return;
    const span = spanAt(spans, range, width, event.offsetX, event.offsetY);
    viewer.goTo(span ? span.from : Math.round(eventAt(event.offsetX)));
  };
  const find = (): void => {
    const { places, trace } = session;
    const wanted = search.toLowerCase();
    const matches = (from: number) =>
      trace.scan(from, (event) => event.type === 'Enter' && places.functionName(event.function).toLowerCase().includes(wanted));
    const found = matches(at + 1);
    const first = found >= 0 ? found : matches(0);
    if (wanted && first >= 0) viewer.goTo(first);
  };
  return (
    <div class="timeline">
      <div class="timeline-tools">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            find();
          }}
        >
          <input type="search" value={search} placeholder={words.search} aria-label={words.search} onInput={(event) => setSearch(event.currentTarget.value)} />
        </form>
        <button type="button" class="quiet" aria-label={words.zoomOut} title={words.zoomOut} onClick={() => zoom(2, Math.max(at, 0))}>
          −
        </button>
        <button type="button" class="quiet" aria-label={words.zoomIn} title={words.zoomIn} onClick={() => zoom(0.5, Math.max(at, 0))}>
          +
        </button>
        <span class="note">{hover ? hover.label : words.timelineHint}</span>
      </div>
      <canvas
        ref={canvas}
        role="img"
        aria-label={words.timelineHint}
        onWheel={(event) => {
          event.preventDefault();
          zoom(event.deltaY > 0 ? 1.25 : 0.8, eventAt(event.offsetX));
        }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          dragged.current = { x: event.offsetX, range, moved: false };
        }}
        onPointerMove={move}
        onPointerUp={release}
        onPointerLeave={() => setHover(undefined)}
      />
    </div>
  );
}
