import { useLayoutEffect, useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Line } from '../model/chronicle';
import { visible } from '../model/visible_text';
import '../styles/foreign_text.css';
import { useViewer } from './context';

interface Group {
  readonly line: Line;
  readonly index: number;
  readonly count: number;
}

const most = 500;

/** The last lines; the same line again and again is one with a number. */
function grouped(lines: readonly Line[], end: number): Group[] {
  const groups: Group[] = [];
  for (let i = Math.max(0, end - 20 * most); i < end; i++) {
    const line = lines[i]!;
    const last = groups[groups.length - 1];
    const isSame = last && last.line.text === line.text && last.line.method === line.method;
    if (isSame) groups[groups.length - 1] = { ...last, count: last.count + 1 };
    else groups.push({ line, index: i, count: 1 });
  }
  return groups.slice(-most);
}

export function Console(): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const { chronicle, places } = viewer.session;
  const end = chronicle.linesUntil(viewer.at.value);
  const groups = grouped(chronicle.lines, end);
  const list = useRef<HTMLOListElement>(null);
  useLayoutEffect(() => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [end]);
  if (groups.length === 0) return <p class="empty">{words.noOutput}</p>;
  return (
    <ol class="console" ref={list} aria-label={words.console} tabIndex={0}>
      {groups.map(({ line, index, count }) => {
        const spot = places.spot(line.place);
        return (
          <li key={index} class={line.isError ? 'error' : ''}>
            <button type="button" title={words.goToLine} onClick={() => viewer.goTo(line.at)} aria-current={line.at === viewer.at.value ? 'true' : undefined}>
              <span class="console-text">{visible(line.text) || ' '}</span>
              {count > 1 && <span class="badge">{words.times(count)}</span>}
              {spot && (
                <span class="console-place">
                  {spot.file}:{spot.line}
                </span>
              )}
            </button>
          </li>
        );
      })}
    </ol>
  );
}
