import { never } from '../model/chronicle';
import type { Session } from '../model/session';
import { rowGap, rowHeight, type Range, type Span } from './timeline_spans';

interface Look {
  readonly range: Range;
  readonly at: number;
  readonly search: string;
  readonly hover: Span | undefined;
}

const mostArrows = 400;

export function drawTimeline(canvas: HTMLCanvasElement, session: Session, spans: readonly Span[], look: Look): void {
  const scale = devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  canvas.width = width * scale;
  canvas.height = height * scale;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(scale, scale);
  const style = getComputedStyle(canvas);
  const colour = (name: string) => style.getPropertyValue(name);
  const x = (event: number) => ((event - look.range.from) / (look.range.to - look.range.from)) * width;
  const y = (row: number) => row * (rowHeight + rowGap);
  const wanted = look.search.toLowerCase();
  context.font = `11px ${style.fontFamily}`;
  context.textBaseline = 'middle';
  for (const span of spans) {
    const left = Math.max(x(span.from), -4);
    const size = Math.max(Math.min(x(span.to + 1), width + 4) - left - 1, 1);
    const isFound = wanted !== '' && span.label.toLowerCase().includes(wanted);
    const isNow = span.from <= look.at && look.at <= span.to;
    const fill = span.kind === 'turn' ? '--strip-even' : span.kind === 'call' ? (span.isBuiltin ? '--bar-builtin' : '--bar-call') : `--bar-${span.kind}`;
    context.globalAlpha = wanted !== '' && !isFound ? 0.25 : 1;
    context.fillStyle = colour(fill);
    context.beginPath();
    context.roundRect(left, y(span.row), size, rowHeight, Math.min(4, size / 2));
    context.fill();
    if (isNow || span === look.hover) {
      context.strokeStyle = colour('--accent');
      context.lineWidth = span === look.hover ? 2 : 1;
      context.stroke();
    }
    if (size > 24) {
      context.save();
      context.clip();
      context.fillStyle = colour('--ink');
      context.fillText(span.label, left + 6, y(span.row) + rowHeight / 2 + 0.5);
      context.restore();
    }
  }
  context.globalAlpha = 1;
  drawArrows(context, session, spans, look, x, colour('--soft'), colour('--accent'));
  context.fillStyle = colour('--accent');
  context.fillRect(x(look.at + 1) - 1, 0, 2, height);
}

/** From the event that queued a job (or set its timer) to where the job begins. */
function drawArrows(
  context: CanvasRenderingContext2D,
  session: Session,
  spans: readonly Span[],
  look: Look,
  x: (event: number) => number,
  soft: string,
  accent: string,
): void {
  let count = 0;
  for (const span of spans) {
    const job = session.chronicle.jobs.get(span.job);
    if (!job || job.begunAt === never || ++count > mostArrows) continue;
    const cause = session.chronicle.timers.get(job.timer)?.begunAt ?? session.chronicle.operations.get(job.operation)?.begunAt ?? job.queuedAt;
    if (cause >= job.begunAt) continue;
    const [from, to] = [x(cause), x(job.begunAt)];
    const bottom = 2 * (rowHeight + rowGap) - rowGap;
    const depth = bottom + Math.min(14 + (to - from) / 16, 46);
    const isHovered = span === look.hover || (span.from <= look.at && look.at <= span.to);
    context.strokeStyle = context.fillStyle = isHovered ? accent : soft;
    context.globalAlpha = isHovered ? 1 : 0.55;
    context.lineWidth = isHovered ? 1.6 : 1;
    context.beginPath();
    context.moveTo(from, bottom);
    context.bezierCurveTo(from, depth, to, depth, to, bottom + 4);
    context.stroke();
    context.beginPath();
    context.moveTo(to, bottom);
    context.lineTo(to - 3.5, bottom + 6);
    context.lineTo(to + 3.5, bottom + 6);
    context.fill();
  }
  context.globalAlpha = 1;
}
