// The execution context of the chosen frame, in the standard's terms: `this`, what its function captures, and its chain of environments.

import type { ComponentChildren, JSX } from 'preact';
import { executionContext, programScopes, type ExecutionContext, type Scope, type Variable } from '../../model/scopes';
import type { Frame } from '../../model/state';
import '../../styles/contexts.css';
import { useViewer } from '../context';
import type { Labels } from '../labels';
import { shownFrames } from '../stack';
import { ValueTree } from '../value_tree';
import type { Viewer } from '../viewer';

interface VariableProperties {
  readonly variable: Variable;
  readonly tag?: string | undefined;
}

function VariableView({ variable, tag }: VariableProperties): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const note = variable.isUninitialised ? words.uninitialised : variable.isUnmade ? words.unmade : undefined;
  return (
    <ValueTree
      name={variable.name}
      value={variable.value}
      isChanged={variable.writtenAt > viewer.stepStart.value}
      writtenAt={variable.writtenAt}
      {...(note ? { note } : {})}
      {...(tag ? { tag } : {})}
    />
  );
}

/** Whose it is: a function, or the text of a file. */
function ownerOf(viewer: Viewer, { kind, function: owner }: Scope): string {
  return kind === 'global' || kind === 'object' ? '' : viewer.session.places.functionName(owner);
}

/** What a scope is in the text, where its kind does not say so: a block, a catch, an eval. */
function partOf({ kind, sort }: Scope, words: Labels): string {
  return kind === 'declarative' ? (words.scopes[sort] ?? '') : '';
}

function ScopeView({ scope, captured, children }: { scope: Scope; captured: ReadonlySet<Variable>; children?: ComponentChildren }): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const note = [partOf(scope, words), ownerOf(viewer, scope)].filter((one) => one !== '').join(' · ');
  return (
    <>
      <h3 data-record={scope.kind}>
        {words.records[scope.kind]}
        {note && <span class="note">{note}</span>}
      </h3>
      {children}
      {scope.variables.length === 0 && <p class="empty">{words.noBindings}</p>}
      <ul class="values">
        {scope.variables.map((variable) => (
          <VariableView key={variable.name} variable={variable} tag={captured.has(variable) ? words.captured : undefined} />
        ))}
      </ul>
    </>
  );
}

function Captures({ captures }: Pick<ExecutionContext, 'captures'>): JSX.Element | null {
  const viewer = useViewer();
  const words = viewer.words.value;
  if (captures.length === 0) return null;
  return (
    <div class="captures">
      <h4 title={words.capturesSay}>{words.captures}</h4>
      <ul class="values">
        {captures.map(({ variable, scope }) => (
          <VariableView key={variable.name} variable={variable} tag={words.capturedFrom(words.records[scope.kind], ownerOf(viewer, scope))} />
        ))}
      </ul>
    </div>
  );
}

/** The components of a context that an environment is. */
function Components({ isLexical, isVariable }: { isLexical: boolean; isVariable: boolean }): JSX.Element | null {
  const words = useViewer().words.value;
  if (!isLexical && !isVariable) return null;
  return (
    <p class="components">
      {isLexical && (
        <span class="component" title={words.lexicalEnvironment}>
          LexicalEnvironment
        </span>
      )}
      {isVariable && (
        <span class="component" title={words.variableEnvironment}>
          VariableEnvironment
        </span>
      )}
    </p>
  );
}

function ContextView({ frame }: { frame: Frame }): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const { scopes, variableEnvironment, captures } = executionContext(viewer.session, frame, viewer.at.value);
  const captured = new Set(captures.map(({ variable }) => variable));
  const { thisValue, sort } = frame.call;
  const hasNoThis = sort === 1 && thisValue.kind === 'none';
  return (
    <div class="context">
      <section class="scope">
        <h3>
          {words.context}
          <span class="note">{viewer.session.places.functionName(frame.call.function)}</span>
        </h3>
        <ul class="values">
          <ValueTree name={words.thisValue} value={thisValue} {...(hasNoThis ? { note: words.noOwnThis } : {})} />
        </ul>
        <Captures captures={captures} />
      </section>
      <ol class="environments" aria-label={words.environments}>
        {scopes.map((scope, i) => (
          <li class="scope" key={scope.environment}>
            <ScopeView scope={scope} captured={captured}>
              <Components isLexical={i === 0} isVariable={i === variableEnvironment} />
            </ScopeView>
          </li>
        ))}
      </ol>
    </div>
  );
}

const nothing: ReadonlySet<Variable> = new Set();

export function Contexts(): JSX.Element {
  const viewer = useViewer();
  const { places } = viewer.session;
  const frames = shownFrames(viewer).flatMap((one) => (typeof one === 'number' ? [] : [one]));
  const chosen = frames.find((one) => one.index === viewer.frame.value) ?? frames.find((one) => !places.isBuiltin(one.frame.call.function));
  if (chosen) return <ContextView frame={chosen.frame} />;
  const kept = programScopes(viewer.session, viewer.at.value);
  if (kept.length === 0) return <p class="empty">{viewer.words.value.noVariables}</p>;
  return (
    <div class="contexts">
      {kept.map((scope) => (
        <section class="scope" key={scope.environment}>
          <ScopeView scope={scope} captured={nothing} />
        </section>
      ))}
    </div>
  );
}
