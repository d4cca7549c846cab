// The tree of a function. Functions in it are closed until somebody opens them.

import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { childrenOf, detailOf, innermost, type TreeNode } from '../../model/stages';
import { useViewer } from '../context';

const most = 1500;

interface Row {
  readonly node: TreeNode;
  readonly field: string;
  readonly depth: number;
  /** Undefined: there is nothing in it. */
  readonly isOpen: boolean | undefined;
}

function isFunction({ type }: TreeNode): boolean {
  return /Function/.test(type);
}

function rowsOf(root: TreeNode, toggled: ReadonlySet<TreeNode>): Row[] {
  const rows: Row[] = [];
  const add = (node: TreeNode, field: string, depth: number, isInside: boolean): void => {
    if (rows.length > most) return;
    const children = childrenOf(node);
    const isClosed = (isInside && isFunction(node)) !== toggled.has(node);
    rows.push({ node, field, depth, isOpen: children.length === 0 ? undefined : !isClosed });
    if (isClosed) return;
    const isOwn = isFunction(node) || /Method|^Property/.test(node.type) || node.type === 'Program';
    for (const child of children) add(child.node, child.field, depth + 1, isInside || (isOwn && isFunction(node)));
  };
  // The function that is looked at is open, whatever node it begins with.
  const isTop = root.type === 'Program';
  add(root, '', 0, isTop && !isFunction(root));
  return rows;
}

export function TreeView({ script, root }: { script: number; root: TreeNode }): JSX.Element {
  const viewer = useViewer();
  const words = viewer.words.value;
  const [toggled, setToggled] = useState<ReadonlySet<TreeNode>>(new Set());
  const list = useRef<HTMLUListElement>(null);
  const rows = useMemo(() => rowsOf(root, toggled), [root, toggled]);
  const pointed = viewer.pointed.value;
  const lit = pointed?.script === script ? innermost(rows.map((row) => row.node), pointed.at) : undefined;
  useLayoutEffect(() => list.current?.querySelector('.lit')?.scrollIntoView({ block: 'nearest' }), [pointed]);
  const toggle = (node: TreeNode): void => {
    const next = new Set(toggled);
    if (!next.delete(node)) next.add(node);
    setToggled(next);
  };
  return (
    <ul class="tree-rows" ref={list} aria-label={words.engine.tree}>
      {rows.slice(0, most).map(({ node, field, depth, isOpen }, i) => (
        <li key={i} class={lit?.has(i) ? 'lit' : ''} data-range={`${node.start} ${node.end}`} style={{ paddingLeft: `${depth * 14}px` }}>
          {isOpen === undefined ? (
            <span class="twist" />
          ) : (
            <button type="button" class="twist" aria-expanded={isOpen} aria-label={node.type} onClick={() => toggle(node)}>
              {isOpen ? '▾' : '▸'}
            </button>
          )}
          {field && <span class="tree-field">{field}</span>}
          <span class="tree-type">{node.type}</span>
          <span class="tree-detail">{detailOf(node)}</span>
          <span class="tree-place">
            {node.start}–{node.end}
          </span>
        </li>
      ))}
      {rows.length > most && <li class="more">{words.engine.moreNodes}</li>}
    </ul>
  );
}
