import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Chronicle, Table, Turn } from '../model/chronicle';
import { Session } from '../model/session';
import { orderTrace, withoutFineEvents } from '../testing/scenario';
import { Trace } from '../trace/trace';
import { TraceWriter } from '../trace/trace_writer';
import { FineWindows, nextTurn, sameMoment } from './fine_windows';

function loaded(run: Trace): { windows: FineWindows; session: Session } {
  const session = new Session(run);
  const windows = new FineWindows(session);
  return { windows, session };
}

function windowOf(run: Trace): Trace {
  const window = Trace.windowOf(run, 0);
  window.append(orderTrace().slice(16));
  assert.equal(window.complaint, undefined);
  return window;
}

const turnsOf = (chronicle: Chronicle): Turn[] => Array.from({ length: chronicle.turnCount }, (_, index) => chronicle.turn(index)!);
const entries = <T>(table: Table<T>): (readonly [number, T])[] => Array.from({ [Symbol.iterator]: () => table[Symbol.iterator]() });

test('a window gives its turns the detail that they lack', () => {
  const whole = new Session(Trace.of(orderTrace()));
  const run = Trace.of(withoutFineEvents(orderTrace()));
  const { windows, session } = loaded(run);
  assert.deepEqual(windows.around(0), { from: 0, to: 1 });
  assert.ok(windows.add(windowOf(run), { from: 0, to: 1 }));
  const joined = windows.joined();
  const types = (one: Session) => Array.from({ length: one.trace.eventCount }, (_, at) => one.trace.event(at).type);
  assert.deepEqual(types(joined), types(whole));
  assert.equal(windows.around(1), undefined);
  // Functions of the window have numbers of their own, and are known by them.
  const top = joined.history.stateAt(5).top!;
  assert.equal(joined.places.functionName(top.call.function), 'log');
  assert.equal([...run.scripts.values()].length, 1);
  for (let at = 0; at < run.eventCount; at++) {
    const moment = sameMoment(at, session, joined);
    assert.equal(joined.chronicle.linesUntil(moment), session.chronicle.linesUntil(at));
    assert.equal(joined.trace.event(moment).type === run.event(at).type || run.event(at).type === 'WaitBegin', true);
  }
});

test('a window of one turn leaves the others as they were', () => {
  const run = Trace.of(withoutFineEvents(orderTrace()));
  const { windows } = loaded(run);
  assert.ok(windows.add(windowOf(run), { from: 1, to: 1 }));
  const joined = windows.joined();
  assert.ok(windows.isFine(1) && !windows.isFine(0));
  const sizes = ({ chronicle }: Session) => turnsOf(chronicle).map(({ begunAt, endedAt }) => endedAt - begunAt);
  const fine = sizes(joined);
  const coarse = sizes(loaded(run).session);
  assert.equal(fine[0], coarse[0]);
  assert.ok(fine[1]! > coarse[1]!);
});

/** What is known of a session is what reading all of its trace would give. */
function isAsRead(joined: Session, until = joined.trace.eventCount): void {
  const read = new Session(joined.trace);
  for (const table of ['jobs', 'timers', 'operations', 'handles', 'promiseOfObject', 'environments', 'objectChanges', 'entered', 'requests', 'listeners'] as const) {
    assert.deepEqual(new Map(entries<unknown>(joined.chronicle[table])), new Map(entries<unknown>(read.chronicle[table])), table);
  }
  assert.deepEqual(turnsOf(joined.chronicle), turnsOf(read.chronicle));
  for (const list of ['dispatches', 'environmentList', 'lastFineAt'] as const) assert.deepEqual(joined.chronicle[list], read.chronicle[list], list);
  for (const [number, promise] of entries(read.chronicle.promises)) assert.deepEqual(joined.chronicle.promises.get(number), promise);
  assert.deepEqual(joined.chronicle.lines.map(({ at }) => at), read.chronicle.lines.map(({ at }) => at));
  assert.equal(joined.chronicle.firstError, read.chronicle.firstError);
  for (let at = -1; at < until; at++) assert.deepEqual(joined.history.stateAt(at), read.history.stateAt(at), `${at}`);
}

test('what is known of a run with windows is what reading all of it would give', () => {
  const ofTurns = (from: number, to: number) => ({ from, to });
  for (const parts of [[ofTurns(0, 1)], [ofTurns(1, 1)], [ofTurns(0, 0)], [ofTurns(1, 1), ofTurns(0, 0)]]) {
    const run = Trace.of(withoutFineEvents(orderTrace()));
    const { windows } = loaded(run);
    for (const turns of parts) assert.ok(windows.add(windowOf(run), turns));
    isAsRead(windows.joined());
  }
});

