// Execution contexts: the variables that a frame can see, by Environment Records, from the innermost out.
// https://tc39.es/ecma262/#sec-execution-contexts

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

/** https://tc39.es/ecma262/#sec-environment-records */
export type RecordKind = 'declarative' | 'function' | 'module' | 'object' | 'global';

/** By EnvironmentEntered::sort. */
const kinds: readonly RecordKind[] = ['function', 'declarative', 'declarative', 'declarative', 'object', 'declarative', 'declarative', 'module', 'global', 'declarative'];

/** Sorts of those that are their context's VariableEnvironment: functions and their bodies, modules, scripts, strict evals. */
const takesVariables: ReadonlySet<number> = new Set([0, 1, 7, 8, 9]);

/** Of a CommonJS module; that of a program which mentions neither of them is run without. */
const madeWhenSeen: ReadonlySet<string> = new Set(['require', 'module']);

export interface Scope {
  readonly environment: number;
  readonly sort: number;
  readonly kind: RecordKind;
  readonly function: number;
  readonly variables: readonly Variable[];
}

/** A binding of an environment around a function that the function, or one inside it, mentions. */
export interface Capture {
  readonly variable: Variable;
  readonly scope: Scope;
}

export interface ExecutionContext {
  /** LexicalEnvironment, and then each [[OuterEnv]]. */
  readonly scopes: readonly Scope[];
  /** VariableEnvironment: one of them; -1: it is not known. */
  readonly variableEnvironment: number;
  readonly captures: readonly Capture[];
}

const most = 100;

export function executionContext(session: Session, frame: Frame, at: number): ExecutionContext {
  const scopes = scopesOf(session, frame, at);
  const own = new Set(frame.environments);
  const around = scopes.filter(({ environment }) => !own.has(environment));
  const captures: Capture[] = [];
  for (const name of session.trace.captures.get(frame.call.function) ?? []) {
    const scope = around.find(({ variables }) => variables.some((one) => one.name === name));
    const variable = scope?.variables.find((one) => one.name === name);
    if (scope && variable) captures.push({ variable, scope });
  }
  return { scopes, variableEnvironment: scopes.findIndex(({ sort }) => takesVariables.has(sort)), captures };
}

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

function scopeOf(session: Session, { environment, sort, function: owner, writes: bindings }: EnvironmentRecord, at: number): Scope {
  const variables: Variable[] = [];
  for (const [name, writes] of bindings) {
    const last = countUntil(writes, at) - 1;
    const event = last < 0 ? undefined : session.trace.event(writes[last]!);
    if (event?.type !== 'Binding') continue;
    const isUnmade = madeWhenSeen.has(name) && event.value.kind === 'undefined' && writes.length === 1 && session.places.isCommonJs(owner);
    variables.push({ name, value: event.value, isUninitialised: event.state === 1 && event.value.kind === 'none', writtenAt: writes[last]!, isUnmade });
  }
  return { environment, sort, kind: kinds[sort] ?? 'declarative', function: owner, variables };
}
