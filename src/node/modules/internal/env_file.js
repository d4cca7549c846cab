'use strict';

// The files that set variables of the environment: https://nodejs.org/api/environment_variables.html#env-files

const StringPrototypeIndexOf = uncurried('StringPrototype', 'indexOf');
const StringPrototypeReplaceAll = uncurried('StringPrototype', 'replaceAll');
const StringPrototypeSlice = uncurried('StringPrototype', 'slice');
const StringPrototypeStartsWith = uncurried('StringPrototype', 'startsWith');
const StringPrototypeTrim = uncurried('StringPrototype', 'trim');

const isBlank = (unit) => unit === ' ' || unit === '\t';

/** Where the line ends in which `at` is. */
function endOfLine(text, at) {
  const end = StringPrototypeIndexOf(text, '\n', at);
  return end < 0 ? text.length : end;
}

/** The name in front of an equals sign; empty: there is none. */
function nameOf(text) {
  const name = StringPrototypeTrim(text);
  return StringPrototypeStartsWith(name, 'export ') ? StringPrototypeTrim(StringPrototypeSlice(name, 7)) : name;
}

/** The value that begins at `at`, behind the equals sign, and where what follows it begins. */
function valueAt(text, at) {
  while (at < text.length && isBlank(text[at])) at++;
  const quote = text[at];
  if (quote === '"' || quote === "'" || quote === '`') {
    const close = StringPrototypeIndexOf(text, quote, at + 1);
    if (close >= 0) {
      const inside = StringPrototypeSlice(text, at + 1, close);
      const value = quote === '"' ? StringPrototypeReplaceAll(inside, '\\n', '\n') : inside;
      return { value, next: endOfLine(text, close) };
    }
  }
  const end = endOfLine(text, at);
  const line = StringPrototypeSlice(text, at, end);
  const comment = StringPrototypeIndexOf(line, '#');
  return { value: StringPrototypeTrim(comment < 0 ? line : StringPrototypeSlice(line, 0, comment)), next: end };
}

/** The variables of a text, by name; of those that are there twice the last. */
function parseEnv(text) {
  const result = { __proto__: null };
  const lines = StringPrototypeReplaceAll(text, '\r', '');
  for (let at = 0; at < lines.length;) {
    if (lines[at] === '\n' || isBlank(lines[at])) {
      at++;
      continue;
    }
    const end = endOfLine(lines, at);
    const equals = StringPrototypeIndexOf(lines, '=', at);
    const isComment = lines[at] === '#';
    if (isComment || equals < 0 || equals > end) {
      at = end;
      continue;
    }
    const name = nameOf(StringPrototypeSlice(lines, at, equals));
    const { value, next } = valueAt(lines, equals + 1);
    if (name !== '') result[name] = value;
    at = next;
  }
  return result;
}

module.exports = { parseEnv };
