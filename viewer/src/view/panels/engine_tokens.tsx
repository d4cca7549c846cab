// The tokens of a function, in their lines.

import { useMemo } from 'preact/hooks';
import type { JSX } from 'preact';
import { innermost, type Token } from '../../model/stages';
import { useViewer } from '../context';

const most = 3000;

function group({ type }: Token, text: string): string {
  if (/^[a-z]+$/.test(text) && type !== 'Identifier') return 'keyword';
  if (/String|Template|Regular/i.test(type)) return 'string';
  if (/Num|BigInt/i.test(type)) return 'number';
  return /^(?:#?)[\w$\u0080-\uffff]/.test(text) ? 'name' : 'mark';
}

export function TokensView({ script, tokens }: { script: number; tokens: readonly Token[] }): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const { places, trace } = viewer.session;
  const source = trace.scripts.get(script)?.source ?? '';
  const pointed = viewer.pointed.value;
  const lit = pointed?.script === script ? innermost(tokens, pointed.at) : undefined;
  const lines = useMemo(() => {
    const result: { line: number; from: number; tokens: Token[] }[] = [];
    const starts = places.lineStarts(script);
    let line = 0;
    tokens.slice(0, most).forEach((token, i) => {
      const before = line;
      while (line < starts.length && starts[line]! <= token.start) line++;
      if (line !== before || result.length === 0) result.push({ line, from: i, tokens: [] });
      result[result.length - 1]!.tokens.push(token);
    });
    return result;
  }, [tokens, script]);
  return (
    <>
      <ol class="token-lines" aria-label={words.engine.tokens}>
        {lines.map(({ line, from, tokens: own }) => (
          <li key={from}>
            <span class="line-number">{line}</span>
            <span class="token-list">
              {own.map((token, i) => {
                const text = source.slice(token.start, token.end);
                return (
                  <span key={token.start} class={`token ${group(token, text)} ${lit?.has(from + i) ? 'lit' : ''}`} data-range={`${token.start} ${token.end}`} title={`${token.type} ${token.start}–${token.end}`}>
                    <span class="token-text">{text.length > 40 ? `${text.slice(0, 39)}…` : text}</span>
                    <span class="token-type">{token.type}</span>
                  </span>
                );
              })}
            </span>
          </li>
        ))}
      </ol>
      {tokens.length > most && <p class="more">{words.more(tokens.length - most)}</p>}
    </>
  );
}
