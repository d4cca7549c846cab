import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Session } from '../model/session';
import { Scenario } from '../testing/scenario';
import { Trace } from '../trace/trace';
import { Answers } from './answers';
import { Narration, narrators } from './narrate';
import { plain } from './sentence';

const source = 'const i = setInterval(tick, 10);\nfunction tick() {}\n';

/** An interval of 10 ms: set first with 50 ms left, and then twice. */
function interval(body: (s: Scenario) => void = () => undefined): Session {
  const s = new Scenario(source);
  const tick = s.function('tick', 'function tick() {}');
  const set = (dueMs: number) => s.add({ type: 'TimerSet', timer: 1, delayMs: 10, dueNs: dueMs * 1e6, repeats: true, callback: tick, place: s.at('setInterval(tick, 10)') });
  s.turn(1, () => void set(11));
  for (let job = 1; job < 3; job++) {
    s.add({ type: 'TaskQueued', job, source: 1, callback: tick, what: '', by: 0, place: s.at('setInterval(tick, 10)') });
    s.add({ type: 'TimerDue', timer: 1, job });
    s.turn(job * 11, () => s.job(job, () => void set(job * 11 + 10)));
  }
  body(s);
  s.add({ type: 'RunEnd', timeNs: 50e6, status: 0, why: '' });
  return new Session(Trace.of(s.writer.finish()));
}

const eventsOf = ({ trace }: Session, type: string): number[] => {
  const found: number[] = [];
  trace.scan(0, (event, at) => void (event.type === type && found.push(at)));
  return found;
};
const told = (session: Session, at: number, language: 'en' | 'ko' = 'en') => plain(new Narration(session, narrators[language]).sentence(session.history.stateAt(at)));

test('an interval is what it was set to last', () => {
  const session = interval();
  const { chronicle, history } = session;
  const sets = eventsOf(session, 'TimerSet');
  sets.forEach((at, i) => {
    assert.equal(chronicle.timerAt(1, at)?.begunAt, at);
    assert.equal(chronicle.timerAt(1, at)?.dueNs, [11e6, 21e6, 32e6][i]);
    assert.equal(chronicle.timerAt(1, at + 1)?.begunAt, at);
  });
  assert.equal(chronicle.timerAt(1, 0)?.begunAt, sets[0]);
  assert.equal(chronicle.timerAt(2, 100), undefined);
  // Of each job, the setting that came before it.
  for (const job of [1, 2]) {
    const one = chronicle.jobs.get(job)!;
    assert.equal(chronicle.timerAt(one.timer, one.queuedAt)?.begunAt, sets[job - 1]);
  }
  const answers = new Answers(session, 'en', new Narration(session, narrators.en));
  assert.match(plain(answers.backgroundWaitsFor(chronicle.timerAt(1, sets[0]!)!, history.stateAt(sets[0]!))), /in 10 ms/);
});

test('ref() and unref() hold from where they are called', () => {
  const session = interval((s) => {
    for (const keepsAlive of [false, true, false]) s.add({ type: 'TimerReferenced', timer: 1, keepsAlive });
  });
  const calls = eventsOf(session, 'TimerReferenced');
  assert.deepEqual([calls[0]! - 1, ...calls].map((at) => session.chronicle.isUnreferenced(1, at)), [false, true, false, true]);
  assert.equal(session.chronicle.isUnreferenced(2, calls[0]!), false);
});

test('the end says what is left, and a wait for what it is', () => {
  const kept = interval();
  assert.match(told(kept, kept.trace.eventCount - 1), /what is left in the background keeps no run alive: 1 timer\. The run ends with status 0/);
  assert.match(told(kept, kept.trace.eventCount - 1, 'ko'), /타이머 1개/);
  const cleared = interval((s) => void s.add({ type: 'TimerCleared', timer: 1 }));
  assert.match(told(cleared, cleared.trace.eventCount - 1), /nothing is in the background/);
  const waiting = interval((s) => {
    s.add({ type: 'WaitBegin', timeNs: 30e6, untilNs: 32e6 }).add({ type: 'WaitEnd', timeNs: 31e6 });
    s.add({ type: 'CallbackRequested', handle: 1, what: 'animation frame', dueNs: 31e6, callback: 2 });
    s.add({ type: 'WaitBegin', timeNs: 30e6, untilNs: 31e6 }).add({ type: 'WaitEnd', timeNs: 31e6 });
    s.add({ type: 'TimerCleared', timer: 1 }).add({ type: 'CallbackRequested', handle: 2, what: 'idle callback', dueNs: 40e6, callback: 2 });
    s.add({ type: 'WaitBegin', timeNs: 30e6, untilNs: 40e6 });
  });
  const waits = eventsOf(waiting, 'WaitBegin');
  assert.match(told(waiting, waits[0]!), /until the next timer/);
  assert.match(told(waiting, waits[1]!), /until the next frame/);
  assert.match(told(waiting, waits[2]!), /idle time/);
});
