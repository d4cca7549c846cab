import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Session } from '../model/session';
import { orderTrace, Scenario } from '../testing/scenario';
import { Trace } from '../trace/trace';
import { isMark, neighbour, rowGap, rowHeight, spanAt, spansIn } from './timeline_spans';

test('spans can be gone through with four keys', () => {
  const session = new Session(Trace.of(orderTrace()));
  const spans = spansIn(session, { from: 0, to: session.trace.eventCount }, 1000, String);
  let chosen = neighbour(spans, undefined, 'ArrowRight');
  const labels: string[] = [];
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowUp', 'ArrowLeft', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight'] as const) {
    chosen = neighbour(spans, chosen, key);
    labels.push(`${chosen?.row} ${chosen?.label}`);
  }
  assert.deepEqual(labels, ['1 script', '1 soon', '1 later', '0 1', '0 0', '1 script', '2 order.js', '3 log', '3 setTimeout']);
  assert.equal(neighbour(spans, spans.find(({ row }) => row === 0), 'ArrowUp'), undefined);
});

test('what is incidental has a row of its own', () => {
  const s = new Scenario("function add() {}\nadd();\n");
  const add = s.function('add', 'function add() {}');
  s.turn(1, () => {
    s.call(1, [], () => {
      s.add({ type: 'Collection', sort: 1, bytesBefore: 2e6, bytesAfter: 1e6 });
      s.call(add, [], () => void s.add({ type: 'MachineCode', function: add, name: 'add', bytes: 240 }));
    }, undefined, 3);
  });
  const session = new Session(Trace.of(s.writer.finish()));
  const all = { from: 0, to: session.trace.eventCount };
  const spans = spansIn(session, all, 1000, (at) => session.trace.event(at).type);
  assert.deepEqual(spans.map(({ kind, row, label }) => `${row} ${kind} ${label}`).sort(), ['0 turn 0', '1 script script', '2 collection Collection', '2 machine MachineCode', '3 call program.js', '4 call add']);
  const mark = spans.find(({ kind }) => kind === 'machine')!;
  assert.equal(spanAt(spans, all, 1000, (mark.from / all.to) * 1000 + 3, 2.5 * (rowHeight + rowGap)), mark);
  // Where there is no room for both there is one.
  assert.equal(spansIn(session, all, 8, String).filter(isMark).length, 1);
});
