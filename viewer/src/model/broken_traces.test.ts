// A trace is a file, and may say anything: events are missing, come twice, in another order, or name what there is not.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orderTrace } from '../testing/scenario';
import type { TraceEvent } from '../trace/events';
import { Trace } from '../trace/trace';
import { TraceWriter } from '../trace/trace_writer';
import { Answers } from '../words/answers';
import { Narration, narrators } from '../words/narrate';
import { Session } from './session';

let seed = 1;
/** The same numbers in each run. */
function below(limit: number): number {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
  return (seed >>> 8) % limit;
}

function broken(event: TraceEvent): TraceEvent {
  const fields = Object.entries(event).map(([name, value]) => [name, typeof value === 'number' && below(2) === 0 ? below(30) : value]);
  return Object.fromEntries(fields) as TraceEvent;
}

function breakOne(events: TraceEvent[]): void {
  const at = below(events.length);
  const other = below(events.length);
  const how = below(4);
  if (how === 0) events.splice(at, 1 + below(4));
  else if (how === 1) events.splice(at, 0, events[other]!);
  else if (how === 2) events[at] = broken(events[at]!);
  else [events[at], events[other]] = [events[other]!, events[at]!];
}

function brokenTrace(): Trace {
  const whole = Trace.of(orderTrace());
  const events: TraceEvent[] = [];
  whole.scan(0, (event) => void events.push(event));
  for (let i = below(10); i >= 0 && events.length > 8; i--) breakOne(events);
  const writer = new TraceWriter();
  const hasDefinitions = below(4) > 0;
  if (hasDefinitions) for (const definition of [...whole.scripts.values(), ...whole.functions.values()]) writer.add({ ...definition });
  for (const event of events) writer.add({ ...event });
  return Trace.of(writer.finish());
}

test('whatever a trace says, it can be stepped through and asked', () => {
  for (let round = 0; round < 150; round++) {
    const session = new Session(brokenTrace());
    session.stops.onlyMyCode = round % 2 === 0;
    const { history, navigator } = session;
    for (let at = navigator.next(-1, 'expression'), before = -1; at > before; before = at, at = navigator.next(at, 'expression')) {
      const state = history.stateAt(at);
      for (const language of ['en', 'ko'] as const) {
        const narration = new Narration(session, narrators[language]);
        assert.ok(Array.isArray(narration.sentence(state)));
        const answers = new Answers(session, language, narration);
        for (const ask of ['whyNext', 'whoScheduledThis', 'whoResolved', 'whyNothing', 'awaiting', 'forgotten'] as const) assert.ok(answers[ask](state).length > 0, ask);
      }
      assert.ok(navigator.previous(at, 'expression') < at);
    }
  }
});
