import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutDetail, missingEnd } from '../model/missing';
import { programScopes, scopesOf } from '../model/scopes';
import { Session } from '../model/session';
import { Scenario, number, text } from '../testing/scenario';
import { Trace } from '../trace/trace';
import { Answers } from './answers';
import { Narration, narrators, type Language } from './narrate';
import { plain } from './sentence';

const source = "target.addEventListener('go', heard);\nrequestAnimationFrame(draw);\nfunction heard() {}\nfunction draw() {}\neval('var x = 1');\n";

/** A listener is called in a task of its own, in which it dispatches the event once more; and a frame. */
function session(meta: Record<string, string> = {}): Session {
  const s = new Scenario(source);
  s.add({ type: 'TaskSource', source: 5, name: 'rendering' });
  const heard = s.function('heard', 'function heard() {}');
  const draw = s.function('draw', 'function draw() {}');
  const dispatch = (body: () => void): void => {
    s.add({ type: 'ListenerCalled', listener: 1 });
    s.add({ type: 'CallbackBegin', callback: heard, what: 'go', by: 0, place: s.at("target.addEventListener('go', heard)") });
    s.call(heard, [text('event')], body);
    s.add({ type: 'CallbackEnd' });
  };
  s.turn(1, () => {
    s.call(1, [], () => {
      s.add({ type: 'EnvironmentEntered', environment: 1, outer: 0, sort: 8, function: 1 });
      s.add({ type: 'ListenerAdded', listener: 1, what: 'go', callback: heard, by: 0, place: s.at("target.addEventListener('go', heard)") });
      s.add({ type: 'CallbackRequested', handle: 1, what: 'animation frame', dueNs: 16e6, callback: draw, by: 0, place: s.at('requestAnimationFrame(draw)') });
      s.add({ type: 'Binding', environment: 1, name: 'x', state: 2, value: number(1) });
      s.add({ type: 'BindingDeleted', environment: 1, name: 'x' });
    }, undefined, 3);
    s.add({ type: 'TaskQueued', job: 1, source: 1, callback: heard, what: '', by: 0, place: s.at('requestAnimationFrame(draw)') });
  });
  s.turn(2, () => s.job(1, () => dispatch(() => dispatch(() => undefined))));
  s.add({ type: 'TaskQueued', job: 2, source: 5 });
  s.turn(16, () => {
    s.job(2, () => {
      s.add({ type: 'CallbackDue', handle: 1, job: 2 });
      s.add({ type: 'CallbackBegin', callback: draw, what: '', by: 0, place: s.at('requestAnimationFrame(draw)') });
      s.call(draw, [number(16)], () => undefined);
      s.add({ type: 'CallbackEnd' });
    });
  });
  const result = new Session(Trace.of(s.writer.finish()));
  for (const [name, value] of Object.entries(meta)) result.trace.meta.set(name, value);
  return result;
}

function asked(of: Session, language: Language): Answers {
  return new Answers(of, language, new Narration(of, narrators[language]));
}

const eventOf = ({ trace }: Session, type: string, count = 1): number => trace.scan(0, (event) => event.type === type && --count === 0);

test('who listens, and since when', () => {
  const run = session();
  const { chronicle, history } = run;
  assert.equal(chronicle.dispatches.length, 2);
  const inner = eventOf(run, 'Enter', 3);
  assert.deepEqual(chronicle.dispatchAt(inner), chronicle.dispatches[1]);
  assert.deepEqual(chronicle.dispatchAt(eventOf(run, 'CallbackEnd')), chronicle.dispatches[0]);
  assert.equal(chronicle.dispatchAt(eventOf(run, 'CallbackEnd', 2)), undefined);
  const sentence = asked(run, 'en').whoScheduledThis(history.stateAt(inner));
  assert.match(plain(sentence), /^heard listens to go since program\.js, line 1, while the program’s own text was running\./);
  const link = sentence.find((part) => typeof part === 'object' && 'go' in part);
  assert.equal((link as { go: number }).go, eventOf(run, 'ListenerAdded'));
  assert.match(plain(asked(run, 'ko').whoScheduledThis(history.stateAt(inner))), /program\.js 1행에서 go 이벤트의 리스너로 등록/);
});

