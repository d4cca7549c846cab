// Small programs of our own, one for each part of the language, compared in several spellings.
import fs from 'node:fs';
import path from 'node:path';

const FOLDERS = ['snippets', '../js/syntax'];

/** Between programs in one file, for what may stand only once in a program. */
const SEPARATOR = /^\/\/---\n/m;

/**
 * Ways to write the same program so that offsets in bytes, UTF-16 units and lines drift apart. Each gives null where
 * it does not apply.
 */
const SPELLINGS = {
  'as it is': (text) => text,
  'with CR LF': (text) => text.replaceAll('\n', '\r\n'),
  'with CR': (text) => text.replaceAll('\n', '\r'),
  'with U+2028': (text) => text.replaceAll('\n', '\u2028'),
  // A hashbang stands only at the very beginning.
  'after astral text': (text) => (text.startsWith('#!') ? null : `/* é→𝒳😀 */${text}`),
};

/** All snippets: `{name, goal, programs}`. */
export function snippets(root) {
  const found = [];
  for (const folder of FOLDERS.map((folder) => path.join(root, folder))) {
    if (!fs.existsSync(folder)) continue;
    for (const name of fs.readdirSync(folder).sort()) {
      if (!/\.m?js$/.test(name)) continue;
      const programs = fs.readFileSync(path.join(folder, name), 'utf8').split(SEPARATOR);
      found.push({ name, goal: name.endsWith('.mjs') ? 'module' : 'script', programs });
    }
  }
  return found;
}

/** `{spelling, source}` for each spelling of `program`. */
export function* spellingsOf(program) {
  for (const [spelling, respell] of Object.entries(SPELLINGS)) {
    const source = respell(program);
    if (source !== null) yield { spelling, source };
  }
}
