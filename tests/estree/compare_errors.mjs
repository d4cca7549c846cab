// A tool for finding early errors that Orrery misses, or finds where there are none: breaks the snippets at random and
// compares who accepts what is left. Not a test: the other parsers have bugs and gaps too, and the results need a
// person to judge them.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import vm from 'node:vm';

import * as acorn from 'acorn';

import { parseWithAcorn } from './compare_file.mjs';

const OPTIONS = {
  count: { type: 'string', default: '20000' },
  seed: { type: 'string', default: '1' },
  show: { type: 'string', default: '40' },
};

/** Tokens that change the meaning of what is around them. */
const SPICES = ['=', '=>', '...', ',', ';', '(', ')', '[', ']', '{', '}', '?.', '`', '\n', ':', '*', '#a', '.', '!', '**',
  'async', 'await', 'yield', 'let', 'const', 'var', 'static', 'get', 'set', 'of', 'in', 'new', 'super', 'this', 'eval',
  'arguments', 'function', 'class', 'return', 'break', 'continue', 'delete', 'typeof', 'using', 'import', 'export',
  'default', 'for', 'if', 'else', 'do', 'while', 'switch', 'case', 'try', 'catch', 'with', 'debugger', 'a:', 'new.target',
  'import.meta', '"use strict";', '08', '0n', '1_', '/a/', '++', '--', '??', '||', '&&', 'enum', 'null', 'constructor',
  '__proto__: a,', 'extends', '-->', '<!--', 'undefined', 'implements', 'l\\u0065t', 'aw\\u0061it', '\\u0061sync'];

/** Pieces of literals, above all of regular expressions. */
const CHARACTERS = ['\\', '\\u', '\\u{', '\\x', '\\k<', '\\c', '\\p{', '\\q{', '\\1', '\\8', '\\-', '(?', '(?<', '(?<a>', '(?<=', '(?!',
  '(?:', '(?i-', '(', ')', '[', ']', '[^', '{', '}', '{1', '{2,1}', ',', '-', '--', '&&', '|', '*', '+', '?', '^', '$', '.', '/', '0',
  '9', '_', 'e', 'n', 'x', 'a', 'g', 'v', 'u', 'é', '😀', '\u200d', '"', "'", '`', '${', '\n', '#', '<', '>', '='];

