import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orderTrace, withoutFineEvents } from '../testing/scenario';
import { Trace } from '../trace/trace';
import { arrive, destinationOf, type Arrival } from './destinations';
import { Session } from './session';

const session = new Session(Trace.of(orderTrace()));
const to = (text: string, from = -1, one = session): Arrival => arrive(one, destinationOf(text, 'order.js')!, from);
const eventAt = (arrival: Arrival) => ('at' in arrival ? session.trace.event(arrival.at).type : arrival.why);

test('what people write is understood', () => {
  assert.deepEqual(destinationOf(' 1,234 ', ''), { kind: 'event', number: 1234 });
  assert.deepEqual(destinationOf('#7', ''), { kind: 'event', number: 7 });
  assert.deepEqual(destinationOf('12.5 ms', ''), { kind: 'time', ns: 12.5e6 });
  assert.deepEqual(destinationOf('.5s', ''), { kind: 'time', ns: 0.5e9 });
  assert.deepEqual(destinationOf('2초', ''), { kind: 'time', ns: 2e9 });
  assert.deepEqual(destinationOf('Turn 40', ''), { kind: 'turn', number: 40 });
  assert.deepEqual(destinationOf('턴 3', ''), { kind: 'turn', number: 3 });
  assert.deepEqual(destinationOf('lib/app.js:12', 'other.js'), { kind: 'line', text: 'lib/app.js:12' });
  assert.deepEqual(destinationOf(':12', 'app.js'), { kind: 'line', text: 'app.js:12' });
  for (const nonsense of ['', 'turn', 'ms', '-4', 'app.js', '1.2.3 ms']) assert.equal(destinationOf(nonsense, 'a.js'), undefined, nonsense);
});

test('events and turns that there are', () => {
  assert.deepEqual(to('0'), { at: 0 });
  assert.deepEqual(to('99999'), { why: 'event', last: session.navigator.end });
  assert.equal(eventAt(to('turn 1')), 'TurnBegin');
  assert.deepEqual(to('turn 2'), { why: 'turn', last: 1 });
});

test('times since the beginning: a turn, or the wait between two', () => {
  assert.deepEqual(to('0 ms'), to('turn 0'));
  assert.equal(eventAt(to('0.5 ms')), 'WaitBegin');
  assert.deepEqual(to('1.3 ms'), to('turn 1'));
  assert.deepEqual(to('9 ms'), { why: 'time', last: 2e6 });
});

test('a line is looked for from here on, and then from the beginning', () => {
  const first = to('order.js:4');
  assert.ok('at' in first);
  assert.deepEqual(to(':4', first.at - 1), first);
  const next = to(':4', first.at);
  assert.ok('at' in next && next.at > first.at);
  assert.deepEqual(to(':4', session.navigator.end), first);
  assert.deepEqual(to('order.js:99'), { why: 'line' });
  const loop = new Session(Trace.of(withoutFineEvents(orderTrace())));
  assert.deepEqual(to('order.js:4', -1, loop), { why: 'unsearched' });
});