test('a frame’s callback waits in the background, and says who wants it', () => {
  const run = session();
  const requested = run.history.stateAt(eventOf(run, 'CallbackRequested'));
  assert.deepEqual([...requested.handles.keys()], [1]);
  assert.match(plain(new Narration(run, narrators.en).sentence(requested)), /^draw waits in the background for the next frame, in 15 ms:/);
  const handle = run.chronicle.handles.get(1)!;
  assert.match(plain(asked(run, 'en').backgroundWaitsFor(handle, requested)), /^For the next frame, in 15 ms\./);
  const painting = run.history.stateAt(eventOf(run, 'Enter', 4));
  assert.equal(painting.handles.size, 0);
  assert.match(plain(asked(run, 'en').whoScheduledThis(painting)), /^draw was given to requestAnimationFrame at program\.js, line 2,/);
  assert.match(plain(new Narration(run, narrators.en).sentence(painting)), /from the rendering queue: draw/);
  assert.match(plain(new Narration(run, narrators.ko).sentence(painting)), /렌더링 큐에서/);
});

test('what an eval has declared can be gone again', () => {
  const run = session();
  const names = (at: number) => programScopes(run, at).flatMap(({ variables }) => variables.map(({ name }) => name));
  assert.deepEqual(names(eventOf(run, 'EnvironmentEntered')), []);
  assert.deepEqual(names(eventOf(run, 'Binding')), ['x']);
  assert.deepEqual(names(eventOf(run, 'BindingDeleted')), []);
  const at = eventOf(run, 'Binding');
  assert.deepEqual(scopesOf(run, run.history.stateAt(at).top!, at), programScopes(run, at));
  assert.match(plain(asked(run, 'en').lastWrite(1, 'x', eventOf(run, 'BindingDeleted'))), /^x was deleted at/);
});

test('what is missing is said', () => {
  const last = (run: Session) => run.history.stateAt(run.trace.eventCount - 1);
  const killed = session({ missingEnd: 'killed' });
  assert.deepEqual(missingEnd(killed)?.kind, 'killed');
  assert.match(plain(new Narration(killed, narrators.en).sentence(last(killed))), /the program was killed/);
  assert.match(plain(new Narration(killed, narrators.ko).sentence(last(killed))), /강제로 종료/);
  const unlike = session({ missingEnd: 'it is another program' });
  assert.match(plain(new Narration(unlike, narrators.en).sentence(last(unlike))), /is not the recorded run \(it is another program\)/);
  const whole = session();
  assert.equal(missingEnd(whole), undefined);
  assert.equal(cutDetail(whole), undefined);
  const cut = session({ cut: '500000' });
  assert.deepEqual(cutDetail(cut), { events: 500000, at: eventOf(cut, 'Leave', 4) });
});

test('a BigInt is as large as it is', () => {
  const { objects } = session();
  const shown = (bigint: string) => objects.text({ kind: 'bigint', text: bigint }, 0);
  assert.deepEqual(['-12', '1000…', '(5000 bits)', '-(5000 bits)'].map(shown), ['-12n', '1000…n', 'BigInt (5000 bits)', '-BigInt (5000 bits)']);
});

test('what was not made for a module is not told as undefined', () => {
  const s = new Scenario('let z = 1;');
  s.add({ type: 'ScriptGoal', script: 1, goal: 'body' });
  s.turn(1, () =>
    s.call(1, [], () => {
      s.add({ type: 'EnvironmentEntered', environment: 1, outer: 0, sort: 0, function: 1 });
      for (const name of ['require', 'module', 'other']) s.add({ type: 'Binding', environment: 1, name, state: 2, value: { kind: 'undefined' } });
    }),
  );
  const run = new Session(Trace.of(s.writer.finish()));
  const at = eventOf(run, 'Binding', 3);
  const [scope] = scopesOf(run, run.history.stateAt(at).top!, at);
  assert.deepEqual(scope?.variables.map(({ name, isUnmade }) => [name, isUnmade]), [['require', true], ['module', true], ['other', false]]);
});
