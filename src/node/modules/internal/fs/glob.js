'use strict';

// Files whose paths match patterns: https://nodejs.org/api/fs.html#fsglobpattern-options-callback. Steps, as in
// operations.js.

const ArrayPrototypePop = uncurried('ArrayPrototype', 'pop');
const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');
const ArrayIsArray = intrinsic('Array', 'isArray');
const ObjectKeys = intrinsic('Object', 'keys');
const RegExpPrototypeTest = uncurried('RegExpPrototype', 'test');
const TypeError = intrinsic('TypeError');

const { describeReceived, makeError } = require('internal/errors');
const { constants, getPath } = require('internal/fs/arguments');
const { inEncoding } = require('internal/fs/operations');
const { Request, operations } = require('internal/fs/steps');
const { Dirent, typeOfStatus } = require('internal/fs/values');
const { compile, kGlobstar, matchesGlob } = require('internal/glob_pattern');
const { validateBoolean, validateObject, validateString } = require('internal/validators');
const { dirname, join, basename, resolve } = require('path');

/** What `exclude` asks for, as a function of a path, its last name, and whether it is a folder. */
function exclusion(exclude) {
  if (exclude === undefined || exclude === null) return () => false;
  if (typeof exclude === 'function')
    return (path, name, isFolder) =>
      !!exclude(inEncoding(name)) || (isFolder && name !== path && !!exclude(inEncoding(path)));
  if (!ArrayIsArray(exclude)) {
    const received = describeReceived(exclude);
    const message = `The "options.exclude" property must be of type function or string[].${received}`;
    throw makeError(TypeError, 'ERR_INVALID_ARG_TYPE', message, exclusion);
  }
  for (let i = 0; i < exclude.length; i++) validateString(exclude[i], `options.exclude[${i}]`);
  return (path, name, isFolder) => {
    for (let i = 0; i < exclude.length; i++) {
      if (matchesGlob(path, exclude[i]) || (isFolder && matchesGlob(`${path}/.`, `${exclude[i]}/.`))) return true;
    }
    return false;
  };
}

function glob(pattern, options) {
  if (options !== undefined) validateObject(options, 'options');
  const patterns = ArrayIsArray(pattern) ? pattern : [pattern];
  for (let i = 0; i < patterns.length; i++) validateString(patterns[i], ArrayIsArray(pattern) ? `patterns[${i}]` : 'patterns');
  const { cwd = '.', exclude, withFileTypes = false } = options ?? { __proto__: null };
  validateBoolean(withFileTypes, 'options.withFileTypes');
  const isExcluded = exclusion(exclude);
  const root = getPath(cwd, 'options.cwd');
  return globSteps(root, patterns, isExcluded, withFileTypes);
}

/** Types of the entries of a folder, by name; empty: it is none, or cannot be read. */
function* entriesOf(path) {
  const types = { __proto__: null };
  let entries;
  try {
    entries = yield new Request(operations.ReadDirectory, path);
  } catch {
    return types;
  }
  for (let i = 0; i < entries[0].length; i++) {
    let type = entries[1][i];
    if (type === constants.UV_DIRENT_UNKNOWN)
      type = typeOfStatus(yield new Request(operations.LinkStat, join(path, entries[0][i])));
    types[entries[0][i]] = type;
  }
  return types;
}

/** @return undefined: there is nothing */
function* typeOf(operation, path) {
  try {
    return typeOfStatus(yield new Request(operation, path));
  } catch {
    return undefined;
  }
}

/** Goes through folders with the place in the pattern that they have reached. */
class Walk {
  found = { __proto__: null };
  list = [];
  seen = { __proto__: null };
  work = [];

  constructor(root, isExcluded) {
    this.root = root;
    this.isExcluded = isExcluded;
  }

  add(path, type) {
    if (path === '' || this.found[path] !== undefined) return;
    this.found[path] = type;
    ArrayPrototypePush(this.list, path);
  }

  /** @param folder  '' for the root */
  visit(parts, place, folder) {
    const key = `${place}\0${folder}`;
    if (this.seen[key]) return;
    this.seen[key] = true;
    ArrayPrototypePush(this.work, { parts, place, folder });
  }

  pathOf(folder) {
    return folder[0] === '/' ? folder : resolve(this.root, folder);
  }

  *run(parts) {
    this.seen = { __proto__: null };
    const isAbsolute = parts[0] === '' && parts.length > 1;
    this.visit(parts, isAbsolute ? 1 : 0, isAbsolute ? '/' : '');
    while (this.work.length > 0) {
      const { place, folder } = ArrayPrototypePop(this.work);
      const part = parts[place];
      if (typeof part === 'string') yield* this.goInto(parts, place, folder, part);
      else yield* this.look(parts, place, folder, part);
    }
  }

  /** A part that is meant as it is. */
  *goInto(parts, place, folder, name) {
    const path = join(folder, name);
    const isLast = place === parts.length - 1;
    if (name === '') {
      const type = isLast ? yield* typeOf(operations.Stat, this.pathOf(folder)) : undefined;
      if (type === constants.UV_DIRENT_DIR && (folder !== '' || place > 0)) this.add(folder || '.', type);
      return;
    }
    if (!isLast) return void this.visit(parts, place + 1, path);
    const type = yield* typeOf(operations.LinkStat, this.pathOf(path));
    if (type !== undefined && !this.isExcluded(path, name, type === constants.UV_DIRENT_DIR)) this.add(path, type);
  }

  *look(parts, place, folder, part) {
    const isLast = place === parts.length - 1;
    const isGlobstar = part === kGlobstar;
    if (isGlobstar) {
      if (!isLast) this.visit(parts, place + 1, folder);
      else if ((yield* typeOf(operations.LinkStat, this.pathOf(folder))) === constants.UV_DIRENT_DIR)
        this.add(folder || '.', constants.UV_DIRENT_DIR);
    }
    const types = yield* entriesOf(this.pathOf(folder));
    const names = ObjectKeys(types);
    for (let i = 0; i < names.length; i++) {
      const name = names[i];
      if (isGlobstar ? name[0] === '.' : !RegExpPrototypeTest(part, name)) continue;
      const path = join(folder, name);
      const isFolder = types[name] === constants.UV_DIRENT_DIR;
      if (this.isExcluded(path, name, isFolder)) continue;
      if (isLast) this.add(path, types[name]);
      if (isFolder && isGlobstar) this.visit(parts, place, path);
      else if (isFolder && !isLast) this.visit(parts, place + 1, path);
    }
  }
}

function* globSteps(root, patterns, isExcluded, withFileTypes) {
  const walk = new Walk(root, isExcluded);
  for (let i = 0; i < patterns.length; i++) {
    const alternatives = compile(patterns[i]);
    for (let j = 0; j < alternatives.length; j++) yield* walk.run(alternatives[j]);
  }
  const result = [];
  for (let i = 0; i < walk.list.length; i++) {
    const path = walk.list[i];
    const told = inEncoding(path);
    ArrayPrototypePush(result, withFileTypes ? new Dirent(basename(told), dirname(told), walk.found[path]) : told);
  }
  return result;
}

module.exports = { glob };
