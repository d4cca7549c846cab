// What is known of a run of which some turns are told finely. Nothing is read again, and nothing is copied: it is looked up in what is
// known of the run and of the windows, and the numbers of events are changed on the way. So a window costs what is in it, however long
// the run is.

import { countUntil, dispatchesWithin, lastDispatch, lastWhere, never, type Background, type Chronicle, type Dispatch, type EnvironmentRecord, type Job, type Line, type Listener, type PromiseRecord, type Table, type Turn } from './chronicle';
import type { PlacedPart, WindowsInRun } from './windows_in_run';

class View<T> implements Table<T> {
  constructor(
    readonly get: (number: number) => T | undefined,
    readonly keys: () => Iterable<number>,
  ) {}

  has(number: number): boolean {
    return this.get(number) !== undefined;
  }

  *values(): Iterable<T> {
    for (const [, one] of this) yield one;
  }

  *[Symbol.iterator](): Iterator<readonly [number, T]> {
    for (const number of this.keys()) yield [number, this.get(number)!];
  }
}

/** The numbers of several tables, each once. */
function* numbersOf(tables: readonly { keys(): Iterable<number> }[]): Iterable<number> {
  const known = new Set<number>();
  for (const table of tables) {
    for (const number of table.keys()) {
      if (known.has(number)) continue;
      known.add(number);
      yield number;
    }
  }
}

export class JoinedChronicle implements Chronicle {
  readonly jobs = new View<Job>((number) => this.job(number), () => this.run.jobs.keys());
  readonly timers = this.background('timers');
  readonly operations = this.background('operations');
  readonly handles = this.background('handles');
  readonly promises = new View<PromiseRecord>((number) => this.promise(number), () => numbersOf([this.run.promises, ...this.own('promises')]));
  readonly promiseOfObject = new View<number>(
    (object) => lastOf(this.own('promiseOfObject'), object) ?? this.run.promiseOfObject.get(object),
    () => numbersOf([this.run.promiseOfObject, ...this.own('promiseOfObject')]),
  );
  readonly environments = new View<EnvironmentRecord>((number) => this.environment(number), () => numbersOf([this.run.environments, ...this.own('environments')]));
  readonly objectChanges = new View<readonly number[]>((object) => this.changesOf(object), () => numbersOf([this.run.objectChanges, ...this.own('objectChanges')]));
  readonly entered = new View<number>((called) => this.enteredAt(called), () => numbersOf([this.run.entered, ...this.own('entered')]));

  readonly listeners = new View<Listener>((number) => this.listener(number), () => this.run.listeners.keys());

  private knownEnvironments: readonly EnvironmentRecord[] | undefined;
  private knownLines: readonly Line[] = [];
  private knownIncidents: { readonly of: number; readonly all: readonly number[] } | undefined;

  constructor(
    private readonly run: Chronicle,
    private readonly windows: WindowsInRun,
  ) {}

  get hasFineEvents(): boolean {
    return this.run.hasFineEvents || this.windows.parts.some(({ detail }) => detail.records.hasCalls);
  }

  get lastFineAt(): number {
    const last = this.windows.parts.findLast(({ detail }) => detail.records.lastFineAt >= 0);
    return Math.max(this.windows.at(this.run.lastFineAt), last ? last.joinedFrom + last.detail.records.lastFineAt : -1);
  }

  get environmentList(): readonly EnvironmentRecord[] {
    return (this.knownEnvironments ??= [...this.environments.values()]);
  }

  /** In the place of what the run tells of in a window is what the window does. */
  get incidents(): readonly number[] {
    if (!this.knownIncidents || this.knownIncidents.of !== this.run.incidents.length) {
      const own = this.windows.parts.flatMap(({ detail, joinedFrom }) => detail.records.incidents.map((at) => at + joinedFrom));
      const runs = this.run.incidents.filter((at) => !this.windows.partOf(at)).map(this.windows.at);
      this.knownIncidents = { of: this.run.incidents.length, all: [...own, ...runs].sort((a, b) => a - b) };
    }
    return this.knownIncidents.all;
  }

  get cutTurns(): Chronicle['cutTurns'] {
    return this.windows.parts.flatMap(({ cut, joinedFrom, from, to }) => (cut ? [{ ...cut, at: joinedFrom + to - from - 1 }] : []));
  }

  get requests(): Table<readonly number[]> {
    return this.run.requests;
  }

  get dispatches(): readonly Dispatch[] {
    return this.run.dispatches.map((_, index) => this.dispatch(index));
  }

  dispatchAt(at: number): Dispatch | undefined {
    return lastDispatch(this.run.dispatches.length, (index) => this.dispatch(index), this.turn(this.turnAt(at))?.begunAt ?? 0, at);
  }

  dispatchesOf({ begunAt, endedAt }: Job): readonly Dispatch[] {
    return begunAt === never ? [] : dispatchesWithin(this.run.dispatches.length, (index) => this.dispatch(index), begunAt, endedAt);
  }

  get hasTicks(): boolean {
    return this.run.hasTicks;
  }

  get firstError(): number {
    return this.windows.at(this.run.firstError);
  }

  get lines(): readonly Line[] {
    const { lines } = this.run;
    if (this.knownLines.length !== lines.length) this.knownLines = lines.map((line) => ({ ...line, at: this.windows.at(line.at) }));
    return this.knownLines;
  }

  get turnCount(): number {
    return this.run.turnCount;
  }

  turn(index: number): Turn | undefined {
    const turn = this.run.turn(index);
    if (!turn) return undefined;
    const { at } = this.windows;
    const hasCalls = turn.hasCalls || this.windows.partOf(turn.begunAt)?.detail.turnsWithCalls.has(turn.turn) === true;
    return { ...turn, begunAt: at(turn.begunAt), endedAt: at(turn.endedAt), hasCalls };
  }

