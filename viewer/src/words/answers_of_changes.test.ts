import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Session } from '../model/session';
import { Scenario, number, text } from '../testing/scenario';
import { Trace } from '../trace/trace';
import type { Value } from '../trace/values';
import { Answers } from './answers';
import { Narration, narrators, type Language } from './narrate';
import { plain } from './sentence';

const source = "const list = [];\nlist.push('a');\nlist.push('b');\nasync function fail(reason) {\n  throw reason;\n}\nfail('no').catch(() => {});\nfail('never');\n";
const list: Value = { kind: 'object', object: 1 };

/** An array that built-in functions change, and an async function that throws. */
function session(): Session {
  const s = new Scenario(source);
  const push = s.function('push');
  const fail = s.function('fail', 'async function fail(reason) {\n  throw reason;\n}');
  const shown = (...items: string[]) =>
    s.add({ type: 'ObjectShown', object: 1, className: 'Array', preview: JSON.stringify(items), properties: items.map((item, i) => ({ key: number(i), value: text(item) })), more: 0 });
  const call = (reason: string, promise: number) => {
    s.add({ type: 'Enter', function: fail, sort: 1, activation: promise, arguments: [text(reason)] }).statement('throw reason;');
    s.add({ type: 'Thrown', value: text(reason) });
    s.add({ type: 'PromiseSettled', promise, state: 2, by: 0, place: s.at('}') }).add({ type: 'Leave', how: 1, value: { kind: 'object', object: promise + 1 } });
  };
  s.turn(1, () =>
    s.call(1, [], () => {
      s.statement('const list = [];');
      shown();
      s.statement("list.push('a');").call(push, [text('a')], () => shown('a'), number(1));
      // It is shown once more as it was.
      shown('a');
      s.statement("list.push('b');").call(push, [text('b')], () => shown('a', 'b'), number(2));
      s.statement("fail('no').catch(() => {});");
      call('no', 1);
      s.statement("fail('never');");
      call('never', 2);
      s.add({ type: 'MicrotaskQueued', job: 1, sort: 2, promise: 1, callback: 0, by: 0 });
    }, undefined, 3),
  );
  s.turn(2, () => s.job(1, () => undefined));
  return new Session(Trace.of(s.writer.finish()));
}

const asked = (run: Session, language: Language) => new Answers(run, language, new Narration(run, narrators[language]));

test('what built-in functions have changed is told as changes', () => {
  const run = session();
  const end = run.trace.eventCount - 1;
  assert.equal(plain(asked(run, 'en').lastChange('list', 1, end)), 'list became ["a","b"] at program.js, line 3. Before that it was ["a"] (program.js, line 2).');
  assert.match(plain(asked(run, 'ko').lastChange('list', 1, end)), /^list의 값: \["a","b"\], 쓰인 곳: program\.js 3행/);
  assert.deepEqual(run.objects.changesOfContents(1, 5), []);
  assert.deepEqual(run.objects.text(list, end), '["a","b"]');
});

test('a rejection is told with what has thrown, and calls with what tells them apart', () => {
  const run = session();
  const job = run.trace.scan(0, ({ type }) => type === 'JobBegin');
  assert.match(plain(asked(run, 'en').whoResolved(run.history.stateAt(job))), /^Promise p1 was rejected at program\.js, line 5, while/);
  const fail = [...run.trace.functions.values()].find(({ name }) => name === 'fail')!.function;
  const calls = plain(asked(run, 'en').calls(fail));
  assert.match(calls, /fail\("no"\), program\.js, line 7, turn 0, while.*; fail\("never"\), program\.js, line 8, turn 0/);
});
