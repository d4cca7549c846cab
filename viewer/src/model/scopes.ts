// The variables that a frame can see, from the innermost environment out.

import type { Value } from '../trace/values';
import { countUntil, type EnvironmentRecord } from './chronicle';
import type { Session } from './session';
import type { Frame } from './state';

export interface Variable {
  readonly name: string;
  readonly value: Value;
  /** Declared and not initialised: the temporal dead zone. */
  readonly isUninitialised: boolean;
  readonly writtenAt: number;
  /** The engine has not made it, as nothing in the program can see it: what is told of it is in its place. */
  readonly isUnmade: boolean;
}

/** Of a CommonJS module; that of a program which mentions neither of them is run without. */
const madeWhenSeen: ReadonlySet<string> = new Set(['require', 'module']);

export interface Scope {
  readonly environment: number;
  readonly sort: number;
  readonly function: number;
  readonly variables: readonly Variable[];
}

const most = 100;

export function scopesOf(session: Session, frame: Frame, at: number): readonly Scope[] {
  const scopes: Scope[] = [];
  let environment = frame.environments[frame.environments.length - 1] ?? 0;
  for (let i = 0; environment !== 0 && i < most; i++) {
    const record = session.chronicle.environments.get(environment);
    if (!record) break;
    scopes.push(scopeOf(session, record, at));
    environment = record.outer;
  }
  return scopes;
}

/** What the scripts and modules of the program have declared until a moment: there whether they run or not. */
export function programScopes(session: Session, at: number): readonly Scope[] {
  const scopes = session.programEnvironments.until(at).map((record) => scopeOf(session, record, at));
  return scopes.filter(({ variables }) => variables.length > 0);
}

function scopeOf(session: Session, record: EnvironmentRecord, at: number): Scope {
  const variables: Variable[] = [];
  for (const [name, writes] of record.writes) {
    const last = countUntil(writes, at) - 1;
    const event = last < 0 ? undefined : session.trace.event(writes[last]!);
    if (event?.type !== 'Binding') continue;
    const isUnmade = madeWhenSeen.has(name) && event.value.kind === 'undefined' && writes.length === 1 && session.places.isCommonJs(record.function);
    variables.push({ name, value: event.value, isUninitialised: event.state === 1 && event.value.kind === 'none', writtenAt: writes[last]!, isUnmade });
  }
  return { environment: record.environment, sort: record.sort, function: record.function, variables };
}
