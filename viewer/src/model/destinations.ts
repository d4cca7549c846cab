// Where people ask to go: an event, a time, a turn, a line of a file.

import { lastWhere, never } from './chronicle';
import { cutDetail, missingEnd } from './missing';
import { lineOf, reached } from './reached';
import type { Session } from './session';

export type Destination =
  | { readonly kind: 'event'; readonly number: number }
  | { readonly kind: 'time'; readonly ns: number }
  | { readonly kind: 'turn'; readonly number: number }
  | { readonly kind: 'line'; readonly text: string };

/** `last`: of events and turns the last number, of times how long the run took, in nanoseconds. `unsearched`: of some turns there are no calls and values. */
export type NoArrival = { readonly why: 'event' | 'turn' | 'time'; readonly last: number } | { readonly why: 'line' | 'unsearched' };
export type Arrival = { readonly at: number } | NoArrival;

const units: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, μs: 1e3, ms: 1e6, s: 1e9, 초: 1e9 };

/** `1234`, `12.5 ms`, `turn 40`, `app.js:12`, or `:12` in `file`. Undefined: it is none of them. */
export function destinationOf(text: string, file: string): Destination | undefined {
  const wanted = text.trim();
  const number = /^#?(\d[\d,_]*)$/.exec(wanted);
  if (number) return { kind: 'event', number: Number(number[1]!.replace(/[,_]/g, '')) };
  const time = /^(\d+(?:\.\d*)?|\.\d+)\s*(ns|[uµμ]s|ms|s|초)$/i.exec(wanted);
  if (time) return { kind: 'time', ns: Number(time[1]) * units[time[2]!.toLowerCase()]! };
  const turn = /^(?:turn|턴)\s*(\d+)$/i.exec(wanted);
  if (turn) return { kind: 'turn', number: Number(turn[1]) };
  const line = /^:\d+$/.test(wanted) ? file + wanted : wanted;
  return lineOf(line) ? { kind: 'line', text: line } : undefined;
}

/** When the run began, by the trace's clock. */
export function beginNs({ chronicle }: Session): number {
  return chronicle.turn(0)?.beginNs ?? 0;
}

/** From the beginning of the run to what is known of its end. */
export function lengthNs(session: Session): number {
  return session.history.stateAt(session.navigator.end).timeNs - beginNs(session);
}

/** The event to be shown; a line is looked for behind event `from`, and then from the beginning. */
export function arrive(session: Session, destination: Destination, from: number): Arrival {
  const { chronicle, navigator } = session;
  switch (destination.kind) {
    case 'event':
      return destination.number <= navigator.end ? { at: destination.number } : { why: 'event', last: navigator.end };
    case 'turn': {
      const turn = chronicle.turn(destination.number);
      return turn ? { at: turn.begunAt } : { why: 'turn', last: chronicle.turnCount - 1 };
    }
    case 'time':
      return atTime(session, destination.ns);
    case 'line': {
      const next = reached(session, destination.text, from + 1);
      const at = next < 0 ? reached(session, destination.text, 0, from) : next;
      if (at >= 0) return { at };
      const isWhole = chronicle.hasFineEvents && !cutDetail(session) && !missingEnd(session);
      return { why: isWhole ? 'line' : 'unsearched' };
    }
  }
}

/** The turn that ran then, or what the loop did between two turns. */
function atTime(session: Session, ns: number): Arrival {
  const { chronicle, trace } = session;
  const whole = lengthNs(session);
  if (ns > whole || chronicle.turnCount === 0) return { why: 'time', last: whole };
  const time = beginNs(session) + ns;
  const index = Math.max(lastWhere(chronicle.turnCount, (each) => chronicle.turn(each)!.beginNs <= time), 0);
  const turn = chronicle.turn(index)!;
  if (turn.endedAt === never || time <= turn.endNs) return { at: turn.begunAt };
  const next = chronicle.turn(index + 1)?.begunAt ?? Infinity;
  const waits = trace.scan(turn.endedAt, (event, at) => at >= next || (event.type === 'WaitBegin' && event.timeNs <= time));
  return { at: waits >= 0 && waits < next ? waits : turn.endedAt };
}
