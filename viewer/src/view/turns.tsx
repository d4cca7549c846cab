// The strip of turns: each as wide as it has steps, to scrub over.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Chronicle } from '../model/chronicle';
import { prepared } from './canvas';
import { useViewer } from './context';

function draw(canvas: HTMLCanvasElement, chronicle: Chronicle, count: number, at: number): void {
  const pad = prepared(canvas);
  if (!pad || count === 0) return;
  const { context, width, height, colour } = pad;
  const x = (event: number) => (event / count) * width;
  const last = chronicle.turns.length - 1;
  let drawnTo = -1;
  // Of turns that are narrower than a pixel one is drawn, and the others are not even looked at.
  for (let i = 0; i <= last; i = Math.max(i + 1, chronicle.turnAt(((drawnTo + 1) / width) * count))) {
    const turn = chronicle.turns[i]!;
    const from = i === 0 ? 0 : x(turn.begunAt);
    const to = i === last ? width : x(chronicle.turns[i + 1]!.begunAt);
    if (to - drawnTo < 1 && i !== last) continue;
    drawnTo = to;
    const isNow = turn.begunAt <= at && (i === last || at < chronicle.turns[i + 1]!.begunAt);
    context.fillStyle = colour(turn.hasError ? '--warn' : isNow ? '--strip-now' : i % 2 === 0 ? '--strip-even' : '--strip-odd');
    context.beginPath();
    context.roundRect(from + 0.75, 0, Math.max(to - from - 1.5, 0.8), height, Math.min(4, (to - from) / 4));
    context.fill();
  }
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
  useEffect(() => draw(canvas.current!, chronicle, trace.eventCount, at), [turn, size, theme, revision, chronicle]);
  const label = words.turnOf(Math.max(turn + 1, 0), chronicle.turns.length);
  return (
    <div class="turns">
      <div class="strip">
        <canvas ref={canvas} aria-hidden="true" />
        <input
          type="range"
          min={-1}
          max={navigator.end}
          value={at}
          aria-label={words.position}
          aria-valuetext={label}
          onInput={(event) => {
            viewer.pause();
            viewer.go(navigator.settle(Number(event.currentTarget.value)), false);
          }}
        />
      </div>
      <span class="turn-label">{label}</span>
    </div>
  );
}
