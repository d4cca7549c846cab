'use strict';

// https://nodejs.org/api/module.html#modulefindpackagejsonspecifier-base

const Error = intrinsic('Error');
const StringPrototypeIndexOf = uncurried('StringPrototype', 'indexOf');
const StringPrototypeSlice = uncurried('StringPrototype', 'slice');
const StringPrototypeStartsWith = uncurried('StringPrototype', 'startsWith');

const { makeError, codes } = require('internal/errors');
const { validateString } = require('internal/validators');
const { dirname, isAbsolute, join, resolve } = require('path');

function notFound(what, parent) {
  return makeError(Error, 'ERR_MODULE_NOT_FOUND', `Cannot find ${what} imported from ${parent}`, notFound);
}

/** The nearest package.json that is in `folder` or above it. */
function packageAbove(folder) {
  const { existsSync } = require('fs');
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, 'package.json');
    if (existsSync(path)) return path;
    if (at === '/') return undefined;
  }
}

/** "name" or "@scope/name" of what begins so. */
function packageName(specifier) {
  let end = StringPrototypeIndexOf(specifier, '/');
  if (specifier[0] === '@' && end >= 0) end = StringPrototypeIndexOf(specifier, '/', end + 1);
  return end < 0 ? specifier : StringPrototypeSlice(specifier, 0, end);
}

function pathOf(base) {
  const { URL, fileURLToPath } = require('url');
  if (typeof base === 'object' && base !== null && typeof base.href === 'string') return fileURLToPath(base.href);
  validateString(base, 'base');
  return isAbsolute(base) ? base : fileURLToPath(new URL(base));
}

function findPackageJSON(nodeModulesPaths, args) {
  if (args.length === 0) throw new codes.ERR_MISSING_ARGS('specifier');
  const specifier = `${args[0]}`;
  const isUrl = StringPrototypeStartsWith(specifier, 'file:');
  const isPath = specifier[0] === '.' || specifier[0] === '/';
  const parent = isUrl && args[1] === undefined ? '/' : pathOf(args[1] ?? 'data:');
  const { existsSync, statSync } = require('fs');
  if (isUrl || isPath) {
    const path = isUrl ? pathOf(specifier) : resolve(dirname(parent), specifier);
    const status = statSync(path, { __proto__: null, throwIfNoEntry: false });
    if (status === undefined) throw notFound(`module '${path}'`, parent);
    return packageAbove(status.isDirectory() ? path : dirname(path));
  }
  const name = packageName(specifier);
  const folders = nodeModulesPaths(dirname(parent));
  for (let i = 0; i < folders.length; i++) {
    const path = join(folders[i], name, 'package.json');
    if (existsSync(path)) return path;
  }
  throw notFound(`package '${name}'`, parent);
}

module.exports = { findPackageJSON };
