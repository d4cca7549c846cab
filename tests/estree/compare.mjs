// Compares Orrery's syntax trees with acorn's, node for node and field for field. README.md tells more.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { compareFile, parseWithAcorn } from './compare_file.mjs';
import { CORPUS } from './corpus.mjs';
import { parseWithPhases } from './import_phases.mjs';
import { snippets, spellingsOf } from './snippets.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ORRERY = path.resolve(process.env.ORRERY ?? path.join(HERE, '../../build/release/orrery'));

const counts = { passed: 0, failed: 0, skipped: 0 };

function printRow(name, bytes, nodes, result) {
  console.log(`${name.padEnd(58)} ${String(bytes).padStart(9)} ${String(nodes).padStart(9)}  ${result}`);
}

function report(name, bytes, nodes, problem) {
  counts[problem === null ? 'passed' : 'failed']++;
  printRow(name, bytes, nodes, problem === null ? 'same' : 'DIFFERENT');
  if (problem !== null) console.log(`  ${problem.replaceAll('\n', '\n  ')}`);
}

/** Compares the tree of `file`, whose text is `source`: `{nodes, problem}`. */
async function compare(file, goal, source, parse = parseWithAcorn) {
  let tree;
  try {
    tree = parse(source, goal);
  } catch (error) {
    return { nodes: 0, problem: `acorn does not accept it: ${error.message}` };
  }
  return compareFile({ orrery: ORRERY, file, goal, source, tree });
}

async function compareCorpus() {
  printRow('program', 'bytes', 'nodes', 'result');
  for (const [goal, name] of CORPUS) {
    const file = path.join(HERE, 'node_modules', name);
    const bytes = fs.readFileSync(file);
    const { nodes, problem } = await compare(file, goal, bytes.toString('utf8').replace(/^\uFEFF/, ''));
    report(name, bytes.length, nodes, problem);
  }
}

async function compareSnippets() {
  printRow('snippet, all spellings', 'bytes', 'nodes', 'result');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'orrery-estree-'));
  for (const { name, goal, programs } of snippets(HERE)) {
    const file = path.join(folder, name);
    const sum = { bytes: 0, nodes: 0, problem: null };
    for (const { spelling, source } of programs.flatMap((program) => [...spellingsOf(program)])) {
      fs.writeFileSync(file, source);
      const { nodes, problem } = await compare(file, goal, source, parseWithPhases);
      sum.bytes += Buffer.byteLength(source);
      sum.nodes += nodes;
      if (problem !== null) sum.problem ??= `${spelling}: ${problem}`;
    }
    report(name, sum.bytes, sum.nodes, sum.problem);
  }
  fs.rmSync(folder, { recursive: true });
}

async function main(args) {
  if (!fs.existsSync(ORRERY)) {
    console.error(`${ORRERY} is not there; build it first (make build), or name another in ORRERY`);
    return 2;
  }
  if (args[0] === '--errors') {
    const { compareErrors } = await import('./compare_errors.mjs');
    return compareErrors(ORRERY, snippets(HERE), args.slice(1));
  }
  if (args[0] !== '--corpus') await compareSnippets();
  if (args[0] !== '--snippets') await compareCorpus();
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  return counts.failed === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
