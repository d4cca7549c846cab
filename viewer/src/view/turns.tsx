// The strip of turns: each as wide as it has steps, to scrub over. Turns that repeat each other are one bar.

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Chronicle } from '../model/chronicle';
import { runOf, StripScale } from '../model/turn_runs';
import '../styles/turn_runs.css';
import { prepared } from './canvas';
import { useViewer } from './context';

function draw(canvas: HTMLCanvasElement, chronicle: Chronicle, scale: StripScale, at: number, times: (count: number) => string): void {
  const pad = prepared(canvas);
  if (!pad || scale.size === 0) return;
  const { context, width, height, colour } = pad;
  const x = (event: number) => (scale.unitOf(event) / scale.size) * width;
  const last = chronicle.turnCount - 1;
  const bar = (from: number, to: number, fill: string) => {
    context.fillStyle = colour(fill);
    context.beginPath();
    context.roundRect(from + 0.75, 0, Math.max(to - from - 1.5, 0.8), height, Math.max(Math.min(4, (to - from) / 4), 0));
    context.fill();
  };
  let drawnTo = -1;
  // Of turns that are narrower than a pixel one is drawn, and the others are not even looked at.
  const next = (i: number) => Math.max(i + 1, chronicle.turnAt(scale.eventOf(((drawnTo + 1) / width) * scale.size)));
  for (let i = 0; i <= last; i = next(i)) {
    const run = runOf(scale.runs, i);
    const first = run?.first ?? i;
    const turn = chronicle.turn(first)!;
    const end = run?.last ?? i;
    i = end;
    const from = first === 0 ? 0 : x(turn.begunAt);
    const to = end === last ? width : x(chronicle.turn(end + 1)!.begunAt);
    if (to - drawnTo < 1 && end !== last) continue;
    drawnTo = to;
    const isNow = turn.begunAt <= at && (end === last || at < chronicle.turn(end + 1)!.begunAt);
    bar(from, to, turn.hasError ? '--warn' : isNow ? '--strip-now' : end % 2 === 0 ? '--strip-even' : '--strip-odd');
    if (run) drawRun(context, { from, to, height }, times(run.last - run.first + 1), colour);
    // Where in the run.
    if (run && isNow) {
      context.fillStyle = colour('--accent');
      context.fillRect(x(at) - 1, 0, 2, height);
    }
  }
}

/** That there are many turns in one bar. */
function drawRun(context: CanvasRenderingContext2D, place: { from: number; to: number; height: number }, text: string, colour: (name: string) => string): void {
  const { from, to, height } = place;
  context.font = `10.5px ${colour('--sans')}`;
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  context.fillStyle = colour('--ink');
  if (context.measureText(text).width < to - from - 8) context.fillText(text, (from + to) / 2, height / 2 + 0.5);
  context.textAlign = 'start';
}

export function Turns(): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState(0);
  const { chronicle, trace, navigator } = viewer.session;
  const at = viewer.at.value;
  const turn = chronicle.turnAt(at);
  const theme = viewer.theme.value;
  const revision = viewer.revision.value;
  useEffect(() => {
    const observer = new ResizeObserver(() => setSize(canvas.current?.clientWidth ?? 0));
    observer.observe(canvas.current!);
    return () => observer.disconnect();
  }, []);
  const scale = useMemo(() => new StripScale(chronicle, trace.eventCount), [chronicle, trace.eventCount, chronicle.turnCount]);
  const run = runOf(scale.runs, turn);
  useEffect(() => draw(canvas.current!, chronicle, scale, at, words.times), [run ? at : turn, size, theme, revision, scale, words]);
  const label = words.turnOf(turn, Math.max(chronicle.turnCount - 1, 0));
  return (
    <div class="turns" data-events={trace.eventCount} data-has-calls={chronicle.turn(Math.max(turn, 0))?.hasCalls}>
      <div class={`strip ${scale.runs.length > 0 ? 'has-runs' : ''}`}>
        <canvas ref={canvas} aria-hidden="true" />
        <input
          type="range"
          min={-1}
          max={scale.unitOf(navigator.end)}
          step={scale.runs.length > 0 ? 'any' : 1}
          value={scale.unitOf(at)}
          aria-label={words.position}
          aria-valuetext={label}
          onInput={(event) => {
            viewer.pause();
            viewer.go(navigator.settle(scale.eventOf(Number(event.currentTarget.value))), false);
          }}
        />
      </div>
      <button type="button" class="turn-label" title={run ? words.alike(run.last - run.first + 1) : `${words.goTo.title} (g)`} onClick={() => (viewer.goToIsShown.value = true)}>
        {label}
      </button>
    </div>
  );
}
