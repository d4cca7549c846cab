// Generates src/base/unicode/unicode_text_data.cpp: case mappings and normalization.
//
//   node generate_text.mjs           writes the file
//   node generate_text.mjs --check   fails if the committed file is not what this script would write
//
// What it knows it asks Node.js itself, code point by code point, which must have this version of Unicode. The layout
// of the tables is described in src/base/unicode/unicode_text_data.h.

import { fileURLToPath } from 'node:url';

import { fail, writeOrCheck } from './output.mjs';

const unicodeVersion = '17.0';
const output = fileURLToPath(new URL('../../src/base/unicode/unicode_text_data.cpp', import.meta.url));
const lastCodePoint = 0x10ffff;

if (process.versions.unicode !== unicodeVersion)
  fail(`Node.js has Unicode ${process.versions.unicode}; ${unicodeVersion} is wanted.`);

function* allCodePoints() {
  for (let codePoint = 0; codePoint <= lastCodePoint; ++codePoint)
    if (codePoint < 0xd800 || codePoint > 0xdfff) yield codePoint;
}

const codePointsOf = (text) => Array.from(text, (character) => character.codePointAt(0));
const isHangulSyllable = (codePoint) => codePoint >= 0xac00 && codePoint <= 0xd7a3;

// Case ------------------------------------------------------------------------------------------------------

/** Ranges of code points, every first or every second of which is mapped by adding the same. */
function mappingRanges(mapping) {
  const ranges = [];
  for (const [codePoint, mapped] of mapping) {
    const delta = mapped - codePoint;
    const range = ranges.at(-1);
    const step = range && codePoint - range.last;
    if (range && range.delta === delta && (step === range.step || (range.step === 0 && step <= 2))) {
      range.last = codePoint;
      range.step = step;
    } else {
      ranges.push({ first: codePoint, last: codePoint, step: 0, delta });
    }
  }
  return ranges.map(({ first, last, step, delta }) => `{${hex(first)}, ${hex(last)}, ${delta}, ${step || 1}}`);
}

/** [single mappings, special ones: those to several code points] of `map`, a function on strings. */
function caseMappings(map) {
  const single = [];
  const special = [];
  for (const codePoint of allCodePoints()) {
    const mapped = codePointsOf(map(String.fromCodePoint(codePoint)));
    if (mapped.length === 1 && mapped[0] === codePoint) continue;
    if (mapped.length === 1) single.push([codePoint, mapped[0]]);
    else special.push([codePoint, mapped]);
  }
  return [single, special];
}

function propertyRanges(pattern) {
  const ranges = [];
  for (const codePoint of allCodePoints()) {
    if (!pattern.test(String.fromCodePoint(codePoint))) continue;
    if (ranges.at(-1)?.[1] === codePoint - 1) ranges.at(-1)[1] = codePoint;
    else ranges.push([codePoint, codePoint]);
  }
  return ranges.map(([first, last]) => `{${hex(first)}, ${hex(last)}}`);
}

// Normalization ---------------------------------------------------------------------------------------------

/** [code point, order] of all with a combining class that is not 0. The order ranks the classes, from 1 on. */
function combiningOrders() {
  const swaps = (a, b) => {
    const text = String.fromCodePoint(a, b);
    return text.normalize('NFD') !== text;
  };
  const lowest = 0x334; // class 1
  const highest = 0x345; // class 240
  const marks = [];
  for (const codePoint of allCodePoints()) {
    const text = String.fromCodePoint(codePoint);
    if (text.normalize('NFD') !== text) continue;
    if (swaps(codePoint, lowest) || swaps(highest, codePoint)) marks.push(codePoint);
  }
  // One of each class, the lowest first.
  const samples = [];
  for (const mark of marks) {
    if (samples.some((sample) => !swaps(sample, mark) && !swaps(mark, sample))) continue;
    const place = samples.findIndex((sample) => swaps(sample, mark));
    samples.splice(place < 0 ? samples.length : place, 0, mark);
  }
  const orderOf = (mark) => 1 + samples.findIndex((sample) => !swaps(sample, mark) && !swaps(mark, sample));
  return marks.map((mark) => [mark, orderOf(mark)]);
}

