// What fine events tell of: promises, functions that were called, environments and objects. Of a trace, or of a window by itself.

import type { TraceEvent } from '../trace/events';
import { nowhere } from '../trace/values';
import { never, type EnvironmentRecord, type PromiseRecord } from './chronicle';

export class FineRecords {
  readonly promises = new Map<number, PromiseRecord>();
  readonly promiseOfObject = new Map<number, number>();
  readonly environments = new Map<number, EnvironmentRecord>();
  readonly environmentList: EnvironmentRecord[] = [];
  readonly objectChanges = new Map<number, number[]>();
  readonly entered = new Map<number, number>();
  readonly incidents: number[] = [];

  lastFineAt = -1;

  get hasCalls(): boolean {
    return this.entered.size > 0;
  }

  add(event: TraceEvent, at: number): void {
    switch (event.type) {
      case 'PromiseMade': {
        const { promise, object, parent, activation, place } = event;
        this.promiseOfObject.set(object, promise);
        Object.assign(this.promise(promise), { madeAt: at, object, parent, activation, madePlace: place });
        return;
      }
      case 'PromiseSettled': {
        const { promise, state, by, place } = event;
        Object.assign(this.promise(promise), { settledAt: at, state, settledBy: by, settledPlace: place });
        return;
      }
      case 'Leave':
      case 'Statement':
      case 'Evaluated':
        this.lastFineAt = at;
        return;
      case 'Enter':
        this.lastFineAt = at;
        if (!this.entered.has(event.function)) this.entered.set(event.function, at);
        return;
      case 'EnvironmentEntered': {
        const { environment, outer, sort } = event;
        if (this.environments.has(environment)) return;
        const record = { environment, outer, sort, function: event.function, enteredAt: at, writes: new Map<string, number[]>() };
        this.environments.set(environment, record);
        this.environmentList.push(record);
        return;
      }
      case 'Binding':
      case 'BindingDeleted': {
        const writes = this.environments.get(event.environment)?.writes;
        if (writes) append(writes, event.name, at);
        return;
      }
      case 'Collection':
      case 'MachineCode':
        this.incidents.push(at);
        return;
      case 'ObjectShown':
      case 'PropertySet':
      case 'PropertyDeleted':
        append(this.objectChanges, event.object, at);
        return;
    }
  }

  private promise(number: number): PromiseRecord {
    let found = this.promises.get(number);
    if (!found) {
      found = {
        promise: number,
        madeAt: never,
        object: 0,
        parent: 0,
        activation: 0,
        madePlace: nowhere,
        settledAt: never,
        state: 0,
        settledBy: 0,
        settledPlace: nowhere,
      };
      this.promises.set(number, found);
    }
    return found;
  }
}

/** Puts it at the end of what the map has there. */
export function append<K, T>(map: Map<K, T[]>, key: K, item: T): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
