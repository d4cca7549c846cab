import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Scenario, undefinedValue } from '../testing/scenario';
import { Trace } from '../trace/trace';
import type { Value } from '../trace/values';
import { never } from './chronicle';
import { Session } from './session';

const source = 'async function slow() { await wait; }\nasync function main() { slow(); await slow(); }\nmain();\n';
const object = (number: number): Value => ({ kind: 'object', object: number });

/** main() calls slow() twice and awaits the second one alone, which never goes on. */
function session(): Session {
  const s = new Scenario(source);
  const slow = s.function('slow', 'async function slow() { await wait; }');
  const main = s.function('main', 'async function main() { slow(); await slow(); }');
  const call = (activation: number, promise: number, body: () => void, how: number, value: Value): void => {
    s.add({ type: 'Enter', function: activation === 1 ? main : slow, sort: 1, activation, arguments: [] });
    s.add({ type: 'PromiseMade', promise, object: promise, activation });
    body();
    s.add({ type: 'Leave', how, value });
  };
  s.turn(1, () => {
    s.call(1, [], () => {
      s.statement('main();');
      call(1, 1, () => {
        s.statement('slow();');
        call(2, 2, () => s.statement('await wait;'), 3, undefinedValue);
        s.evaluated('slow()', object(2));
        call(3, 3, () => s.statement('await wait;'), 3, object(9));
      }, 3, object(3));
      s.evaluated('main()', object(1));
    }, undefinedValue, 3);
    s.job(1, () => {
      s.add({ type: 'Enter', function: slow, sort: 4, activation: 2, arguments: [] });
      s.add({ type: 'Leave', how: 1, value: undefinedValue });
    });
  });
  return new Session(Trace.of(s.writer.finish()));
}

test('calls are counted, continuations are not', () => {
  const { activity, places } = session();
  const [main, slow] = activity.calledFunctions();
  assert.deepEqual([places.functionName(main!), places.functionName(slow!)], ['main', 'slow']);
  assert.equal(activity.callsOf(main!).length, 1);
  assert.equal(activity.callsOf(slow!).length, 2);
});

test('who stands at an await', () => {
  const { activity, trace } = session();
  const end = trace.eventCount - 1;
  assert.deepEqual(activity.waitingAt(end).map(({ activation, promise, goesOnAt }) => [activation.activation, promise, goesOnAt]), [[3, 0, never], [1, 3, never]]);
  // The first slow() had not gone on yet when main() stopped.
  const stopped = activity.waitingAt(end)[1]!.awaitAt;
  assert.deepEqual(activity.waitingAt(stopped).map(({ activation }) => activation.activation), [2, 3, 1]);
});

test('whom nobody waits for', () => {
  const { activity, trace } = session();
  assert.deepEqual(activity.neverAwaited(trace.eventCount).map(({ promise }) => promise), [1, 2]);
});