function orderRanges(orders) {
  const ranges = [];
  for (const [codePoint, order] of orders) {
    const range = ranges.at(-1);
    if (range && range.last === codePoint - 1 && range.order === order) range.last = codePoint;
    else ranges.push({ first: codePoint, last: codePoint, order });
  }
  return ranges.map(({ first, last, order }) => `{${hex(first)}, ${hex(last)}, ${order}}`);
}

/** Full decompositions; canonical ones, and compatibility ones where they differ. Hangul is computed. */
function decompositions() {
  const canonical = [];
  const compatible = [];
  for (const codePoint of allCodePoints()) {
    if (isHangulSyllable(codePoint)) continue;
    const text = String.fromCodePoint(codePoint);
    const nfd = text.normalize('NFD');
    const nfkd = text.normalize('NFKD');
    if (nfd !== text) canonical.push([codePoint, codePointsOf(nfd)]);
    if (nfkd !== nfd) compatible.push([codePoint, codePointsOf(nfkd)]);
  }
  return [canonical, compatible];
}

/** [first, second, composite] of all pairs that compose. */
function compositions(canonical) {
  const pairs = [];
  for (const [composite, parts] of canonical) {
    const text = String.fromCodePoint(composite);
    if (parts.length < 2 || text.normalize('NFC') !== text) continue;
    const first = codePointsOf(String.fromCodePoint(...parts.slice(0, -1)).normalize('NFC'));
    if (first.length !== 1) fail(`U+${composite.toString(16)} is no pair.`);
    pairs.push([first[0], parts.at(-1), composite]);
  }
  return pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

// Output ----------------------------------------------------------------------------------------------------

function hex(number) {
  return `0x${number.toString(16)}`;
}

function inRows(items, perRow) {
  const rows = [];
  for (let i = 0; i < items.length; i += perRow) rows.push(`    ${items.slice(i, i + perRow).join(', ')},`);
  return rows.join('\n');
}

function table(type, name, items, perRow) {
  return `const ${type} ${name}_table[${items.length}] = {\n${inRows(items, perRow)}\n};
const std::span<const ${type}> ${name} = ${name}_table;\n`;
}

/** Decompositions as {code point, offset, length} into one pool of code points. */
function decompositionTable(name, list, pool, offsets) {
  const entries = list.map(([codePoint, parts]) => {
    const key = parts.join();
    if (!offsets.has(key)) {
      offsets.set(key, pool.length);
      pool.push(...parts);
    }
    return `{${hex(codePoint)}, ${offsets.get(key)}, ${parts.length}}`;
  });
  return table('CodePointSequence', name, entries, 6);
}

function render() {
  const [lower, specialLower] = caseMappings((text) => text.toLowerCase());
  const [upper, specialUpper] = caseMappings((text) => text.toUpperCase());
  const [canonical, compatible] = decompositions();
  const pairs = compositions(canonical);
  const pool = [];
  const offsets = new Map();
  const tables = [
    table('CaseRange', 'k_lowercase_ranges', mappingRanges(lower), 5),
    table('CaseRange', 'k_uppercase_ranges', mappingRanges(upper), 5),
    table('CodePointRange', 'k_cased_ranges', propertyRanges(/^\p{Cased}$/u), 8),
    table('CodePointRange', 'k_case_ignorable_ranges', propertyRanges(/^\p{Case_Ignorable}$/u), 8),
    table('CombiningRange', 'k_combining_ranges', orderRanges(combiningOrders()), 6),
    table('Composition', 'k_compositions', pairs.map((pair) => `{${pair.map(hex).join(', ')}}`), 5),
    decompositionTable('k_special_lowercase', specialLower, pool, offsets),
    decompositionTable('k_special_uppercase', specialUpper, pool, offsets),
    decompositionTable('k_canonical_decompositions', canonical, pool, offsets),
    decompositionTable('k_compatible_decompositions', compatible, pool, offsets),
  ];
  if (pool.length > 0xffff) fail('the pool has become too long for 16 bits.');
  tables.push(table('char32_t', 'k_code_point_pool', pool.map(hex), 14));
  return `// Generated by tools/unicode/generate_text.mjs from Unicode ${unicodeVersion}. Do not edit.

#include "base/unicode/unicode_text_data.h"

namespace orrery::base::detail {

// clang-format off
${tables.join('\n')}// clang-format on

}  // namespace orrery::base::detail
`;
}

const generated = render();
writeOrCheck(output, generated);
