// Compares the tree that Orrery prints for one file with another tree.
import { spawn } from 'node:child_process';

import * as acorn from 'acorn';

import { JsonStream } from './json_stream.mjs';
import { Difference, TreeComparer } from './tree_comparer.mjs';

export function parseWithAcorn(source, goal) {
  return acorn.parse(source, { ecmaVersion: 'latest', sourceType: goal, locations: true });
}

/**
 * Runs `orrery ast --json` on `file` and compares what it prints with `tree`.
 * @param source  the file's text, for showing where a difference is
 * @returns {{nodes: number, problem: string | null}}  how many nodes were compared; the first difference, in words
 */
export async function compareFile({ orrery, file, goal, source, tree }) {
  const child = spawn(orrery, ['ast', '--json', `--${goal}`, file], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(signal ?? code));
  });
  let complaints = '';
  child.stderr.on('data', (chunk) => (complaints += chunk));

  const comparer = new TreeComparer(tree);
  let problem = null;
  try {
    const stream = new JsonStream(comparer);
    for await (const chunk of child.stdout) stream.write(chunk);
    const status = await exited;
    if (status !== 0) return { nodes: 0, problem: `orrery ast ended with ${status}\n${complaints}` };
    stream.end();
    comparer.end();
  } catch (error) {
    child.kill();
    await exited;
    problem = error instanceof Difference ? explain(error, source) : error.message;
  }
  return { nodes: comparer.nodes, problem };
}

function explain(difference, source) {
  const { line, column } = acorn.getLineInfo(source, difference.offset);
  const excerpt = source.slice(difference.offset, difference.offset + 70).replace(/[\r\n\u2028\u2029]+/g, '⏎');
  return `${difference.path}: ${difference.message}\n  near ${line}:${column + 1}: ${excerpt}`;
}
