// What a window of fine detail tells by itself. Numbers of events count from the window's first, so that it is true wherever the window
// is in its run.

import type { CallbackRequested, ListenerAdded, TimerSet, TraceEvent } from '../trace/events';
import type { Trace } from '../trace/trace';
import type { Job } from './chronicle';
import { FineRecords } from './fine_records';

export interface WindowDetail {
  readonly records: FineRecords;
  /** Of jobs that were queued in it: what it knows better than the run. */
  readonly jobs: ReadonlyMap<number, Partial<Job>>;
  /** By the events that set them. */
  readonly timers: ReadonlyMap<number, TimerSet>;
  readonly handles: ReadonlyMap<number, CallbackRequested>;
  readonly listeners: ReadonlyMap<number, ListenerAdded>;
  /** The numbers of turns of which calls are told. */
  readonly turnsWithCalls: ReadonlySet<number>;
}

function queuedJob(event: TraceEvent): Partial<Job> | undefined {
  if (event.type !== 'TaskQueued' && event.type !== 'MicrotaskQueued' && event.type !== 'TickQueued') return undefined;
  const { type, ...fields } = event;
  return fields;
}

/** Of the events [from, to) of a window's trace. */
export function detailOf(trace: Trace, from: number, to: number): WindowDetail {
  const records = new FineRecords();
  const jobs = new Map<number, Partial<Job>>();
  const timers = new Map<number, TimerSet>();
  const handles = new Map<number, CallbackRequested>();
  const listeners = new Map<number, ListenerAdded>();
  const turnsWithCalls = new Set<number>();
  let turn = -1;
  trace.scan(from, (event, number) => {
    if (number >= to) return true;
    const at = number - from;
    const job = queuedJob(event);
    if (job) jobs.set(job.job!, job);
    else if (event.type === 'TimerSet') timers.set(at, event);
    else if (event.type === 'CallbackRequested') handles.set(event.handle, event);
    else if (event.type === 'ListenerAdded') listeners.set(event.listener, event);
    else if (event.type === 'TurnBegin') turn = event.turn;
    else records.add(event, at);
    if (event.type === 'Enter') turnsWithCalls.add(turn);
    return false;
  });
  return { records, jobs, timers, handles, listeners, turnsWithCalls };
}
