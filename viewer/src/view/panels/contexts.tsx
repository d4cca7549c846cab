// The execution context of the chosen frame: `this`, and its chain of environments.

import type { JSX } from 'preact';
import { programScopes, scopesOf, type Scope } from '../../model/scopes';
import { useViewer } from '../context';
import { shownFrames } from '../stack';
import { ValueTree } from '../value_tree';

function ScopeView({ scope }: { scope: Scope }): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const since = viewer.stepStart.value;
  const owner = viewer.session.places.functionName(scope.function);
  return (
    <section class="scope">
      <h3>
        {words.scopes[scope.sort] ?? '?'}
        {owner && scope.sort < 2 && <span class="note">{owner}</span>}
      </h3>
      {scope.variables.length === 0 && <p class="empty">{words.noBindings}</p>}
      <ul class="values">
        {scope.variables.map((variable) => (
          <ValueTree
            key={variable.name}
            name={variable.name}
            value={variable.value}
            isChanged={variable.writtenAt > since}
            writtenAt={variable.writtenAt}
            {...(variable.isUninitialised ? { note: words.uninitialised } : variable.isUnmade ? { note: words.unmade } : {})}
          />
        ))}
      </ul>
    </section>
  );
}

export function Contexts(): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const { places } = viewer.session;
  const frames = shownFrames(viewer).flatMap((one) => (typeof one === 'number' ? [] : [one]));
  const chosen = frames.find((one) => one.index === viewer.frame.value) ?? frames.find((one) => !places.isBuiltin(one.frame.call.function));
  if (!chosen) {
    const kept = programScopes(viewer.session, viewer.at.value);
    if (kept.length === 0) return <p class="empty">{words.noVariables}</p>;
    return <div class="contexts">{kept.map((scope) => <ScopeView key={scope.environment} scope={scope} />)}</div>;
  }
  const scopes = scopesOf(viewer.session, chosen.frame, viewer.at.value);
  return (
    <div class="contexts">
      <section class="scope">
        <h3>
          {words.context}
          <span class="note">{places.functionName(chosen.frame.call.function)}</span>
        </h3>
        <ul class="values">
          <ValueTree name={words.thisValue} value={chosen.frame.call.thisValue} />
        </ul>
      </section>
      {scopes.map((scope) => (
        <ScopeView key={scope.environment} scope={scope} />
      ))}
    </div>
  );
}
