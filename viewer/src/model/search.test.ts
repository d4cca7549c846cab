import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Scenario, number, orderTrace, text, withoutFineEvents } from '../testing/scenario';
import { Trace } from '../trace/trace';
import { hitsOf } from './search';
import { Session } from './session';

const kinds = (session: Session, wanted: string) => hitsOf(session, wanted).map(({ kind }) => kind);

test('functions that are called, jobs, and what was printed', () => {
  const session = new Session(Trace.of(orderTrace()));
  assert.deepEqual(kinds(session, 'SOON'), ['job']);
  assert.deepEqual(kinds(session, ' log '), ['call', 'call', 'call', 'call']);
  assert.deepEqual(kinds(session, 'microtask'), ['job']);
  assert.deepEqual(kinds(session, '타이머'), ['job']);
  assert.deepEqual(hitsOf(session, 'timer').map(({ at }) => session.trace.event(at).type), ['JobBegin']);
  assert.equal(kinds(session, 'b').filter((kind) => kind === 'output').length, 1);
  assert.deepEqual(kinds(session, 'no such thing'), []);
  assert.deepEqual(kinds(session, ' '), []);
  const loop = new Session(Trace.of(withoutFineEvents(orderTrace())));
  assert.deepEqual(kinds(loop, 'later'), ['job']);
});

test('variables that were written, properties, errors, machine code', () => {
  const s = new Scenario('let total = 1;\n');
  s.turn(1, () => {
    s.call(1, [], () => {
      s.add({ type: 'EnvironmentEntered', environment: 1, outer: 0, sort: 8, function: 1 });
      s.add({ type: 'Binding', environment: 1, name: 'total', state: 1, value: { kind: 'none' } });
      s.add({ type: 'Binding', environment: 1, name: 'total', state: 2, value: number(1) });
      s.add({ type: 'MachineCode', function: 0, name: 'totalled', bytes: 64 });
      s.add({ type: 'PropertySet', object: 1, key: text('subtotal'), value: number(1) });
      s.add({ type: 'Thrown', value: text('the total is wrong') });
    }, undefined, 3);
    s.add({ type: 'Uncaught', sort: 1, text: 'Uncaught: the total is wrong' });
  });
  assert.deepEqual(kinds(new Session(Trace.of(s.writer.finish())), 'total'), ['variable', 'machineCode', 'property', 'error', 'error']);
});
