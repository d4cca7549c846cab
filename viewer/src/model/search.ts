// Where something is in the run, in the order in which it happened: names of functions that are called and of variables that are written,
// printed text, sorts of jobs, errors, what became machine code.

import { inKorean } from '../words/task_sources';
import type { TraceEvent } from '../trace/events';
import type { Session } from './session';

export type HitKind = 'call' | 'variable' | 'property' | 'output' | 'job' | 'error' | 'machineCode';

export interface Hit {
  readonly at: number;
  readonly kind: HitKind;
}

/** More would be no use to anybody. */
export const mostHits = 20_000;

/** What people call the sorts of jobs that have no source of tasks, in both languages. */
const jobWords: Readonly<Record<string, readonly string[]>> = {
  script: ['script'],
  microtask: ['microtask', '마이크로태스크'],
  tick: ['process.nextTick', 'tick'],
  task: ['task', '태스크'],
};

class Search {
  readonly hits: Hit[] = [];
  private readonly names = new Map<number, boolean>();
  private readonly sources = new Map<number, boolean>();
  /** The function that the job which has just begun will call, if its name is a hit. */
  private pending = 0;

  constructor(
    private readonly session: Session,
    private readonly wanted: string,
  ) {}

  look(event: TraceEvent, at: number): boolean {
    const kind = this.kindOf(event, at);
    if (event.type === 'Enter' || event.type === 'JobEnd') this.pending = 0;
    if (kind) this.hits.push({ at, kind });
    return this.hits.length >= mostHits;
  }

  private kindOf(event: TraceEvent, at: number): HitKind | undefined {
    switch (event.type) {
      case 'Enter':
        // The beginning of a job, which is seen together with it, has been found by the same name.
        return event.function !== this.pending && this.isName(event.function) ? 'call' : undefined;
      case 'JobBegin':
        return this.isJob(event.job) ? 'job' : undefined;
      case 'Output':
        return this.is(event.text) ? 'output' : undefined;
      case 'Binding':
        return event.state !== 1 && this.is(event.name) ? 'variable' : undefined;
      case 'PropertySet':
        return event.key.kind === 'string' && this.is(event.key.text) ? 'property' : undefined;
      case 'Thrown':
        return this.is(this.session.objects.text(event.value, at)) ? 'error' : undefined;
      case 'Uncaught':
        return this.is(event.text) ? 'error' : undefined;
      case 'MachineCode':
        return this.is(event.name) || this.isName(event.function) ? 'machineCode' : undefined;
      default:
        return undefined;
    }
  }

  private is(text: string): boolean {
    return text.toLowerCase().includes(this.wanted);
  }

  private isName(called: number): boolean {
    let known = this.names.get(called);
    if (known === undefined) this.names.set(called, (known = called !== 0 && this.is(this.session.places.functionName(called))));
    return known;
  }

  private isJob(number: number): boolean {
    const job = this.session.chronicle.jobs.get(number);
    if (!job || (this.session.stops.onlyMyCode && this.session.places.isHostJob(job))) return false;
    if (this.isName(job.callback)) this.pending = job.callback;
    return this.pending !== 0 || this.is(job.what) || jobWords[job.kind]!.some((word) => this.is(word)) || this.isSource(job.source);
  }

  private isSource(source: number): boolean {
    let known = this.sources.get(source);
    if (known === undefined) {
      const name = this.session.trace.taskSources.get(source) ?? '';
      this.sources.set(source, (known = name !== '' && (this.is(name) || this.is(inKorean(name)))));
    }
    return known;
  }
}

/** Case makes no difference. */
export function hitsOf(session: Session, text: string): readonly Hit[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const search = new Search(session, wanted);
  session.trace.scan(0, (event, at) => search.look(event, at));
  return search.hits;
}
