import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Session } from '../model/session';
import { State } from '../model/state';
import { orderTrace, withoutFineEvents } from '../testing/scenario';
import { Trace } from '../trace/trace';
import type { Step } from './navigator';

const session = new Session(Trace.of(orderTrace()));
const { navigator, history, trace, chronicle } = session;
const coarse = new Session(Trace.of(withoutFineEvents(orderTrace())));

function walk(step: Step, { navigator } = session): number[] {
  const path: number[] = [];
  for (let at = navigator.next(-1, step); ; at = navigator.next(at, step)) {
    path.push(at);
    if (at >= navigator.end) return path;
  }
}

test('forward and back stop at the same moments', () => {
  for (const one of [session, coarse]) {
    for (const step of ['expression', 'statement', 'microtask', 'task', 'turn'] as const) {
      const there = walk(step, one);
      const back: number[] = [];
      // The end is a stop of its own kind where nothing else is there.
      for (let at = one.navigator.previous(one.navigator.end, step); at >= 0; at = one.navigator.previous(at, step)) back.unshift(at);
      assert.deepEqual(back, there.slice(0, -1), step);
    }
  }
});

test('with loop events alone, jobs are what is seen', () => {
  const types = walk('expression', coarse).map((at) => coarse.trace.event(at).type);
  assert.deepEqual(types, [
    ...['TurnBegin', 'Output', 'TimerSet', 'MicrotaskQueued', 'Output'],
    ...['JobBegin', 'Output', 'JobEnd', 'WaitBegin', 'TimerDue', 'JobBegin', 'Output', 'JobEnd', 'RunEnd'],
  ]);
  assert.equal(walk('task', coarse).length, 3);
});

test('a state is the same however one comes to it', () => {
  const state = new State();
  trace.scan(0, (event, at) => {
    state.apply(event, at);
    assert.deepEqual(history.stateAt(at), state);
  });
});

test('the queues of the order program', () => {
  const seen: string[] = [];
  for (const at of walk('expression')) {
    const state = history.stateAt(at);
    const line = [
      `stack ${state.frames.map((frame) => session.places.functionName(frame.call.function)).join('>')}`,
      `micro ${[...state.microtasks].join()}`,
      `task ${[...state.tasks].join()}`,
      `timers ${[...state.timers.keys()].join()}`,
      `lines ${chronicle.linesUntil(at)}`,
    ].join(' | ');
    seen.push(line);
  }
  assert.equal(seen[0], 'stack order.js | micro  | task  | timers  | lines 0');
  assert.ok(seen.includes('stack order.js>setTimeout | micro  | task  | timers 1 | lines 1'));
  assert.ok(seen.includes('stack order.js>then | micro 1 | task  | timers 1 | lines 1'));
  assert.ok(seen.includes('stack soon>log | micro  | task  | timers 1 | lines 3'));
  assert.ok(seen.includes('stack  | micro  | task 2 | timers  | lines 3'));
  assert.ok(seen.includes('stack later>log | micro  | task  | timers  | lines 4'));
  assert.deepEqual(chronicle.lines.map((line) => line.text), ['A', 'D', 'C', 'B']);
});

test('over stays in the function, out leaves it', () => {
  const statements = walk('over');
  const lines = statements.map((at) => trace.event(at).type);
  assert.equal(lines.filter((type) => type === 'Statement').length, 6);
  const inSetTimeout = walk('expression').find((at) => history.stateAt(at).frames.length === 2)!;
  assert.equal(history.stateAt(navigator.next(inSetTimeout, 'out')).frames.length, 1);
  assert.equal(history.stateAt(navigator.previous(inSetTimeout, 'out')).frames.length, 1);
});

test('breakpoints', () => {
  navigator.isBreakpoint = (script, start) => session.places.lineOf(script, start) === 4;
  const at = navigator.next(-1, 'continue');
  assert.equal(session.places.functionName(history.stateAt(at).top!.call.function), 'later');
  assert.equal(navigator.next(at, 'continue'), navigator.end);
  assert.equal(navigator.previous(navigator.end, 'continue'), at);
  navigator.isBreakpoint = () => false;
});
