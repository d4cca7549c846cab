// What the timeline shows of a range of events: turns in the first row, jobs in the second, what is incidental (collections, machine code) in
// the third, if there is any in the run, and calls below by their depth.

import { countUntil, never } from '../model/chronicle';
import type { Session } from '../model/session';

export interface Range {
  readonly from: number;
  readonly to: number;
}

export interface Span {
  readonly kind: 'turn' | 'task' | 'microtask' | 'tick' | 'script' | 'call' | 'collection' | 'machine';
  readonly row: number;
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly job: number;
  readonly isBuiltin: boolean;
}

export const rowHeight = 20;
export const rowGap = 3;

/** So wide are those that are of one event, in pixels. */
export const markWidth = 5;

export function isMark({ kind }: Span): boolean {
  return kind === 'collection' || kind === 'machine';
}

/** In wider ranges, calls would be thinner than a pixel. */
const mostForCalls = 40_000;
const mostRows = 24;

/** Within the run, and at least a few events wide. */
export function clamped(range: Range, end: number): Range {
  const size = Math.min(Math.max(range.to - range.from, 8), end);
  const from = Math.min(Math.max(range.from, 0), end - size);
  return { from, to: from + size };
}

/** `say`: what is incidental, in words. */
export function spansIn(session: Session, range: Range, width: number, say: (at: number) => string): readonly Span[] {
  const spans: Span[] = [];
  const { chronicle, trace } = session;
  const least = (range.to - range.from) / Math.max(width, 1);
  const visible = (from: number, to: number) => to >= range.from && from <= range.to && to - from >= least;
  let drawnTo = -1;
  // Turns that would be too narrow to be seen are not even looked at.
  for (let i = Math.max(chronicle.turnAt(range.from), 0); i < chronicle.turnCount; i = Math.max(i + 1, chronicle.turnAt(drawnTo + least))) {
    const turn = chronicle.turn(i)!;
    if (turn.begunAt > range.to) break;
    const to = turn.endedAt === never ? trace.eventCount : turn.endedAt;
    if (!visible(turn.begunAt, to) && to - drawnTo < least) continue;
    drawnTo = to;
    spans.push({ kind: 'turn', row: 0, from: turn.begunAt, to, label: `${turn.turn}`, job: -1, isBuiltin: false });
    // What is in a turn that is narrower than a pixel is so, too.
    if (to - turn.begunAt >= least) for (const number of turn.jobs) addJob(session, number, visible, spans);
  }
  addIncidents(session, range, least * markWidth, say, spans);
  if (chronicle.hasFineEvents && range.to - range.from <= mostForCalls) addCalls(session, range, visible, spans);
  return spans;
}

function addJob(session: Session, number: number, visible: (from: number, to: number) => boolean, spans: Span[]): void {
  const job = session.chronicle.jobs.get(number);
  if (!job) return;
  const to = job.endedAt === never ? session.trace.eventCount : job.endedAt;
  if (!visible(job.begunAt, to)) return;
  const label = session.places.functionName(job.callback) || job.what || job.kind;
  spans.push({ kind: job.kind, row: 1, from: job.begunAt, to, label, job: number, isBuiltin: false });
}

/** Those that would be upon each other are one. */
function addIncidents({ chronicle, trace }: Session, range: Range, apart: number, say: (at: number) => string, spans: Span[]): void {
  const { incidents } = chronicle;
  let drawn = -Infinity;
  for (let i = countUntil(incidents, range.from - 1); i < incidents.length && incidents[i]! <= range.to; i++) {
    const at = incidents[i]!;
    if (at - drawn < apart) continue;
    drawn = at;
    const kind = trace.event(at).type === 'Collection' ? 'collection' : 'machine';
    spans.push({ kind, row: 2, from: at, to: at, label: say(at), job: -1, isBuiltin: false });
  }
}

function addCalls(session: Session, range: Range, visible: (from: number, to: number) => boolean, spans: Span[]): void {
  const { places, trace, stops } = session;
  const start = Math.max(Math.floor(range.from), 0);
  const firstRow = session.chronicle.incidents.length > 0 ? 3 : 2;
  const open: { from: number; function: number; isFolded: boolean; row: number }[] = [];
  // As the stack has it: code of others is folded, and builtins go with whoever calls them.
  const enter = (from: number, called: number): void => {
    const outer = open[open.length - 1];
    const isFolded = places.isBuiltin(called) ? (outer?.isFolded ?? false) : stops.onlyMyCode && places.isForeign(called);
    open.push({ from, function: called, isFolded, row: outer ? outer.row + (outer.isFolded ? 0 : 1) : firstRow });
  };
  for (const frame of session.history.stateAt(start - 1).frames) enter(frame.id, frame.call.function);
  const close = (at: number): void => {
    const call = open.pop();
    if (!call || call.isFolded || call.row >= firstRow + mostRows || !visible(call.from, at)) return;
    const label = places.functionName(call.function);
    spans.push({ kind: 'call', row: call.row, from: call.from, to: at, label, job: -1, isBuiltin: places.isBuiltin(call.function) });
  };
  trace.scan(start, (event, at) => {
    if (at > range.to) return true;
    if (event.type === 'Enter') enter(at, event.function);
    else if (event.type === 'Leave') close(at);
    else if (event.type === 'JobEnd' || event.type === 'TurnEnd') while (open.length > 0) close(at);
    return false;
  });
  while (open.length > 0) close(Math.ceil(range.to) + 1);
}

export function spanAt(spans: readonly Span[], range: Range, width: number, x: number, y: number): Span | undefined {
  const row = Math.floor(y / (rowHeight + rowGap));
  const scale = width / (range.to - range.from);
  const reach = (span: Span) => Math.max((span.to + 1 - range.from) * scale, isMark(span) ? (span.from - range.from) * scale + markWidth : 0);
  return spans.find((span) => span.row === row && (span.from - range.from) * scale <= x && reach(span) >= x);
}

/** The span next to another one: in its row, or in a row above or below, where it overlaps or is nearest. Of none: the first of what is shown. */
export function neighbour(spans: readonly Span[], chosen: Span | undefined, key: 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'): Span | undefined {
  const nearest = (candidates: readonly Span[], distance: (span: Span) => number) =>
    candidates.reduce<Span | undefined>((best, span) => (best && distance(best) <= distance(span) ? best : span), undefined);
  if (!chosen) return nearest(spans, (span) => span.row * 2 ** 31 + span.from);
  const step = key === 'ArrowLeft' || key === 'ArrowUp' ? -1 : 1;
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const row = spans.filter((span) => span.row === chosen.row && (span.from - chosen.from) * step > 0);
    return nearest(row, (span) => Math.abs(span.from - chosen.from));
  }
  const apart = (span: Span) => Math.max(span.from - chosen.to, chosen.from - span.to, 0);
  return nearest(spans.filter((span) => span.row === chosen.row + step), (span) => apart(span) * 2 ** 20 + Math.abs(span.from - chosen.from));
}
