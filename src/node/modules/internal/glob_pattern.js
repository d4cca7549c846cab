'use strict';

// Patterns of paths: https://nodejs.org/api/path.html#pathmatchesglobpath-pattern, which are those of Bash
// (https://www.gnu.org/software/bash/manual/bash.html#Pattern-Matching) with `**` and extended patterns. A name that
// begins with a dot must be asked for by one.

const ArrayPrototypeJoin = uncurried('ArrayPrototype', 'join');
const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');
const RegExp = intrinsic('RegExp');
const RegExpPrototypeExec = uncurried('RegExpPrototype', 'exec');
const RegExpPrototypeTest = uncurried('RegExpPrototype', 'test');
const String = intrinsic('String');
const StringFromCharCode = intrinsic('String', 'fromCharCode');
const StringPrototypeCharCodeAt = uncurried('StringPrototype', 'charCodeAt');
const StringPrototypeIncludes = uncurried('StringPrototype', 'includes');
const StringPrototypeIndexOf = uncurried('StringPrototype', 'indexOf');
const StringPrototypePadStart = uncurried('StringPrototype', 'padStart');
const StringPrototypeReplaceAll = uncurried('StringPrototype', 'replaceAll');
const StringPrototypeSlice = uncurried('StringPrototype', 'slice');
const StringPrototypeSplit = uncurried('StringPrototype', 'split');

// Braces ----------------------------------------------------------------------------------------------------

/** Patterns with more alternatives than that are cut, as a{1..1000000000} would be. */
const kMostAlternatives = 100_000;

/** Where the brace that opens at `start` closes, and the commas in it that are its own; undefined: it does not. */
function bracesAt(text, start) {
  const commas = [];
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    if (text[i] === '{') depth++;
    else if (text[i] === ',' && depth === 1) ArrayPrototypePush(commas, i);
    else if (text[i] === '}' && --depth === 0) return { close: i, commas };
  }
  return undefined;
}

const numberRange = /^(-?\d+)\.\.(-?\d+)(?:\.\.(-?\d+))?$/;
const letterRange = /^([A-Za-z])\.\.([A-Za-z])(?:\.\.(-?\d+))?$/;

/** What {1..3} and {a..c} stand for; undefined: it is no range. */
function rangeOf(text) {
  const numbers = RegExpPrototypeExec(numberRange, text);
  const found = numbers ?? RegExpPrototypeExec(letterRange, text);
  if (found === null) return undefined;
  const codeOf = (word) => (numbers ? +word : StringPrototypeCharCodeAt(word, 0));
  const first = codeOf(found[1]);
  const last = codeOf(found[2]);
  const step = (+(found[3] ?? 1) < 0 ? -found[3] : +(found[3] ?? 1)) || 1;
  const isPadded = numbers && RegExpPrototypeTest(/^-?0\d|\.\.-?0\d/, text);
  const width = found[1].length > found[2].length ? found[1].length : found[2].length;
  const result = [];
  for (let at = first; (first <= last ? at <= last : at >= last) && result.length < kMostAlternatives;) {
    const word = numbers ? String(at) : StringFromCharCode(at);
    ArrayPrototypePush(result, isPadded ? StringPrototypePadStart(word, width, '0') : word);
    at += first <= last ? step : -step;
  }
  return result;
}

/** The patterns without braces that a pattern stands for. */
function expandBraces(pattern) {
  const done = [];
  const work = [{ text: pattern, from: 0 }];
  for (let next = 0; next < work.length && next < kMostAlternatives; next++) {
    const { text, from } = work[next];
    const open = StringPrototypeIndexOf(text, '{', from);
    const braces = open < 0 ? undefined : bracesAt(text, open);
    if (open < 0) {
      ArrayPrototypePush(done, text);
      continue;
    }
    const inside = braces && StringPrototypeSlice(text, open + 1, braces.close);
    let words = braces && rangeOf(inside);
    if (braces && braces.commas.length > 0) {
      words = [];
      let start = open + 1;
      for (let i = 0; i <= braces.commas.length; i++) {
        const end = braces.commas[i] ?? braces.close;
        ArrayPrototypePush(words, StringPrototypeSlice(text, start, end));
        start = end + 1;
      }
    }
    if (words === undefined) {
      ArrayPrototypePush(work, { text, from: open + 1 });
      continue;
    }
    const before = StringPrototypeSlice(text, 0, open);
    const after = StringPrototypeSlice(text, braces.close + 1);
    for (let i = 0; i < words.length; i++) ArrayPrototypePush(work, { text: before + words[i] + after, from: open });
  }
  return done;
}

// Parts between slashes -------------------------------------------------------------------------------------

const kGlobstar = { __proto__: null, isGlobstar: true };
const classes = {
  __proto__: null,
  alnum: '\\p{L}\\p{Nl}\\p{Nd}', alpha: '\\p{L}\\p{Nl}', ascii: '\\x00-\\x7f', blank: '\\p{Zs}\\t', cntrl: '\\p{Cc}',
  digit: '\\p{Nd}', graph: '\\x21-\\x7e', lower: '\\p{Ll}', print: '\\x20-\\x7e', punct: '\\p{P}',
  space: '\\p{Z}\\t\\r\\n\\v\\f', upper: '\\p{Lu}', word: '\\p{L}\\p{Nl}\\p{Nd}\\p{Pc}', xdigit: 'A-Fa-f0-9',
};

const escaped = (unit) => (StringPrototypeIncludes('\\^$.*+?()[]{}|/-', unit) ? `\\${unit}` : unit);

