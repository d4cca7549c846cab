// Generates src/web/url/idna/idna_data.cpp: what UTS #46 and the rules for joiners and direction ask of code points.
//
//   npm ci                           once, in this folder
//   node generate_idna.mjs           writes the file
//   node generate_idna.mjs --check   fails if the committed file is not what this script would write
//
// The layout of the tables is described in src/web/url/idna/idna_data.h, which reads them. Virama marks are found by
// asking Node.js, which must have this version of Unicode.

import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import { fail, writeOrCheck } from './output.mjs';

const unicodeVersion = '17.0';
const output = fileURLToPath(new URL('../../src/web/url/idna/idna_data.cpp', import.meta.url));
const lastCodePoint = 0x10ffff;

// k_idna_… of the header.
const [valid, disallowed, ignored] = [0, 1, 2];
const shifted = 0x4000;
const mapped = 0x8000;

if (process.versions.unicode !== unicodeVersion)
  fail(`Node.js has Unicode ${process.versions.unicode}; ${unicodeVersion} is wanted.`);

const hex = (value) => `0x${value.toString(16).toUpperCase()}`;

async function codePointsOf(path) {
  return (await import(`@unicode/unicode-${unicodeVersion}.0/${path}/code-points.mjs`)).default;
}

// Mapping ---------------------------------------------------------------------------------------------------

/** IdnaMappingTable.txt as a list with an entry for each code point: a status, or the text it is mapped to. */
function statuses() {
  const names = { 2: valid, 3: disallowed, 6: valid, 7: ignored }; // 6: deviations, of which nobody wants the old reading
  const all = new Array(lastCodePoint + 1);
  for (const [place, status, text] of createRequire(import.meta.url)('tr46/lib/mappingTable.json')) {
    const [first, last] = Array.isArray(place) ? place : [place, place];
    const entry = status === 1 ? text : names[status];
    if (entry === undefined) fail(`unknown status ${status}`);
    all.fill(entry, first, last + 1);
  }
  if (all.includes(undefined)) fail('a code point has no status');
  const wrong = all.findIndex((entry, codePoint) => entry !== disallowed && /\p{Cn}/u.test(String.fromCodePoint(codePoint)));
  if (wrong >= 0) fail(`${hex(wrong)} is not assigned in Unicode ${unicodeVersion}: tr46 has another version.`);
  return all;
}

/** The shift of a code point that is mapped to another one, or nothing. */
function shiftOf(entry, codePoint) {
  if (typeof entry !== 'string' || [...entry].length !== 1) return undefined;
  return entry.codePointAt(0) - codePoint;
}

function mappingTables() {
  const all = statuses();
  const ranges = []; // [first, value]
  const shifts = [];
  const pool = [];
  const offsets = new Map();
  const pooled = (text) => {
    if (!offsets.has(text)) {
      offsets.set(text, pool.length);
      pool.push(text.length, ...text.split('').map((unit) => unit.charCodeAt(0)));
    }
    return mapped | offsets.get(text);
  };
  for (let first = 0; first <= lastCodePoint; ) {
    const entry = all[first];
    const shift = shiftOf(entry, first);
    let end = first + 1;
    while (end <= lastCodePoint && (shift === undefined ? all[end] === entry : shiftOf(all[end], end) === shift)) ++end;
    let value = entry;
    if (typeof entry === 'string') {
      if (shift !== undefined && end - first > 1) {
        if (!shifts.includes(shift)) shifts.push(shift);
        value = shifted | shifts.indexOf(shift);
      } else {
        value = pooled(entry);
      }
    }
    ranges.push([first, value]);
    first = end;
  }
  if (pool.length > 0x7fff || shifts.length > 0x3fff) fail('the tables have become too long.');
  return { ranges, shifts, pool };
}

// Properties ------------------------------------------------------------------------------------------------

/** Boundaries `first << 3 | class` of the classes, which are { number: [property, …] }; 0 is all the rest. */
async function classBoundaries(classes) {
  const all = new Uint8Array(lastCodePoint + 1);
  for (const [number, paths] of Object.entries(classes)) {
    for (const path of paths)
      for (const codePoint of await codePointsOf(path)) all[codePoint] = number;
  }
  return boundariesOf(all);
}

function boundariesOf(all) {
  const boundaries = [];
  for (let codePoint = 0; codePoint <= lastCodePoint; ++codePoint)
    if (codePoint === 0 || all[codePoint] !== all[codePoint - 1]) boundaries.push((codePoint << 3) | all[codePoint]);
  return boundaries;
}

/** Those with the canonical combining class 9, which U+094D has. */
function viramas() {
  const swaps = (a, b) => String.fromCodePoint(a, b).normalize('NFD') !== String.fromCodePoint(a, b);
  const [virama, lower, higher] = [0x94d, 0x3099, 0x5b0]; // classes 9, 8, 10
  const found = [];
  for (let codePoint = 0; codePoint <= lastCodePoint; ++codePoint) {
    if (codePoint >= 0xd800 && codePoint <= 0xdfff) continue;
    const text = String.fromCodePoint(codePoint);
    if (text.normalize('NFD') !== text || swaps(codePoint, virama) || swaps(virama, codePoint)) continue;
    if (swaps(codePoint, lower) && swaps(higher, codePoint)) found.push(codePoint);
  }
  return found;
}

function table(type, name, items, perRow) {
  const rows = [];
  for (let i = 0; i < items.length; i += perRow) rows.push(`    ${items.slice(i, i + perRow).join(', ')},`);
  return `const ${type} ${name}_table[${items.length}] = {\n${rows.join('\n')}\n};
const std::span<const ${type}> ${name} = ${name}_table;\n`;
}

async function render() {
  const { ranges, shifts, pool } = mappingTables();
  const bidi = (name) => `Bidi_Class/${name}`;
  const joining = (name) => `Joining_Type/${name}`;
  const bidiClasses = await classBoundaries({
    1: [bidi('Left_To_Right')],
    2: [bidi('Right_To_Left'), bidi('Arabic_Letter')],
    3: [bidi('Arabic_Number')],
    4: [bidi('European_Number')],
    5: [bidi('Nonspacing_Mark')],
    6: ['European_Separator', 'Common_Separator', 'European_Terminator', 'Other_Neutral', 'Boundary_Neutral'].map(bidi),
  });
  const joiningTypes = await classBoundaries({
    1: [joining('Left_Joining')],
    2: [joining('Right_Joining')],
    3: [joining('Dual_Joining')],
    4: [joining('Transparent')],
  });
  const marks = await classBoundaries({ 1: ['General_Category/Mark'] });
  const tables = [
    table('std::uint32_t', 'k_idna_firsts', ranges.map(([first]) => hex(first)), 14),
    table('std::uint16_t', 'k_idna_values', ranges.map(([, value]) => hex(value)), 16),
    table('std::int32_t', 'k_idna_shifts', shifts, 16),
    table('char16_t', 'k_idna_pool', pool.map(hex), 16),
    table('std::uint32_t', 'k_bidi_classes', bidiClasses.map(hex), 14),
    table('std::uint32_t', 'k_joining_types', joiningTypes.map(hex), 14),
    table('std::uint32_t', 'k_marks', marks.map(hex), 14),
    table('char32_t', 'k_viramas', viramas().map(hex), 14),
  ];
  return `// Generated by tools/unicode/generate_idna.mjs from Unicode ${unicodeVersion}. Do not edit.

#include "web/url/idna/idna_data.h"

namespace orrery::web::detail {

// clang-format off
${tables.join('\n')}// clang-format on

}  // namespace orrery::web::detail
`;
}

const generated = await render();
writeOrCheck(output, generated);
