import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Session } from '../model/session';
import { Scenario, number, text } from '../testing/scenario';
import { Trace } from '../trace/trace';
import type { Value } from '../trace/values';
import { Narration, narrators, type Language } from './narrate';
import { plain } from './sentence';

const source = "const list = [];\nlist.push('first');\nconst user = { name: 'Ada' };\nuser.name = 'Grace';\n";

/** An array that is pushed to, and an object that is written to, after they were told of. */
function session(): Session {
  const s = new Scenario(source);
  const push = s.function('push');
  const list: Value = { kind: 'object', object: 1 };
  const user: Value = { kind: 'object', object: 2 };
  const shown = (object: number, className: string, preview: string, properties: { key: Value; value: Value }[]) =>
    s.add({ type: 'ObjectShown', object, className, preview, properties, more: 0 });
  s.turn(1, () =>
    s.call(1, [], () => {
      s.add({ type: 'EnvironmentEntered', environment: 1, outer: 0, sort: 8, function: 1 });
      s.statement('const list = [];');
      shown(1, 'Array', '[]', []);
      s.evaluated('[]', list).add({ type: 'Binding', environment: 1, name: 'list', state: 2, value: list });
      s.statement("list.push('first');");
      s.call(push, [text('first')], () => shown(1, 'Array', '["first"]', [{ key: number(0), value: text('first') }]), number(1));
      s.evaluated("list.push('first')", number(1));
      s.statement("const user = { name: 'Ada' };");
      shown(2, 'Object', '{name: "Ada"}', [{ key: text('name'), value: text('Ada') }]);
      s.evaluated("{ name: 'Ada' }", user).add({ type: 'Binding', environment: 1, name: 'user', state: 2, value: user });
      s.statement("user.name = 'Grace';");
      s.add({ type: 'PropertySet', object: 2, key: text('name'), value: text('Grace') });
      s.evaluated("user.name = 'Grace'", text('Grace'));
    }, user, 3),
  );
  return new Session(Trace.of(s.writer.finish()));
}

test('a sentence shows objects as they are at its moment', () => {
  const run = session();
  const all = (language: Language): string[] => {
    const narration = new Narration(run, narrators[language]);
    const said: string[] = [];
    run.trace.scan(0, ({ type }, at) => void (['Evaluated', 'Binding'].includes(type) && said.push(plain(narration.sentence(run.history.stateAt(at))))));
    return said;
  };
  assert.deepEqual(all('en').slice(0, 2), ['[] is [].', 'list begins with [].']);
  assert.deepEqual(all('en').slice(3, 5), ["{ name: 'Ada' } is {name: \"Ada\"}.", 'user begins with {name: "Ada"}.']);
  assert.doesNotMatch(all('ko').slice(0, 5).join('\n'), /"first"\]|Grace/);
  assert.match(all('ko')[4]!, /\{name: "Ada"\}/);
});

test('a timer has as long to wait as it was given', () => {
  const s = new Scenario('setTimeout(f, 1);\n');
  s.turn(1, () => s.add({ type: 'TimerSet', timer: 1, delayMs: 1, dueNs: 6.1e6, callback: 0 }));
  const { trace, history } = new Session(Trace.of(s.writer.finish()));
  const set = trace.scan(0, ({ type }) => type === 'TimerSet');
  assert.equal(6.1e6 - history.stateAt(set).timeNs, 1e6);
});

test('what ends a run is no exception', () => {
  const s = new Scenario('for (;;);\n');
  s.turn(1, () => void s.add({ type: 'Enter', function: 1, sort: 3 }).add({ type: 'Leave', how: 2, value: { kind: 'none' } }));
  const run = new Session(Trace.of(s.writer.finish()));
  const left = run.trace.scan(0, ({ type }) => type === 'Leave');
  assert.match(plain(new Narration(run, narrators.en).sentence(run.history.stateAt(left))), /^The run is being ended, which nothing can catch: program\.js leaves/);
  assert.match(plain(new Narration(run, narrators.ko).sentence(run.history.stateAt(left))), /program\.js 컨텍스트가/);
});
