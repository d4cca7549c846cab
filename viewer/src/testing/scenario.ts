// Traces of small programs, written by hand: what tests look at where no engine is at hand.

import { eventTable, type TraceEvent } from '../trace/events';
import { Trace } from '../trace/trace';
import { TraceWriter, type Draft } from '../trace/trace_writer';
import { nowhere, type Place, type Value } from '../trace/values';

export const undefinedValue: Value = { kind: 'undefined' };
export const text = (text: string): Value => ({ kind: 'string', text, length: text.length });
export const number = (value: number): Value => ({ kind: 'number', value });

export class Scenario {
  readonly writer: TraceWriter;
  private functions = 1;
  private turns = 0;

  constructor(
    readonly source: string,
    url = 'file:///program.js',
  ) {
    this.writer = new TraceWriter({ program: url, profile: 'node', version: 'test' });
    this.add({ type: 'Script', script: 1, url, source });
    this.add({ type: 'Function', function: 1, name: '', script: 1, start: 0, end: source.length });
    ['timer', 'dom manipulation', 'posted message'].forEach((name, i) => this.add({ type: 'TaskSource', source: i + 1, name }));
  }

  add<T extends TraceEvent['type']>(draft: Draft<T>): this {
    this.writer.add(draft);
    return this;
  }

  at(snippet: string): Place {
    const start = this.source.indexOf(snippet);
    if (start < 0) throw new Error(`not in the source: ${snippet}`);
    return { script: 1, start, end: start + snippet.length };
  }

  /** A function whose text is the snippet; without one, a builtin. */
  function(name: string, snippet?: string): number {
    const { script, start, end } = snippet ? this.at(snippet) : nowhere;
    this.add({ type: 'Function', function: ++this.functions, name, script, start, end });
    return this.functions;
  }

  turn(timeMs: number, body: () => void): this {
    const turn = this.turns++;
    this.add({ type: 'TurnBegin', turn, timeNs: timeMs * 1e6 });
    body();
    return this.add({ type: 'TurnEnd', turn, timeNs: timeMs * 1e6 + 2e5 });
  }

  job(job: number, body: () => void): this {
    this.add({ type: 'JobBegin', job });
    body();
    return this.add({ type: 'JobEnd', job });
  }

  call(functionNumber: number, args: Value[], body: () => void, result: Value = undefinedValue, sort = 1): this {
    this.add({ type: 'Enter', function: functionNumber, sort, arguments: args });
    body();
    return this.add({ type: 'Leave', how: 1, value: result });
  }

  statement(snippet: string): this {
    return this.add({ type: 'Statement', start: this.at(snippet).start, end: this.at(snippet).end });
  }

  evaluated(snippet: string, value: Value): this {
    return this.add({ type: 'Evaluated', start: this.at(snippet).start, end: this.at(snippet).end, value });
  }

  log(functionNumber: number, what: string, snippet: string): this {
    this.call(functionNumber, [text(what)], () =>
      this.add({ type: 'Output', stream: 1, method: 'log', text: `${what}\n`, place: this.at(snippet) }),
    );
    return this.evaluated(snippet, undefinedValue);
  }
}

export const orderSource = `console.log('A');

setTimeout(function later() {
  console.log('B');
}, 0);

Promise.resolve().then(function soon() {
  console.log('C');
});

console.log('D');
`;

/** Why the output is A D C B. */
export function orderTrace(): Uint8Array {
  const s = new Scenario(orderSource, 'file:///home/ada/order.js');
  const log = s.function('log');
  const setTimeout = s.function('setTimeout');
  const resolve = s.function('resolve');
  const then = s.function('then');
  const later = s.function('later', "function later() {\n  console.log('B');\n}");
  const soon = s.function('soon', "function soon() {\n  console.log('C');\n}");
  const timerCall = "setTimeout(function later() {\n  console.log('B');\n}, 0)";
  const thenCall = "Promise.resolve().then(function soon() {\n  console.log('C');\n})";
  const laterValue: Value = { kind: 'function', object: 1, function: later };
  const soonValue: Value = { kind: 'function', object: 2, function: soon };
  s.turn(1, () => {
      s.call(1, [], () => {
        s.add({ type: 'EnvironmentEntered', environment: 1, outer: 0, sort: 8, function: 1 });
        s.statement("console.log('A');").log(log, 'A', "console.log('A')");
        s.statement(`${timerCall};`);
        s.call(setTimeout, [laterValue, number(0)], () =>
          s.add({ type: 'TimerSet', timer: 1, delayMs: 1, dueNs: 2.1e6, callback: later, place: s.at(timerCall) }),
        );
        s.evaluated(timerCall, number(1));
        s.statement(`${thenCall};`);
        s.call(resolve, [], () => {
          s.add({ type: 'PromiseMade', promise: 1, object: 3, place: s.at('Promise.resolve()') });
          s.add({ type: 'PromiseSettled', promise: 1, state: 1, place: s.at('Promise.resolve()') });
        }, { kind: 'object', object: 3 });
        s.evaluated('Promise.resolve()', { kind: 'object', object: 3 });
        s.call(then, [soonValue], () => {
          s.add({ type: 'PromiseMade', promise: 2, object: 4, parent: 1, place: s.at(thenCall) });
          s.add({ type: 'MicrotaskQueued', job: 1, sort: 1, promise: 1, callback: soon, by: 0, place: s.at(thenCall) });
        }, { kind: 'object', object: 4 });
        s.evaluated(thenCall, { kind: 'object', object: 4 });
        s.statement("console.log('D');").log(log, 'D', "console.log('D')");
      }, undefinedValue, 3);
    s.add({ type: 'Phase', name: 'microtasks' });
    s.job(1, () => {
      s.call(soon, [undefinedValue], () => {
        s.add({ type: 'EnvironmentEntered', environment: 2, outer: 1, sort: 0, function: soon });
        s.statement("console.log('C');").log(log, 'C', "console.log('C')");
      });
      s.add({ type: 'PromiseSettled', promise: 2, state: 1, by: 1 });
    });
  });
  s.writer.endBlock();
  s.add({ type: 'WaitBegin', timeNs: 1.4e6, untilNs: 2.1e6 }).add({ type: 'WaitEnd', timeNs: 2.1e6 });
  s.add({ type: 'Phase', name: 'timers' });
  s.add({ type: 'TaskQueued', job: 2, source: 1, callback: later, what: '', by: 0, place: s.at(timerCall) });
  s.add({ type: 'TimerDue', timer: 1, job: 2 });
  s.turn(2.2, () => {
    s.job(2, () => {
      s.call(later, [], () => {
        s.add({ type: 'EnvironmentEntered', environment: 3, outer: 1, sort: 0, function: later });
        s.statement("console.log('B');").log(log, 'B', "console.log('B')");
      });
    });
  });
  s.add({ type: 'RunEnd', timeNs: 3e6, status: 0, why: '' });
  return s.writer.finish();
}

/** The same trace with its loop events alone, each turn in a block of its own. */
export function withoutFineEvents(bytes: Uint8Array): Uint8Array {
  const trace = Trace.of(bytes);
  const writer = new TraceWriter(Object.fromEntries(trace.meta));
  for (const table of [trace.scripts, trace.functions]) for (const event of table.values()) writer.add(event);
  for (const [source, name] of trace.taskSources) writer.add({ type: 'TaskSource', source, name });
  trace.scan(0, (event) => {
    if (eventTable[event.type].level === 'Loop') writer.add(event);
    if (event.type === 'TurnEnd') writer.endBlock();
  });
  return writer.finish();
}
