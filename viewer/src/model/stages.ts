// The stages of a text: tokens, tree, bytecode (cli/stages/stages.h), and how their parts belong to places in the text.

export interface TextPart {
  readonly start: number;
  readonly end: number;
}

export interface Token extends TextPart {
  readonly type: string;
}

/** A node of ESTree. */
export interface TreeNode extends TextPart {
  readonly type: string;
  readonly [field: string]: unknown;
}

export const enum NoteSort {
  Value = 0,
  Statement = 1,
  True = 2,
  False = 3,
}

export interface Listing extends TextPart {
  readonly name: string;
  readonly kind: string;
  readonly facts: string;
  /** Offset, label, opcode, operands, comment. */
  readonly code: readonly (readonly [number, string, string, string, string])[];
  readonly positions: readonly (readonly [offset: number, start: number, end: number])[];
  readonly notes: readonly (readonly [offset: number, start: number, end: number, sort: NoteSort])[];
  readonly inner: readonly (readonly [name: string, start: number, end: number])[];
}

export interface Stages {
  readonly tokens: readonly Token[];
  readonly tree: TreeNode | null;
  readonly functions: readonly Listing[];
  readonly problem: string;
}

/** What of a text's stages is of a function. */
export interface FunctionStages {
  readonly tokens: readonly Token[];
  readonly tree: TreeNode | undefined;
  readonly listing: Listing | undefined;
  readonly problem: string;
}

const functions: ReadonlySet<string> = new Set([
  ...['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'MethodDefinition', 'Property'],
  ...['PropertyDefinition', 'StaticBlock', 'ClassDeclaration', 'ClassExpression'],
]);

export function isNode(value: unknown): value is TreeNode {
  return typeof value === 'object' && value !== null && typeof (value as TreeNode).type === 'string' && typeof (value as TreeNode).start === 'number';
}

/** The nodes in a node, with the names of their fields. */
export function childrenOf(node: TreeNode): { field: string; node: TreeNode }[] {
  return Object.entries(node).flatMap(([field, value]) => {
    if (isNode(value)) return [{ field, node: value }];
    if (!Array.isArray(value)) return [];
    return value.flatMap((one: unknown, i) => (isNode(one) ? [{ field: `${field}[${i}]`, node: one }] : []));
  });
}

/** What a node says beside its type and what is in it. */
export function detailOf(node: TreeNode): string {
  const facts: string[] = [];
  for (const [field, value] of Object.entries(node)) {
    if (['type', 'start', 'end', 'raw', 'sourceType', 'expression'].includes(field)) continue;
    if (field === 'value' && typeof node['raw'] === 'string') facts.push(node['raw']);
    else if (typeof value === 'string') facts.push(value);
    else if (value === true) facts.push(field);
  }
  return facts.join(' ');
}

function findFunction(node: TreeNode, { start, end }: TextPart): TreeNode | undefined {
  if (node.start === start && node.end === end && functions.has(node.type)) return node;
  for (const { node: child } of childrenOf(node)) {
    if (child.start > start || child.end < end) continue;
    const found = findFunction(child, { start, end });
    if (found) return found;
  }
  return undefined;
}

/** A text that is the body of a function (a CommonJS module) is a program of that function alone. */
function ownBody(tree: TreeNode): TreeNode {
  const { body } = tree;
  const only: unknown = Array.isArray(body) && body.length === 1 ? body[0] : undefined;
  return isNode(only) && only.type === 'FunctionExpression' ? only : tree;
}

/** `isAll`: the function is the text's own top level. */
export function stagesOfFunction(stages: Stages, part: TextPart, isAll: boolean): FunctionStages {
  const { start, end } = part;
  const tokens = isAll ? stages.tokens : stages.tokens.filter((token) => token.start >= start && token.end <= end);
  const tree = stages.tree && (isAll ? ownBody(stages.tree) : findFunction(stages.tree, part));
  const top = (one: Listing) => one.kind === 'Script' || one.kind === 'Module' || (one.start === start && one.end === end);
  const listing = isAll ? stages.functions.find(top) : stages.functions.find((one) => one.start === start && one.end === end);
  return { tokens, tree: tree ?? undefined, listing, problem: stages.problem };
}

/** Which part of the source an instruction is for: the expression whose value is there next, or its statement. */
export function rangesOf(listing: Listing): readonly (TextPart | undefined)[] {
  const { code, notes } = listing;
  const positions = new Map(listing.positions.map((one) => [one[0], one]));
  let note = 0;
  let statement: TextPart | undefined;
  return code.map(([offset], i) => {
    for (; note < notes.length && notes[note]![0] <= offset; note++) {
      if (notes[note]![3] === NoteSort.Statement) statement = { start: notes[note]![1], end: notes[note]![2] };
    }
    const position = positions.get(offset);
    if (position && position[2] > position[1]) return { start: position[1], end: position[2] };
    const end = code[i + 1]?.[0] ?? Infinity;
    let best: TextPart | undefined;
    for (let next = note; next < notes.length; next++) {
      const [at, from, to, sort] = notes[next]!;
      if (sort === NoteSort.Statement || (best && at > end)) break;
      if (!best || to - from < best.end - best.start) best = { start: from, end: to };
      if (at > end && best) break;
    }
    return best ?? statement;
  });
}

export interface LivePosition extends TextPart {
  /** Of expressions: the value is known; whether it is true, if it is a boolean. */
  readonly isValue: boolean;
  readonly boolean: boolean | undefined;
}

/** The instruction that runs next, as a position in `code`; of a caller: the one that calls. Undefined: nobody knows. */
export function liveInstruction(listing: Listing, position: LivePosition | undefined, isCaller: boolean): number | undefined {
  if (!position) return 0;
  const isFor = ([, start, end, sort]: Listing['notes'][number]): boolean => {
    if (start !== position.start || end !== position.end) return false;
    if (isCaller || position.isValue) return sort !== NoteSort.Statement;
    return sort === NoteSort.Statement;
  };
  const notes = listing.notes.filter(isFor);
  const sure = notes.find(([, , , sort]) => sort === (position.boolean ? NoteSort.True : NoteSort.False));
  const note = (position.boolean !== undefined && sure) || notes[0];
  if (!note) return undefined;
  const at = listing.code.findIndex(([offset]) => offset >= note[0]);
  if (at < 0) return undefined;
  return isCaller ? Math.max(at - 1, 0) : at;
}

/** Of parts of a text: those that are the smallest around a place. */
export function innermost(parts: readonly (TextPart | undefined)[], at: number): ReadonlySet<number> {
  let size = Infinity;
  for (const part of parts) if (part && part.start <= at && at < part.end) size = Math.min(size, part.end - part.start);
  const found = new Set<number>();
  parts.forEach((part, i) => {
    if (part && part.start <= at && at < part.end && part.end - part.start === size) found.add(i);
  });
  return found;
}
