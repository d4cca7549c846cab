// Turns, jobs and calls along the events of the run, with arrows from what queued a job to where it began. Zoomed with the wheel or
// the buttons, moved by dragging; a press goes to the moment. With the keyboard: arrows choose a span, + and − zoom, Enter goes there.

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { useViewer } from '../context';
import { clamped, neighbour, spanAt, spansIn, type Range, type Span } from '../timeline_spans';
import { drawTimeline } from '../timeline_drawing';

/** Of a search: the number of the call that is shown, and how many there are. */
interface Found {
  readonly what: string;
  readonly number: number;
  readonly count: number;
}

export function Timeline(): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const { session } = viewer;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [range, setRange] = useState<Range>({ from: 0, to: Math.max(session.trace.eventCount, 1) });
  const [width, setWidth] = useState(0);
  const [search, setSearch] = useState('');
  const [found, setFound] = useState<Found | undefined>(undefined);
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
  const press = (event: KeyboardEvent): void => {
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
        setRange(clamped({ from: range.from + by, to: range.to + by }, end));
      }
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const find = (): void => {
    const { places, trace } = session;
    const wanted = search.toLowerCase();
    if (!wanted) return;
    const names = new Map<number, boolean>();
    const isWanted = (called: number): boolean => {
      const known = names.get(called) ?? places.functionName(called).toLowerCase().includes(wanted);
      names.set(called, known);
      return known;
    };
    // The next one, or else the first; and which of how many that is.
    let [first, next, count, before] = [-1, -1, 0, 0];
    trace.scan(0, (event, number) => {
      if (event.type !== 'Enter' || !isWanted(event.function)) return;
      count++;
      if (first < 0) first = number;
      if (number <= at) before++;
      else if (next < 0) next = number;
    });
    setFound({ what: search, number: next < 0 ? Math.min(count, 1) : before + 1, count });
    if (count > 0) viewer.goTo(next < 0 ? first : next);
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
          <input type="search" value={search} placeholder={words.search} aria-label={words.search} onInput={(event) => (setSearch(event.currentTarget.value), setFound(undefined))} />
        </form>
        <span class="note found" role="status">
          {found && words.found(found.what, found.number, found.count)}
        </span>
        <button type="button" class="quiet" aria-label={words.zoomOut} title={words.zoomOut} onClick={() => zoom(2, Math.max(at, 0))}>
          −
        </button>
        <button type="button" class="quiet" aria-label={words.zoomIn} title={words.zoomIn} onClick={() => zoom(0.5, Math.max(at, 0))}>
          +
        </button>
        <span class="note" aria-live="polite">
          {hover ? hover.label : words.timelineHint}
        </span>
      </div>
      <canvas
        ref={canvas}
        role="application"
        tabIndex={0}
        aria-label={words.timelineKeys}
        onKeyDown={press}
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
