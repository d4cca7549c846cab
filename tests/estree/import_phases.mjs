// acorn does not know `import defer` and `import source`. The trees that they give are those of the same text without
// the word, with the field `phase` added, and that can be told to acorn.
import { parseWithAcorn } from './compare_file.mjs';

const PHASE = /\bimport(\s+|\.)(defer|source)(?=\s+\*|\s+[\w$]+\s+from\s+['"]|\()/g;

/** For snippets only: in other programs the words may also stand in strings. */
export function parseWithPhases(source, goal) {
  const phases = new Map();
  const blanked = source.replace(PHASE, (text, gap, phase, offset) => {
    phases.set(offset, phase);
    return 'import' + gap.replace('.', ' ') + ' '.repeat(phase.length);
  });
  const tree = parseWithAcorn(blanked, goal);
  addPhases(tree, phases);
  return tree;
}

function addPhases(node, phases) {
  if (node.type === 'ImportDeclaration' || node.type === 'ImportExpression') {
    const phase = phases.get(node.start);
    if (phase !== undefined) node.phase = phase;
  }
  for (const child of Object.values(node).flat()) {
    if (typeof child?.type === 'string') addPhases(child, phases);
  }
}
