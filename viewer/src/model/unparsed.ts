// Texts that are no programs: nothing of them runs, and nobody could catch what is wrong with them.

import type { Place } from '../trace/values';
import type { Session } from './session';
import { readComplaint } from './syntax_complaint';

export interface Unparsed {
  readonly file: string;
  readonly line: number;
  readonly message: string;
  /** Undefined: the trace does not have the text. */
  readonly place: Place | undefined;
}

const isFile = /\.[cm]?[jt]sx?$/;
/** What the parser speaks of, as far as can be seen of it. */
const word = /[\w$]+|./uy;

/** What an error that nobody caught (or `at` the beginning: the next one) says of a text; undefined: it is another one. */
export function unparsedAt(session: Session, at: number): Unparsed | undefined {
  const { trace } = session;
  const event = trace.event(at);
  if (event.type !== 'Uncaught' || event.sort === 3 || !/\bSyntaxError\b/.test(event.text)) return undefined;
  const next = trace.scan(at + 1, ({ type }) => type === 'Output' || type === 'TurnEnd' || type === 'Uncaught');
  const told = next < 0 ? undefined : trace.event(next);
  const complaint = told?.type === 'Output' ? readComplaint(told.text) : undefined;
  if (!complaint) return undefined;
  const { file, line, column } = complaint;
  const message = complaint.message.replace(/^SyntaxError: /, '');
  const script = [...trace.scripts.values()].find(({ url }) => url === file || url.endsWith(`/${file}`));
  if (!script) {
    // Code that runs may throw such an error, too.
    const thrown = trace.scanBack(at - 1, ({ type }) => type === 'Thrown' || type === 'JobBegin' || type === 'TurnBegin');
    return isFile.test(file) && (thrown < 0 || trace.event(thrown).type !== 'Thrown') ? { file, line, message, place: undefined } : undefined;
  }
  if (trace.goals.has(script.script)) return undefined;
  const begin = session.places.lineStarts(script.script)[line - 1] ?? 0;
  // Columns are in code points.
  const start = begin + [...script.source.slice(begin).split('\n', 1)[0]!].slice(0, column - 1).join('').length;
  word.lastIndex = start;
  const end = start + (word.exec(script.source)?.[0].length ?? 0);
  return { file, line, message, place: { script: script.script, start, end } };
}

/** The same of what a run begins with. */
export function unparsedAtOnce(session: Session): Unparsed | undefined {
  const { trace } = session;
  const found = trace.scan(0, ({ type }) => type === 'Uncaught' || type === 'Enter' || type === 'JobBegin' || type === 'TurnEnd');
  return found < 0 ? undefined : unparsedAt(session, found);
}
