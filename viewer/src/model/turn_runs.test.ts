import assert from 'node:assert/strict';
import { test } from 'node:test';
import { opening } from '../view/opening';
import { reached } from './reached';
import { Session } from './session';
import { runOf, StripScale, turnRuns } from './turn_runs';
import { Scenario } from '../testing/scenario';
import { Trace } from '../trace/trace';

const source = 'tick();\nrare();\n';

/** `count` turns of one function, and one of another behind them. */
function ticks(count: number, error = -1): Session {
  const s = new Scenario(source);
  const tick = s.function('tick', 'tick()');
  const rare = s.function('rare', 'rare()');
  for (let i = 0; i <= count; i++) {
    const callback = i === count ? rare : tick;
    s.add({ type: 'TaskQueued', job: i + 1, source: 1, callback, place: s.at('tick()') });
    s.turn(i, () => s.job(i + 1, () => {
      s.call(callback, [], () => s.statement(i === count ? 'rare();' : 'tick();'));
      if (i === error) s.add({ type: 'Uncaught', sort: 1, text: 'Error: it broke' });
    }));
  }
  return new Session(Trace.of(s.writer.finish()));
}

test('turns that repeat each other are one run', () => {
  const { chronicle } = ticks(100);
  assert.deepEqual(turnRuns(chronicle), [{ first: 1, last: 99 }]);
  assert.deepEqual(runOf(turnRuns(chronicle), 50), { first: 1, last: 99 });
  assert.equal(runOf(turnRuns(chronicle), 100), undefined);
  assert.deepEqual(turnRuns(ticks(4).chronicle), []);
  // One with an error is like no other.
  assert.deepEqual(turnRuns(ticks(100, 60).chronicle), [{ first: 1, last: 59 }, { first: 61, last: 99 }]);
});

test('a strip gives runs less room, and keeps every event in its place', () => {
  const { chronicle, trace } = ticks(1000);
  const scale = new StripScale(chronicle, trace.eventCount);
  assert.ok(scale.size < trace.eventCount / 50, String(scale.size));
  let last = -1;
  for (let event = 0; event < trace.eventCount; event++) {
    const unit = scale.unitOf(event);
    assert.ok(unit > last);
    last = unit;
    assert.equal(scale.eventOf(unit), event);
  }
  const plain = ticks(3);
  const whole = new StripScale(plain.chronicle, plain.trace.eventCount);
  assert.equal(whole.size, plain.trace.eventCount);
  assert.equal(whole.unitOf(-1), -1);
});

test('the first time that a line is reached', () => {
  const session = ticks(20);
  const { trace } = session;
  const first = reached(session, 'program.js:2');
  assert.equal(trace.event(first).type, 'Statement');
  assert.equal(session.chronicle.turnAt(first), 20);
  assert.ok(reached(session, 'program.js:1') < first);
  assert.equal(reached(session, 'program.js:3'), -1);
  assert.equal(reached(session, 'gram.js:1'), -1);
  assert.equal(reached(session, 'nonsense'), -1);
});

test('a page opens at the first error, if there is one', () => {
  assert.equal(opening(ticks(3)), undefined);
  const session = ticks(3, 2);
  const notice = opening(session)!;
  assert.equal(notice.kind, 'error');
  assert.equal(session.trace.event(notice.at).type, 'Uncaught');
  session.trace.meta.set('at', 'program.js:2');
  assert.equal(opening(session)?.kind, 'line');
  session.trace.meta.set('at', 'program.js:9');
  assert.equal(opening(session)?.kind, 'missed');
  // Somebody has seen that it is reached in that turn, of which there is too little.
  session.trace.meta.set('openTurn', '2');
  assert.deepEqual(opening(session), { kind: 'undetailed', what: 'program.js:9', at: session.chronicle.turn(2)?.begunAt });
});
