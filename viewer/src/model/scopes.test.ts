import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Scenario, number } from '../testing/scenario';
import { Trace } from '../trace/trace';
import { executionContext } from './scopes';
import { Session } from './session';

const source = 'const name = 1;\nfunction outer() { let name = 2; return () => { let own; { let b; eval("1"); } return name + shared; }; }\nlet shared;\n';

function session(evalSort: number): { session: Session; at: number } {
  const s = new Scenario(source);
  const outer = s.function('outer', 'function outer() { let name = 2;');
  const inner = s.function('inner', '() => { let own;');
  for (const name of ['name', 'shared', 'missing']) s.add({ type: 'Capture', function: inner, name });
  const enter = (environment: number, around: number, sort: number, owner: number): void => void s.add({ type: 'EnvironmentEntered', environment, outer: around, sort, function: owner });
  const bind = (environment: number, name: string, state: number, value: number | undefined): void =>
    void s.add({ type: 'Binding', environment, name, state, value: value === undefined ? { kind: 'none' } : number(value) });
  let at = 0;
  s.turn(1, () => {
    s.call(1, [], () => {
      enter(1, 0, 8, 1);
      bind(1, 'name', 2, 1);
      bind(1, 'shared', 1, undefined);
      s.call(inner, [], () => {
        enter(2, 1, 0, outer);
        bind(2, 'name', 2, 2);
        s.add({ type: 'EnvironmentLeft' });
        enter(3, 2, 0, inner);
        bind(3, 'own', 2, 3);
        enter(4, 3, 2, inner);
        bind(4, 'b', 1, undefined);
        enter(5, 4, evalSort, inner);
        s.statement('eval("1")');
      });
    }, undefined, 3);
  });
  const result = new Session(Trace.of(s.writer.finish()));
  result.trace.scan(0, (event, number) => void (event.type === 'Statement' && (at = number)));
  return { session: result, at };
}

const contextAt = (one: { session: Session; at: number }) => executionContext(one.session, one.session.history.stateAt(one.at).top!, one.at);

test('environments are of the kinds that the standard has', () => {
  const { scopes } = contextAt(session(6));
  assert.deepEqual(scopes.map(({ kind }) => kind), ['declarative', 'declarative', 'function', 'function', 'global']);
  assert.equal(scopes[1]!.variables[0]!.isUninitialised, true);
});

test('a strict eval is its own VariableEnvironment, any other one takes that of the function around', () => {
  assert.equal(contextAt(session(6)).variableEnvironment, 2);
  assert.equal(contextAt(session(9)).variableEnvironment, 0);
});

test('captures are the nearest bindings around the function', () => {
  const { captures, scopes } = contextAt(session(6));
  assert.deepEqual(captures.map(({ variable, scope }) => [variable.name, scopes.indexOf(scope)]), [['name', 3], ['shared', 4]]);
  assert.deepEqual(captures.map(({ variable }) => variable.isUninitialised), [false, true]);
});

test('a window says again what a function captures', () => {
  const one = session(6).session;
  assert.deepEqual(one.trace.captures.get(3), ['name', 'shared', 'missing']);
  const window = Trace.windowOf(one.trace, 0);
  const again = new Scenario(source);
  again.function('outer', 'function outer() { let name = 2;');
  again.function('inner', '() => { let own;');
  again.add({ type: 'Capture', function: 3, name: 'name' });
  again.turn(1, () => undefined);
  window.append(again.writer.finish());
  assert.deepEqual(one.trace.captures.get(3), ['name', 'shared', 'missing']);
});