test('a run with a window goes on', () => {
  const bytes = withoutFineEvents(orderTrace());
  const whole = Trace.of(bytes);
  // As much as has turn 0.
  const run = new Trace();
  let size = 0;
  const { windows, session } = loaded(run);
  while (session.chronicle.turnCount < 2) {
    run.append(bytes.slice(size, size + 10));
    size += 10;
    session.extend();
  }
  assert.ok(run.eventCount < whole.eventCount);
  assert.ok(windows.add(windowOf(run), { from: 0, to: 0 }));
  const joined = windows.joined();
  const known = run.eventCount;
  run.append(bytes.slice(size));
  joined.trace.addPart(run, known, run.eventCount);
  session.extend();
  joined.extend();
  assert.ok(joined.trace.eventCount > whole.eventCount);
  isAsRead(joined);
});

test('a search goes on where a window ends', () => {
  const asked = { from: 3, to: 9 };
  const ended = (complete: boolean, last: number, why = 'size') => nextTurn(asked, { complete, turns: [3, last], why });
  assert.equal(ended(true, 9, ''), 10);
  // Turn 7 has only begun.
  assert.equal(ended(false, 7), 7);
  assert.equal(ended(false, 4), 4);
  // Not even the first is all there.
  assert.equal(ended(false, 3), undefined);
  assert.equal(ended(false, 0, 'there is no replay'), undefined);
  assert.equal(nextTurn(asked, undefined), undefined);
});

test('a turn that two windows tell of is told once, and a moment stays where it is', () => {
  const run = Trace.of(withoutFineEvents(orderTrace()));
  const { windows } = loaded(run);
  assert.ok(windows.add(windowOf(run), { from: 0, to: 0 }));
  const before = windows.joined();
  // What was asked for before the first had come.
  assert.ok(windows.add(windowOf(run), { from: 0, to: 1 }));
  assert.ok(!windows.add(windowOf(run), { from: 0, to: 1 }));
  const after = windows.joined();
  isAsRead(after);
  assert.equal(after.trace.eventCount, Trace.of(orderTrace()).eventCount);
  const last = before.chronicle.turn(0)!.endedAt;
  for (let at = 0; at <= last; at++) assert.equal(sameMoment(at, before, after), at);
});

/** A window that ends within turn 0. */
function beginningOf(run: Trace): Trace {
  const writer = new TraceWriter({});
  const whole = Trace.of(orderTrace());
  for (const table of [whole.scripts, whole.functions]) for (const event of table.values()) writer.add(event);
  whole.scan(0, (event, at) => void (at < 12 && writer.add(event)));
  const window = Trace.windowOf(run, 0);
  window.append(writer.finish().slice(16));
  return window;
}

test('of a turn that is too large there is the beginning', () => {
  const run = Trace.of(withoutFineEvents(orderTrace()));
  const { windows } = loaded(run);
  assert.ok(windows.add(beginningOf(run), { from: 0, to: 0 }, 'size'));
  assert.deepEqual(windows.cutOf(0), { turn: 0, why: 'size', events: 12 });
  const joined = windows.joined();
  const [{ at, why }] = joined.chronicle.cutTurns as [Chronicle['cutTurns'][number]];
  // That the program's text has left the stack was not told.
  isAsRead(joined, at + 3);
  assert.deepEqual([at, why], [11, 'size']);
  assert.ok(joined.history.stateAt(at + 1).frames.length > 0, 'what was on the stack is there');
  assert.equal(joined.chronicle.lines.length, 4);
  // Later turns can be had.
  assert.deepEqual(windows.around(1), { from: 1, to: 1 });
  assert.ok(windows.add(windowOf(run), { from: 1, to: 1 }));
  isAsRead(windows.joined(), at);
  windows.forget(0);
  assert.deepEqual(windows.around(0), { from: 0, to: 0 });
});

test('a turn that does not end has a beginning, too', () => {
  const bytes = withoutFineEvents(orderTrace());
  const run = new Trace();
  const { windows, session } = loaded(run);
  for (let size = 0; session.chronicle.turnCount < 1; size += 10) {
    run.append(bytes.slice(size, size + 10));
    session.extend();
  }
  // The run has come no further than to its first events.
  const alone = new Trace();
  alone.addPart(run, 0, 1);
  const { windows: others } = loaded(alone);
  assert.equal(others.around(0), undefined);
  assert.deepEqual(others.around(0, true), { from: 0, to: 0 });
  assert.ok(others.add(beginningOf(alone), { from: 0, to: 0 }, 'log'));
  assert.ok(others.joined().trace.eventCount > 1);
  isAsRead(others.joined());
  assert.ok(windows.around(0));
});