  shapeOf(index: number): number {
    return this.run.shapeOf(index);
  }

  turnAt(at: number): number {
    const part = this.windows.partAt(at);
    if (!part) return this.run.turnAt(this.windows.runAt(at));
    const first = this.run.turnAt(part.runFrom);
    const count = this.run.turnAt(part.runTo - 1) - first + 1;
    return first + lastWhere(count, (index) => this.windows.at(this.run.turn(first + index)!.begunAt) <= at);
  }

  linesUntil(at: number): number {
    return countUntil(this.lines, at, (line) => line.at);
  }

  /** What is known of the run has grown by itself. */
  extend(): void {}

  private own<Name extends 'promises' | 'promiseOfObject' | 'environments' | 'objectChanges' | 'entered'>(name: Name): PlacedPart['detail']['records'][Name][] {
    return this.windows.parts.map(({ detail }) => detail.records[name]);
  }

  private job(number: number): Job | undefined {
    const job = this.run.jobs.get(number);
    if (!job) return undefined;
    const { at } = this.windows;
    const { queuedAt, begunAt, endedAt, droppedAt } = job;
    const told = this.windows.partOf(queuedAt)?.detail.jobs.get(number);
    return { ...job, queuedAt: at(queuedAt), begunAt: at(begunAt), endedAt: at(endedAt), droppedAt: at(droppedAt), ...told };
  }

  private dispatch(index: number): Dispatch {
    const { listener, begunAt, endedAt } = this.run.dispatches[index]!;
    return { listener, begunAt: this.windows.at(begunAt), endedAt: this.windows.at(endedAt) };
  }

  private listener(number: number): Listener | undefined {
    const one = this.run.listeners.get(number);
    if (!one) return undefined;
    const told = this.windows.partOf(one.addedAt)?.detail.listeners.get(number);
    return { ...one, ...(told && { callback: told.callback, place: told.place }), addedAt: this.windows.at(one.addedAt) };
  }

  timerAt(timer: number, at: number): Background | undefined {
    return this.placed(this.run.timerAt(timer, at, this.windows.at));
  }

  isUnreferenced(timer: number, at: number): boolean {
    return this.run.isUnreferenced(timer, at, this.windows.at);
  }

  private background(kind: 'timers' | 'operations' | 'handles'): Table<Background> {
    return new View((id) => this.placed(this.run[kind].get(id)), () => this.run[kind].keys());
  }

  private placed(one: Background | undefined): Background | undefined {
    if (!one) return undefined;
    const begunAt = this.windows.at(one.begunAt);
    const part = this.windows.partOf(one.begunAt);
    const set = one.kind === 'timer' ? part?.detail.timers.get(begunAt - part.joinedFrom) : undefined;
    const better = set?.timer === one.id ? set : one.kind === 'handle' ? part?.detail.handles.get(one.id) : undefined;
    const told = better && { callback: better.callback, place: better.place };
    return { ...one, begunAt, endedAt: this.windows.at(one.endedAt), ...told };
  }

  private promise(number: number): PromiseRecord | undefined {
    const known = this.run.promises.get(number);
    let result = known && { ...known, madeAt: this.windows.at(known.madeAt), settledAt: this.windows.at(known.settledAt) };
    for (const { detail, joinedFrom } of this.windows.parts) {
      const told = detail.records.promises.get(number);
      if (!told) continue;
      const { settledAt, state, settledBy, settledPlace } = told;
      const settled = { settledAt: settledAt + joinedFrom, state, settledBy, settledPlace };
      if (told.madeAt === never) result = { ...(result ?? told), ...settled };
      else result = { ...told, madeAt: told.madeAt + joinedFrom, ...(settledAt === never ? result && settledOf(result) : settled) };
    }
    return result;
  }

  private environment(number: number): EnvironmentRecord | undefined {
    const known = this.run.environments.get(number);
    if (known) return moved(known, this.windows.at);
    for (const { detail, joinedFrom } of this.windows.parts) {
      const told = detail.records.environments.get(number);
      if (told) return moved(told, (at) => at + joinedFrom);
    }
    return undefined;
  }

  private changesOf(object: number): readonly number[] | undefined {
    const known = this.run.objectChanges.get(object)?.map(this.windows.at);
    const all = this.windows.parts.flatMap(({ detail, joinedFrom }) => detail.records.objectChanges.get(object)?.map((at) => at + joinedFrom) ?? []);
    return known || all.length > 0 ? [...(known ?? []), ...all] : undefined;
  }

  private enteredAt(called: number): number | undefined {
    const known = this.run.entered.get(called);
    if (known !== undefined) return this.windows.at(known);
    for (const { detail, joinedFrom } of this.windows.parts) {
      const at = detail.records.entered.get(called);
      if (at !== undefined) return at + joinedFrom;
    }
    return undefined;
  }
}

function settledOf({ settledAt, state, settledBy, settledPlace }: PromiseRecord): Partial<PromiseRecord> {
  return { settledAt, state, settledBy, settledPlace };
}

function moved(record: EnvironmentRecord, to: (at: number) => number): EnvironmentRecord {
  const writes = new Map([...record.writes].map(([name, list]) => [name, list.map(to)]));
  return { ...record, enteredAt: to(record.enteredAt), writes };
}

function lastOf<T>(tables: readonly { get(number: number): T | undefined }[], number: number): T | undefined {
  for (let i = tables.length - 1; i >= 0; i--) {
    const found = tables[i]!.get(number);
    if (found !== undefined) return found;
  }
  return undefined;
}
