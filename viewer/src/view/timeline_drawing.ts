import { never } from '../model/chronicle';
import type { Session } from '../model/session';
import { prepared } from './canvas';
import { isMark, markWidth, rowGap, rowHeight, type Range, type Span } from './timeline_spans';

interface Look {
  readonly range: Range;
  readonly at: number;
  readonly search: string;
  readonly hover: Span | undefined;
}

const mostArrows = 400;

/** Wide enough for a corner, and for a letter. */
const leastForCorners = 4;
const leastForLabel = 24;
const labelMargin = 6;

export function drawTimeline(canvas: HTMLCanvasElement, session: Session, spans: readonly Span[], look: Look): void {
  const pad = prepared(canvas);
  if (!pad) return;
  const { context, width, height, colour } = pad;
  const scale = width / (look.range.to - look.range.from);
  const x = (event: number) => (event - look.range.from) * scale;
  const y = (row: number) => row * (rowHeight + rowGap);
  const wanted = look.search.toLowerCase();
  context.textBaseline = 'middle';
  const letter = Math.max(context.measureText('n').width, 1);
  for (const span of spans) {
    const left = Math.max(x(span.from), -4);
    const size = Math.max(Math.min(x(span.to + 1), width + 4) - left - 1, isMark(span) ? markWidth : 1);
    if (left > width || left + size < 0) continue;
    const isFound = wanted !== '' && span.label.toLowerCase().includes(wanted);
    const isNow = span.from <= look.at && look.at <= span.to;
    const fill = span.kind === 'turn' ? '--strip-even' : span.kind === 'call' ? (span.isBuiltin ? '--bar-builtin' : '--bar-call') : `--bar-${span.kind}`;
    context.globalAlpha = wanted !== '' && !isFound ? 0.25 : 1;
    context.fillStyle = colour(fill);
    const isMarked = isNow || span === look.hover;
    if (size < leastForCorners && !isMarked) {
      context.fillRect(left, y(span.row), size, rowHeight);
      continue;
    }
    context.beginPath();
    context.roundRect(left, y(span.row), size, rowHeight, Math.min(4, size / 2));
    context.fill();
    if (isMarked) {
      context.strokeStyle = colour('--accent');
      context.lineWidth = span === look.hover ? 2 : 1;
      context.stroke();
    }
    if (size > leastForLabel && !isMark(span)) {
      const most = size - 2 * labelMargin;
      context.fillStyle = colour('--ink');
      // Far fewer letters than one would think are wider than an n.
      context.fillText(span.label.slice(0, Math.floor(most / letter) + 1), left + labelMargin, y(span.row) + rowHeight / 2 + 0.5, most);
    }
  }
  drawArrows(context, arrowsOf(session, spans, look, x), colour('--soft'), colour('--accent'));
  context.globalAlpha = 1;
  context.fillStyle = colour('--accent');
  context.fillRect(x(look.at + 1) - 1, 0, 2, height);
}

interface Arrow {
  readonly from: number;
  readonly to: number;
  readonly isMarked: boolean;
}

/** From the event that queued a job (or set its timer) to where the job begins. */
function arrowsOf(session: Session, spans: readonly Span[], look: Look, x: (event: number) => number): readonly Arrow[] {
  const { chronicle } = session;
  const { jobs, operations } = chronicle;
  const arrows: Arrow[] = [];
  for (const span of spans) {
    const job = span.job < 0 ? undefined : jobs.get(span.job);
    if (!job || job.begunAt === never) continue;
    const cause = chronicle.timerAt(job.timer, job.queuedAt)?.begunAt ?? operations.get(job.operation)?.begunAt ?? job.queuedAt;
    if (cause >= job.begunAt) continue;
    const isMarked = span === look.hover || (span.from <= look.at && look.at <= span.to);
    arrows.push({ from: x(cause), to: x(job.begunAt), isMarked });
    if (arrows.length === mostArrows) break;
  }
  return arrows;
}

function drawArrows(context: CanvasRenderingContext2D, arrows: readonly Arrow[], soft: string, accent: string): void {
  const bottom = 2 * (rowHeight + rowGap) - rowGap;
  for (const isMarked of [false, true]) {
    context.strokeStyle = context.fillStyle = isMarked ? accent : soft;
    context.globalAlpha = isMarked ? 1 : 0.55;
    context.lineWidth = isMarked ? 1.6 : 1;
    const lines = new Path2D();
    const heads = new Path2D();
    for (const { from, to, isMarked: its } of arrows) {
      if (its !== isMarked) continue;
      const depth = bottom + Math.min(14 + (to - from) / 16, 46);
      lines.moveTo(from, bottom);
      lines.bezierCurveTo(from, depth, to, depth, to, bottom + 4);
      heads.moveTo(to, bottom);
      heads.lineTo(to - 3.5, bottom + 6);
      heads.lineTo(to + 3.5, bottom + 6);
    }
    context.stroke(lines);
    context.fill(heads);
  }
}
