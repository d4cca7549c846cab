import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Session } from '../model/session';
import { orderTrace } from '../testing/scenario';
import { Trace } from '../trace/trace';
import { neighbour, spansIn } from './timeline_spans';

test('spans can be gone through with four keys', () => {
  const session = new Session(Trace.of(orderTrace()));
  const spans = spansIn(session, { from: 0, to: session.trace.eventCount }, 1000);
  let chosen = neighbour(spans, undefined, 'ArrowRight');
  const labels: string[] = [];
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowUp', 'ArrowLeft', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight'] as const) {
    chosen = neighbour(spans, chosen, key);
    labels.push(`${chosen?.row} ${chosen?.label}`);
  }
  assert.deepEqual(labels, ['1 script', '1 soon', '1 later', '0 1', '0 0', '1 script', '2 order.js', '3 log', '3 setTimeout']);
  assert.equal(neighbour(spans, spans.find(({ row }) => row === 0), 'ArrowUp'), undefined);
});
