// When a line was reached first.

import { lastWhere } from './chronicle';
import type { Session } from './session';

/** `app.js:12`, `/home/me/lib/app.js:12` in its parts; undefined: it is no such text. */
export function lineOf(text: string): { file: string; line: number } | undefined {
  const found = /^(?:file:\/\/)?(?:\.\/)?(.+):(\d+)$/.exec(text);
  return found ? { file: found[1]!, line: Number(found[2]) } : undefined;
}

function isFile(file: string, url: string): boolean {
  const path = url.replace(/^file:\/\//, '');
  return path === file || path.endsWith(file.startsWith('/') ? file : `/${file}`);
}

/** The first event from `from` on, up to `to`, at which code of that line runs; -1: there is none. */
export function reached(session: Session, text: string, from = 0, to = Infinity): number {
  const wanted = lineOf(text);
  const { places, trace } = session;
  if (!wanted) return -1;
  const { originals } = places;
  const calls = session.history.stateAt(from - 1).frames.map((frame) => places.placeOfFunction(frame.call.function).script);
  // Of each script: where the line is, as the file or as one that it was made from.
  const known = new Map<number, (start: number) => boolean>();
  const test = (script: number): ((start: number) => boolean) => {
    let found = known.get(script);
    if (!found) {
      const own = trace.scripts.get(script);
      if (own && isFile(wanted.file, own.url)) {
        const starts = own.source.matchAll(/\r\n|[\n\r\u2028\u2029]/g);
        let [line, start, end] = [1, 0, Infinity];
        for (const match of starts) {
          if (line === wanted.line) end = Math.min(end, match.index + match[0].length);
          if (++line === wanted.line) start = match.index + match[0].length;
        }
        found = line < wanted.line ? () => false : (at) => start <= at && at < end;
      } else {
        const source = originals.textsOf(script).find((number) => number < 0 && isFile(wanted.file, originals.text(number)?.url ?? ''));
        const isThere = (start: number) => originals.shown({ script, start, end: 0 }).script === source && places.lineOf(script, start) === wanted.line;
        found = source === undefined ? () => false : isThere;
      }
      known.set(script, found);
    }
    return found;
  };
  let result = -1;
  trace.scan(from, (event, at) => {
    if (at > to) return true;
    if (event.type === 'Enter') calls.push(places.placeOfFunction(event.function).script);
    else if (event.type === 'Leave') calls.pop();
    else if (event.type === 'JobBegin' || event.type === 'JobEnd' || event.type === 'TurnEnd') calls.length = 0;
    else if (event.type === 'Statement' || event.type === 'Evaluated') {
      const script = calls[calls.length - 1] ?? 0;
      if (script > 0 && test(script)(event.start)) result = at;
    }
    return result >= 0;
  });
  return result;
}

/** The turn that a trace is to be opened at, as a position in the chronicle's turns; -1: it says nothing of that. */
export function openTurnOf(session: Session): number {
  const number = session.trace.meta.get('openTurn');
  const { chronicle } = session;
  return number === undefined ? -1 : lastWhere(chronicle.turnCount, (index) => chronicle.turn(index)!.turn <= Number(number));
}
