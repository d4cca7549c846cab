// The engine's view of a function: its tokens, its tree, its bytecode. Each is linked with the source both ways, and the instruction
// that runs next is marked.

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import '../../styles/engine.css';
import { stagesOfFunction, type FunctionStages, type Stages, type TextPart } from '../../model/stages';
import type { Frame } from '../../model/state';
import { useViewer } from '../context';
import { machineCodeOf } from '../incidents';
import { remembered } from '../remembered';
import { shownFrames } from '../stack';
import type { Viewer } from '../viewer';
import { BytecodeView } from './engine_bytecode';
import { TokensView } from './engine_tokens';
import { TreeView } from './engine_tree';

type Stage = 'tokens' | 'tree' | 'bytecode';
const stageNames: readonly Stage[] = ['tokens', 'tree', 'bytecode'];

interface Target extends TextPart {
  readonly script: number;
  /** The frame that runs it; undefined: it is only looked at. */
  readonly frame: Frame | undefined;
  readonly isCaller: boolean;
}

/** The function of the frame that is shown; where nothing runs, the text that is shown. */
function running(viewer: Viewer): Target | undefined {
  const { places, trace } = viewer.session;
  const frames = shownFrames(viewer).flatMap((one) => (typeof one === 'number' || places.isBuiltin(one.frame.call.function) ? [] : [one]));
  const shown = frames.find((one) => one.index === viewer.frame.value) ?? frames[0];
  if (shown) {
    const { script, start, end } = places.placeOfFunction(shown.frame.call.function);
    return { script, start, end, frame: shown.frame, isCaller: shown.index < viewer.state.value.frames.length - 1 };
  }
  const script = places.originals.scriptsOf(viewer.script.value)[0] ?? 0;
  const source = trace.scripts.get(script)?.source;
  return source === undefined ? undefined : { script, start: 0, end: source.length, frame: undefined, isCaller: false };
}

const keyOf = ({ script, start, end }: { script: number } & TextPart): string => `${script} ${start} ${end}`;

/** The functions of a script that the trace knows of, by their places. */
function functionsOf(viewer: Viewer, script: number): { key: string; name: string; part: { script: number } & TextPart }[] {
  const { places, trace } = viewer.session;
  const found = new Map<string, { key: string; name: string; part: { script: number } & TextPart }>();
  for (const one of trace.functions.values()) {
    if (one.script !== script) continue;
    const part = { script, start: one.start, end: one.end };
    if (!found.has(keyOf(part))) found.set(keyOf(part), { key: keyOf(part), name: places.functionName(one.function), part });
  }
  return [...found.values()].sort((a, b) => a.part.start - b.part.start || b.part.end - a.part.end);
}

/** Answers are kept as long as the page: the same text has the same stages. */
const known = new WeakMap<object, Map<string, Stages | null | undefined>>();

function useStages(viewer: Viewer, target: Target | undefined): Stages | null | undefined | 'loading' {
  const source = viewer.stages.value;
  const script = viewer.session.trace.scripts.get(target?.script ?? 0);
  const key = target ? keyOf(target) : '';
  const [, refresh] = useState(0);
  const cache = script && (known.get(script) ?? known.set(script, new Map()).get(script));
  useEffect(() => {
    if (!source || !script || !target || cache?.has(key)) return;
    let isWanted = true;
    const goal = viewer.session.trace.goals.get(script.script) ?? 'script';
    void source
      .of(script, goal, target)
      .catch(() => undefined)
      .then((stages) => {
        cache?.set(key, stages);
        if (isWanted) refresh((count) => count + 1);
      });
    return () => void (isWanted = false);
  }, [source, script, key]);
  if (!source || !script) return undefined;
  return cache?.has(key) ? cache.get(key) : 'loading';
}

/** Has the function surely not been called before a moment, so that nobody has compiled it? */
function isUncompiled(viewer: Viewer, target: Target): boolean {
  const { chronicle, trace } = viewer.session;
  if (target.frame) return false;
  const at = viewer.at.value;
  const isSame = (number: number): boolean => {
    const one = trace.functions.get(number);
    return one?.script === target.script && one.start === target.start && one.end === target.end;
  };
  for (const [number, entered] of chronicle.entered) if (entered <= at && isSame(number)) return false;
  // Of turns without detail nobody knows what they called.
  for (let index = chronicle.turnAt(at); index >= 0; index--) {
    const { hasCalls, jobs } = chronicle.turn(index)!;
    if (!hasCalls && jobs.length > 0) return false;
  }
  return true;
}