/** `[...]` from `start` on as part of a regular expression, and what follows it; undefined: it does not close. */
function classAt(text, start) {
  let at = start + 1;
  const isNegated = text[at] === '!' || text[at] === '^';
  if (isNegated) at++;
  let source = '';
  for (let first = at; at < text.length; at++) {
    if (text[at] === ']' && at > first) return { source: `[${isNegated ? '^/' : ''}${source}]`, next: at + 1 };
    const named = text[at] === '[' && text[at + 1] === ':' ? StringPrototypeIndexOf(text, ':]', at + 2) : -1;
    const name = named < 0 ? undefined : StringPrototypeSlice(text, at + 2, named);
    if (name !== undefined && classes[name] !== undefined) {
      source += classes[name];
      at = named + 1;
    } else {
      const isRange = text[at] === '-' && at > first && text[at + 1] !== ']';
      source += isRange ? '-' : escaped(text[at]);
    }
  }
  return undefined;
}

/** Where the parenthesis closes that opens at `open`, and the alternatives in it; undefined: it does not. */
function alternativesAt(text, open) {
  const parts = [];
  let depth = 0;
  let start = open + 1;
  for (let i = open; i < text.length; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')') depth--;
    if (depth > 1 || (depth === 1 && text[i] !== '|')) continue;
    ArrayPrototypePush(parts, StringPrototypeSlice(text, start, i));
    start = i + 1;
    if (depth === 0) return { parts, next: i + 1 };
  }
  return undefined;
}

/** ?(...), *(...), +(...), @(...), and !(...), which is nothing that the alternatives and what follows would match. */
function extendedSource(sign, { parts, next }, text) {
  const sources = [];
  for (let i = 0; i < parts.length; i++) ArrayPrototypePush(sources, sourceOf(parts[i]));
  const any = ArrayPrototypeJoin(sources, '|');
  if (sign !== '!') return `(?:${any})${sign === '@' ? '' : sign}`;
  return `(?:(?!(?:${any})${sourceOf(StringPrototypeSlice(text, next))}$)[^/]*?)`;
}

function sourceOf(text) {
  let source = '';
  for (let i = 0; i < text.length; i++) {
    const unit = text[i];
    const group = text[i + 1] === '(' && StringPrototypeIncludes('?*+@!', unit) ? alternativesAt(text, i + 1) : undefined;
    const set = unit === '[' ? classAt(text, i) : undefined;
    if (group !== undefined) {
      source += extendedSource(unit, group, text);
      i = group.next - 1;
    } else if (set !== undefined) {
      source += set.source;
      i = set.next - 1;
    } else if (unit === '*') {
      if (text[i - 1] !== '*') source += '[^/]*?';
    } else {
      source += unit === '?' ? '[^/]' : escaped(unit);
    }
  }
  return source;
}

const hasMagic = (part) => RegExpPrototypeTest(/[*?[]|[+@!]\(/, part);

/** A text that is meant as it is, a RegExp, or kGlobstar. */
function compilePart(part) {
  if (part === '**') return kGlobstar;
  if (!hasMagic(part)) return part;
  const isPlain = part[0] === '.';
  return new RegExp(`^${isPlain ? '' : '(?!\\.)(?=.)'}${sourceOf(part)}$`, 'u');
}

/** The patterns without braces that a pattern stands for, each as the parts between its slashes. */
function compile(pattern) {
  const texts = expandBraces(StringPrototypeReplaceAll(pattern, '\\', '/'));
  for (let i = 0; i < texts.length; i++) {
    const words = StringPrototypeSplit(texts[i], '/');
    const parts = [];
    for (let j = 0; j < words.length; j++) {
      const isEmpty = words[j] === '' && j > 0 && j < words.length - 1;
      const part = isEmpty ? undefined : compilePart(words[j]);
      const isRepeated = part === kGlobstar && parts[parts.length - 1] === kGlobstar;
      if (part !== undefined && !isRepeated) ArrayPrototypePush(parts, part);
    }
    texts[i] = parts;
  }
  return texts;
}

function matchesPart(part, name) {
  return typeof part === 'string' ? part === name : RegExpPrototypeTest(part, name);
}

/** Whether the parts of a path are matched by those of a pattern: by all sets of places at once. */
function matchesParts(parts, names) {
  let places = [0];
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    const isLast = i === names.length - 1;
    const next = [];
    const add = (place) => {
      if (next[next.length - 1] !== place) ArrayPrototypePush(next, place);
    };
    for (let j = 0; j < places.length; j++) {
      const place = places[j];
      const part = parts[place];
      // A slash behind the path says nothing.
      if (place === parts.length && isLast && name === '' && i > 0) return true;
      if (part === undefined) continue;
      if (part !== kGlobstar) {
        if (matchesPart(part, name)) add(place + 1);
        continue;
      }
      const isBelow = name !== '' || !isLast;
      if (name[0] !== '.' && isBelow) add(place);
      if (place + 1 === parts.length) {
        if (name[0] !== '.') add(place + 1);
      } else if (matchesPart(parts[place + 1], name)) {
        add(place + 2);
      }
    }
    places = next;
  }
  for (let j = 0; j < places.length; j++) if (places[j] === parts.length) return true;
  return false;
}

function matchesGlob(path, pattern, isWindows) {
  const words = StringPrototypeSplit(isWindows ? StringPrototypeReplaceAll(path, '\\', '/') : path, '/');
  const names = [];
  for (let i = 0; i < words.length; i++)
    if (words[i] !== '' || i === 0 || i === words.length - 1) ArrayPrototypePush(names, words[i]);
  const patterns = compile(pattern);
  for (let i = 0; i < patterns.length; i++) if (matchesParts(patterns[i], names)) return true;
  return false;
}

module.exports = { compile, kGlobstar, matchesGlob };