/** Mulberry32: a small generator with a seed, so that a finding can be found again. */
function randomNumbers(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

/** The statements at the top of each program, short ones: whatever is wrong with one should be all that is wrong. */
function statementsOf({ goal, programs }) {
  const statements = [];
  for (const program of programs) {
    for (const node of tryParse(program, goal)?.body ?? []) {
      const source = program.slice(node.start, node.end);
      if (source.length <= 300) statements.push({ goal, source });
    }
  }
  return statements;
}

function tryParse(source, goal) {
  try {
    return parseWithAcorn(source, goal);
  } catch {
    return null;
  }
}

function tokensOf(source, goal) {
  const options = { ecmaVersion: 'latest', sourceType: goal };
  return [...acorn.tokenizer(source, options)].map(({ start, end }) => source.slice(start, end));
}

function mutate(tokens, random) {
  const mutated = [...tokens];
  for (let changes = 1 + random(2); changes > 0; changes--) {
    const place = random(mutated.length + 1);
    switch (random(6)) {
      case 0:
        mutated.splice(place, 1);
        break;
      case 1:
        mutated.splice(place, 0, mutated[random(mutated.length)] ?? '');
        break;
      case 2: {
        const other = random(mutated.length);
        [mutated[place], mutated[other]] = [mutated[other], mutated[place]];
        break;
      }
      case 3:
        mutated.splice(place, 0, SPICES[random(SPICES.length)]);
        break;
      case 4:
        mutated.splice(place, 1, SPICES[random(SPICES.length)]);
        break;
      case 5:
        mutated[place] = mutateCharacters(mutated[place] ?? '', random);
    }
  }
  return mutated.filter((token) => token !== undefined).join(' ');
}

/** Changes a character: what is inside literals and names has a grammar too. */
function mutateCharacters(token, random) {
  const characters = [...token];
  const place = random(characters.length + 1);
  const character = CHARACTERS[random(CHARACTERS.length)];
  characters.splice(place, random(2), random(3) === 0 ? (characters[random(characters.length)] ?? '') : character);
  return characters.join('');
}

function mutants(statements, count, random) {
  const found = new Map(); // by source, each once
  for (let i = 0; i < count; i++) {
    const { goal, source } = statements[random(statements.length)];
    let tokens;
    try {
      tokens = tokensOf(source, goal);
    } catch {
      continue; // a regular expression where the tokenizer, without the parser, sees a division
    }
    const prefix = random(4) === 0 ? '"use strict"; ' : '';
    const around = AROUND[random(AROUND.length)];
    const mutant = prefix + around(mutate(tokens, random));
    if (!mutant.includes('\0')) found.set(`${goal} ${mutant}`, { goal, source: mutant });
  }
  return [...found.values()];
}

/** Places with rules of their own. */
const AROUND = [
  (text) => text,
  (text) => text,
  (text) => text,
  (text) => `function f() { ${text} }`,
  (text) => `async function f() { ${text} }`,
  (text) => `function* f() { ${text} }`,
  (text) => `async function* f() { ${text} }`,
  (text) => `class C extends D { constructor() { ${text} } }`,
  (text) => `class C { static { ${text} } }`,
  (text) => `class C { #a; m() { ${text} } }`,
  (text) => `for (;;) { ${text} }`,
  (text) => `async (a = () => { ${text} }) => 1`,
  (text) => `a: { ${text} }`,
];

function orreryVerdicts(orrery, goal, sources) {
  const input = sources.map((source) => `${source}\0`).join('');
  const run = spawnSync(orrery, ['check', '--batch', `--${goal}`], { input, maxBuffer: 1 << 30 });
  const lines = run.stdout.toString().split('\n').slice(0, -1);
  if (run.status === 0 && lines.length === sources.length) return lines.map((line) => (line === 'ok' ? null : line));
  const culprit = sources[lines.length];
  throw new Error(`orrery check ended with ${run.signal ?? run.status} at this source:\n${culprit}`);
}

/** Each gives null for a text that it accepts, and otherwise its complaint. */
function complaintOf(parse) {
  try {
    parse();
    return null;
  } catch (error) {
    return error.message;
  }
}

const acornComplaint = ({ goal, source }) => complaintOf(() => parseWithAcorn(source, goal));

/** V8's; undefined where this Node has no way to ask. */
function nodeComplaint({ goal, source }) {
  if (goal === 'script') return complaintOf(() => new vm.Script(source));
  return vm.SourceTextModule ? complaintOf(() => new vm.SourceTextModule(source)) : undefined;
}

function show(title, findings, limit) {
  console.log(`${title}: ${findings.length}`);
  for (const { mutant, ...complaints } of findings.slice(0, limit)) {
    console.log(`\n  [${mutant.goal}] ${mutant.source.replaceAll('\n', '\n  ')}`);
    for (const [name, complaint] of Object.entries(complaints)) {
      console.log(`    ${name.padEnd(6)} ${complaint === undefined ? '?' : (complaint ?? 'accepts')}`);
    }
  }
  console.log();
}

export function compareErrors(orrery, snippets, args) {
  const { values } = parseArgs({ args, options: OPTIONS });
  const random = randomNumbers(Number(values.seed));
  const all = mutants(snippets.flatMap(statementsOf), Number(values.count), random);

  const alone = []; // both others see it differently
  const disputed = [];
  let accepted = 0; // by both
  for (const goal of ['script', 'module']) {
    const group = all.filter((mutant) => mutant.goal === goal);
    const verdicts = orreryVerdicts(orrery, goal, group.map((mutant) => mutant.source));
    group.forEach((mutant, index) => {
      const accepts = verdicts[index] === null;
      const acornsComplaint = acornComplaint(mutant);
      if (accepts === (acornsComplaint === null)) {
        accepted += accepts ? 1 : 0;
        return;
      }
      // Node is asked only now: some broken texts make it end itself.
      const nodesComplaint = nodeComplaint(mutant);
      const nodeAgrees = nodesComplaint !== undefined && accepts === (nodesComplaint === null);
      const finding = { mutant, orrery: verdicts[index], acorn: acornsComplaint, node: nodesComplaint };
      (nodeAgrees ? disputed : alone).push(finding);
    });
  }
  const limit = Number(values.show);
  show('Acorn sees it differently, Node as Orrery does', disputed, limit);
  show('Orrery alone sees it so', alone, limit);
  console.log(`${all.length} texts, ${all.length - alone.length - disputed.length} judged alike (${accepted} of them accepted)`);
  return 0;
}
