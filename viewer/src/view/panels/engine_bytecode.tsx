// The bytecode of a function, with the instruction that runs next.

import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import { innermost, liveInstruction, rangesOf, type Listing } from '../../model/stages';
import type { Frame } from '../../model/state';
import { useViewer } from '../context';

interface Properties {
  readonly script: number;
  readonly listing: Listing;
  readonly frame: Frame | undefined;
  readonly isCaller: boolean;
}

export function BytecodeView({ script, listing, frame, isCaller }: Properties): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const { callSites, places } = viewer.session;
  const ranges = useMemo(() => rangesOf(listing), [listing]);
  const body = useRef<HTMLTableSectionElement>(null);
  const pointed = viewer.pointed.value;
  const lit = pointed?.script === script ? innermost(ranges, pointed.at) : undefined;
  const callee = frame && isCaller ? viewer.state.value.frames[viewer.state.value.frames.indexOf(frame) + 1] : undefined;
  const site = callee && callSites.of(callee);
  const position = frame?.position;
  const value = position?.value;
  const place = site ?? position;
  const live = frame
    ? liveInstruction(listing, place && { ...place, isValue: value !== undefined, boolean: value?.kind === 'boolean' ? value.value : undefined }, site !== undefined)
    : undefined;
  useLayoutEffect(() => body.current?.querySelector('.live-instruction')?.scrollIntoView({ block: 'nearest' }), [live, listing]);
  useLayoutEffect(() => body.current?.querySelector('.lit')?.scrollIntoView({ block: 'nearest' }), [pointed]);
  let line = 0;
  return (
    <table class="bytecode">
      <caption class="unseen">{words.engine.bytecode}</caption>
      <tbody ref={body}>
        {listing.code.map(([offset, label, opcode, operands, comment], i) => {
          const range = ranges[i];
          const own = range ? places.lineOf(script, range.start) : 0;
          const isNew = own !== 0 && own !== line;
          if (isNew) line = own;
          const look = `${live === i ? 'live-instruction' : ''} ${lit?.has(i) ? 'lit' : ''}`;
          return (
            <tr key={offset} class={look.trim()} data-range={range && `${range.start} ${range.end}`} aria-current={live === i ? 'step' : undefined}>
              <td class="code-line">{isNew ? own : ''}</td>
              <td class="code-mark">{live === i ? '▶' : label}</td>
              <td class="code-offset">{String(offset).padStart(4, '0')}</td>
              <td class="code-opcode">{opcode}</td>
              <td class="code-operands">{operands}</td>
              <td class="code-comment">{comment}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