/** What its machine code is, and a way to when it got it. */
function MachineCodeNote({ target }: { target: Target }): JSX.Element | null {
  const viewer = useViewer();
  const { trace } = viewer.session;
  const found = machineCodeOf(viewer, (called) => {
    const one = trace.functions.get(called);
    return one?.script === target.script && one.start === target.start && one.end === target.end;
  });
  if (!found) return null;
  return (
    <button type="button" class="link machine-code" title={viewer.words.value.show} onClick={() => viewer.goTo(found.at)}>
      {viewer.words.value.machineCodeSince(found.event.bytes.toLocaleString(viewer.language.value))}
    </button>
  );
}

function Content({ target, stages, stage }: { target: Target; stages: FunctionStages; stage: Stage }): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  if (stage === 'tokens') return <TokensView script={target.script} tokens={stages.tokens} />;
  if (stage === 'tree') return stages.tree ? <TreeView script={target.script} root={stages.tree} /> : <p class="empty">{words.engine.noTree}</p>;
  if (stages.listing) return <BytecodeView script={target.script} listing={stages.listing} frame={target.frame} isCaller={target.isCaller} />;
  return <p class="empty">{stages.problem === 'eval' ? words.engine.ofEval : words.engine.noCode}</p>;
}

export function EnginePanel(): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const [chosen, choose] = useState('');
  const [stage, setStage] = useState<Stage>(() => remembered.read('stage', stageNames, 'bytecode'));
  const live = running(viewer);
  const script = viewer.session.trace.scripts.get(live?.script ?? 0);
  const all = useMemo(() => (live ? functionsOf(viewer, live.script) : []), [viewer.session, live?.script, viewer.session.trace.functions.size]);
  const pick = all.find((one) => one.key === chosen);
  const target: Target | undefined = pick && live && pick.key !== keyOf(live) ? { ...pick.part, frame: undefined, isCaller: false } : live;
  const stages = useStages(viewer, target);
  const parts = useMemo(
    () => (stages && stages !== 'loading' && target && script ? stagesOfFunction(stages, target, target.start === 0 && target.end >= script.source.length) : undefined),
    [stages, target && keyOf(target)],
  );
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => () => void (viewer.lit.value = undefined), [viewer]);
  useLayoutEffect(() => {
    if (body.current) body.current.scrollTop = 0;
  }, [stage, target && keyOf(target)]);
  if (!viewer.stages.value) return <p class="empty">{words.engine.none}</p>;
  if (!target) return <p class="empty">{words.noVariables}</p>;
  const light = (event: MouseEvent): void => {
    const element = (event.target as Element).closest<HTMLElement>('[data-range]');
    const [start, end] = element?.dataset['range']?.split(' ').map(Number) ?? [];
    viewer.lit.value = start === undefined || end === undefined ? undefined : { script: target.script, start, end };
  };
  return (
    <div class="engine">
      <div class="engine-tools">
        <div class="segments" role="group" aria-label={words.engine.stage}>
          {stageNames.map((name) => (
            <button
              type="button"
              key={name}
              aria-pressed={name === stage}
              onClick={() => {
                setStage(name);
                remembered.write('stage', name);
              }}
            >
              {words.engine[name]}
            </button>
          ))}
        </div>
        <select aria-label={words.engine.function} value={pick?.key ?? ''} onChange={(event) => choose(event.currentTarget.value)}>
          <option value="">{live?.frame ? words.engine.running(viewer.session.places.functionName(live.frame.call.function)) : words.engine.text}</option>
          {all.map((one) => (
            <option key={one.key} value={one.key}>
              {one.name}
            </option>
          ))}
        </select>
        {isUncompiled(viewer, target) && <span class="uncompiled">{words.engine.uncompiled}</span>}
        <MachineCodeNote target={target} />
        {parts?.listing && stage === 'bytecode' && <span class="note">{parts.listing.facts}</span>}
      </div>
      <div class={`engine-body engine-${stage}`} ref={body} role="group" aria-label={words.engine[stage]} tabIndex={0} onMouseOver={light} onMouseLeave={() => (viewer.lit.value = undefined)}>
        {stages === 'loading' && <p class="empty">{words.engine.loading}</p>}
        {stages === null && <p class="empty">{words.engine.leftOut}</p>}
        {stages === undefined && <p class="empty">{words.engine.failed}</p>}
        {parts && <Content target={target} stages={parts} stage={stage} />}
      </div>
    </div>
  );
}
