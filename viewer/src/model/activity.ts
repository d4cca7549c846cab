// Which functions were called how often, which of them stand at an await, and which of their promises nobody ever waits for. Looked up in
// the whole run when somebody asks, not before.

import type { Enter } from '../trace/events';
import type { Trace } from '../trace/trace';
import { objectOf } from '../trace/values';
import { never, type Chronicle } from './chronicle';
import type { Places } from './places';

/** One call of an async function. */
export interface Activation {
  readonly activation: number;
  readonly function: number;
  readonly enteredAt: number;
  /** Every time it came to an await: the event, and the promise that it waits for; 0: nobody knows. */
  readonly awaits: { readonly at: number; readonly promise: number; goesOnAt: number }[];
  endedAt: number;
  /** Its result; 0: none is told of. */
  promise: number;
}

/** One that stands at an await. */
export interface Waiting {
  readonly activation: Activation;
  readonly awaitAt: number;
  readonly promise: number;
  readonly goesOnAt: number;
}

const reacting = new Set(['then', 'catch', 'finally']);

export class Activity {
  private readonly calls = new Map<number, number[]>();
  private readonly activations = new Map<number, Activation>();
  private readonly awaited = new Set<number>();
  private known = 0;

  constructor(
    private readonly trace: Trace,
    private readonly chronicle: Chronicle,
    private readonly places: Places,
  ) {}

  /** Functions of the program that were called, by number. */
  calledFunctions(): readonly number[] {
    this.extend();
    return [...this.calls.keys()].filter((number) => !this.places.isForeign(number) && !this.places.isInitialiser(number));
  }

  /** The events that entered a function. */
  callsOf(functionNumber: number): readonly number[] {
    this.extend();
    return this.calls.get(functionNumber) ?? [];
  }

  /** Functions of the program that stand at an await after event `at`, in the order in which they came there. */
  waitingAt(at: number): readonly Waiting[] {
    this.extend();
    const waiting: Waiting[] = [];
    for (const activation of this.activations.values()) {
      if (activation.enteredAt > at || this.places.isForeign(activation.function)) continue;
      const last = activation.awaits.filter((one) => one.at <= at).pop();
      if (last && last.goesOnAt > at) waiting.push({ activation, awaitAt: last.at, promise: last.promise, goesOnAt: last.goesOnAt });
    }
    return waiting.sort((a, b) => a.awaitAt - b.awaitAt);
  }

  /** The last time before event `at` that a call stood at an await; -1: it did not. */
  awaitBefore(activation: number, at: number): number {
    this.extend();
    return this.activations.get(activation)?.awaits.findLast((one) => one.at < at)?.at ?? -1;
  }

  /** Calls of async functions until event `at` whose promise nobody awaits in the whole run, nor adds a reaction to. */
  neverAwaited(at: number): readonly Activation[] {
    this.extend();
    return [...this.activations.values()].filter(
      ({ promise, enteredAt, function: called }) => promise !== 0 && enteredAt <= at && !this.awaited.has(promise) && !this.places.isForeign(called),
    );
  }

  private extend(): void {
    // A window may begin in the middle of calls: what is left there was entered before.
    const stack: (Enter | undefined)[] = [];
    if (this.known === this.trace.eventCount) return;
    this.calls.clear();
    this.activations.clear();
    this.awaited.clear();
    this.trace.scan(0, (event, at) => {
      switch (event.type) {
        case 'JobBegin':
        case 'JobEnd':
        case 'TurnEnd':
          stack.length = 0;
          return;
        case 'Enter':
          stack.push(event);
          return this.enter(event, at);
        case 'Leave':
          return this.leave(stack.pop(), event.how, objectOf(event.value), at);
        case 'PromiseMade': {
          const activation = this.activations.get(event.activation);
          if (activation && event.activation !== 0) activation.promise = event.promise;
        }
      }
    });
    this.known = this.trace.eventCount;
  }

  private enter(event: Enter, at: number): void {
    const { function: called, activation, sort, thisValue } = event;
    if (sort === 4) {
      const last = this.activations.get(activation)?.awaits.at(-1);
      if (last) last.goesOnAt = at;
      return;
    }
    if (this.places.isBuiltin(called)) {
      const promise = this.chronicle.promiseOfObject.get(objectOf(thisValue));
      if (promise && reacting.has(this.places.functionName(called))) this.awaited.add(promise);
      return;
    }
    if (sort > 2) return;
    const calls = this.calls.get(called);
    if (calls) calls.push(at);
    else this.calls.set(called, [at]);
    if (activation !== 0) this.activations.set(activation, { activation, function: called, enteredAt: at, awaits: [], endedAt: never, promise: 0 });
  }

  private leave(left: Enter | undefined, how: number, object: number, at: number): void {
    const promise = this.chronicle.promiseOfObject.get(object) ?? 0;
    if (how === 3 && promise !== 0) this.awaited.add(promise);
    const activation = left && this.activations.get(left.activation);
    if (!activation) return;
    if (how === 3) activation.awaits.push({ at, promise, goesOnAt: never });
    else if (how < 3) activation.endedAt = at;
  }
}
