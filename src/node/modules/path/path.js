'use strict';

// https://nodejs.org/api/path.html: `path.posix` and `path.win32`, of which the first is `path` itself. Paths
// are taken apart at their separators, and put together again.

const ArrayPrototypeJoin = uncurried('ArrayPrototype', 'join');
const ArrayPrototypePop = uncurried('ArrayPrototype', 'pop');
const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');
const StringPrototypeEndsWith = uncurried('StringPrototype', 'endsWith');
const StringPrototypeLastIndexOf = uncurried('StringPrototype', 'lastIndexOf');
const StringPrototypeSlice = uncurried('StringPrototype', 'slice');
const StringPrototypeToLowerCase = uncurried('StringPrototype', 'toLowerCase');

const { validateObject, validateString } = require('internal/validators');

function currentDirectory() {
  const cwd = globalThis.process?.cwd;
  return typeof cwd === 'function' ? globalThis.process.cwd() : binding.cwd();
}

const isSlash = (unit) => unit === '/';
const isEitherSlash = (unit) => unit === '/' || unit === '\\';

/** The parts of `path` between separators, empty ones left out. */
function split(path, isSeparator) {
  const parts = [];
  let start = 0;
  for (let i = 0; i <= path.length; i++) {
    if (i < path.length && !isSeparator(path[i])) continue;
    if (i > start) ArrayPrototypePush(parts, StringPrototypeSlice(path, start, i));
    start = i + 1;
  }
  return parts;
}

/** The path without `.`, and without `..` as far as there is something to go up from. */
function simplify(path, mayGoUp, separator, isSeparator) {
  const parts = split(path, isSeparator);
  const kept = [];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (part === '.') continue;
    if (part !== '..') {
      ArrayPrototypePush(kept, part);
    } else if (kept.length > 0 && kept[kept.length - 1] !== '..') {
      ArrayPrototypePop(kept);
    } else if (mayGoUp) {
      ArrayPrototypePush(kept, part);
    }
  }
  return ArrayPrototypeJoin(kept, separator);
}

/** Where the last part of the path is: without the separators behind it. `from` is where the root ends. */
function lastPart(path, from, isSeparator) {
  let end = path.length;
  while (end > from && isSeparator(path[end - 1])) end--;
  let start = end;
  while (start > from && !isSeparator(path[start - 1])) start--;
  return { start, end };
}

/** Where the extension of a file's name begins; its length if it has none. */
function extensionStart(base) {
  const dot = StringPrototypeLastIndexOf(base, '.');
  return dot <= 0 || base === '..' ? base.length : dot;
}

function baseOf(path, from, suffix, isSeparator) {
  if (suffix !== undefined) validateString(suffix, 'suffix');
  validateString(path, 'path');
  if (suffix !== undefined && suffix.length > 0 && suffix === path) return '';
  const { start, end } = lastPart(path, from, isSeparator);
  const base = StringPrototypeSlice(path, start, end);
  // INTEROP: where a suffix as long as that ends in all of the name, Node leaves the separators behind it.
  const isLonger = suffix !== undefined && suffix.length > base.length && suffix.length <= path.length;
  if (isLonger && StringPrototypeEndsWith(suffix, base)) return StringPrototypeSlice(path, base ? start : from);
  const hasSuffix = suffix !== undefined && base !== suffix && StringPrototypeEndsWith(base, suffix);
  return hasSuffix ? StringPrototypeSlice(base, 0, base.length - suffix.length) : base;
}

function extensionOf(path, from, isSeparator) {
  const { start, end } = lastPart(path, from, isSeparator);
  const base = StringPrototypeSlice(path, start, end);
  return StringPrototypeSlice(base, extensionStart(base));
}

/** What parse() gives, from the parts of it. */
function parsed(root, dir, base) {
  const dot = extensionStart(base);
  return {
    root,
    dir,
    base,
    ext: StringPrototypeSlice(base, dot),
    name: StringPrototypeSlice(base, 0, dot),
  };
}

function formatWith(separator, pathObject) {
  validateObject(pathObject, 'pathObject');
  const dir = pathObject.dir || pathObject.root;
  const { ext, name } = pathObject;
  const base = pathObject.base || `${name || ''}${ext ? `${ext[0] === '.' ? '' : '.'}${ext}` : ''}`;
  if (!dir) return base;
  return dir === pathObject.root ? `${dir}${base}` : `${dir}${separator}${base}`;
}

/** From one directory to another path, both as their parts; `isEqual` compares two parts. */
function relativeParts(from, to, isEqual) {
  let common = 0;
  while (common < from.length && common < to.length && isEqual(from[common], to[common])) common++;
  const parts = [];
  for (let i = common; i < from.length; i++) ArrayPrototypePush(parts, '..');
  for (let i = common; i < to.length; i++) ArrayPrototypePush(parts, to[i]);
  return parts;
}

// posix -----------------------------------------------------------------------------------------------------

const posix = {
  resolve(...args) {
    let path = '';
    for (let i = args.length - 1; i >= -1 && path[0] !== '/'; i--) {
      const next = i >= 0 ? args[i] : currentDirectory();
      validateString(next, `paths[${i}]`);
      if (next.length > 0) path = `${next}/${path}`;
    }
    const isAbsolute = path[0] === '/';
    const simple = simplify(path, !isAbsolute, '/', isSlash);
    return isAbsolute ? `/${simple}` : simple || '.';
  },

  normalize(path) {
    validateString(path, 'path');
    if (path.length === 0) return '.';
    const isAbsolute = path[0] === '/';
    const isDirectory = path[path.length - 1] === '/';
    const simple = simplify(path, !isAbsolute, '/', isSlash);
    if (simple.length === 0) return isAbsolute ? '/' : isDirectory ? './' : '.';
    return `${isAbsolute ? '/' : ''}${simple}${isDirectory ? '/' : ''}`;
  },

  isAbsolute(path) {
    validateString(path, 'path');
    return path[0] === '/';
  },

  join(...args) {
    const parts = [];
    for (let i = 0; i < args.length; i++) {
      validateString(args[i], 'path');
      if (args[i].length > 0) ArrayPrototypePush(parts, args[i]);
    }
    return parts.length === 0 ? '.' : posix.normalize(ArrayPrototypeJoin(parts, '/'));
  },

  relative(from, to) {
    validateString(from, 'from');
    validateString(to, 'to');
    if (from === to) return '';
    const parts = relativeParts(
      split(posix.resolve(from), isSlash),
      split(posix.resolve(to), isSlash),
      (a, b) => a === b,
    );
    return ArrayPrototypeJoin(parts, '/');
  },

  toNamespacedPath(path) {
    return path;
  },

  dirname(path) {
    validateString(path, 'path');
    if (path.length === 0) return '.';
    const root = path[0] === '/' ? 1 : 0;
    const { start } = lastPart(path, root, isSlash);
    // One separator in front of the last part goes, others stay: "/a//b" is in "/a/", "//a" in "//".
    if (start > root) return root === 1 && start === 2 ? '//' : StringPrototypeSlice(path, 0, start - 1);
    return root === 1 ? '/' : '.';
  },

  basename(path, suffix) {
    return baseOf(path, 0, suffix, isSlash);
  },

  extname(path) {
    validateString(path, 'path');
    return extensionOf(path, 0, isSlash);
  },

  format(pathObject) {
    return formatWith('/', pathObject);
  },

  parse(path) {
    validateString(path, 'path');
    const root = path[0] === '/' ? '/' : '';
    const { start, end } = lastPart(path, root.length, isSlash);
    const dir = start > root.length ? StringPrototypeSlice(path, 0, start - 1) : root;
    const base = StringPrototypeSlice(path, start, end);
    // INTEROP: Node takes the second dot of "/.." for an extension.
    if (base === '..' && start === 1) return { root, dir, base, ext: '.', name: '.' };
    return parsed(root, dir, base);
  },

  sep: '/',
  delimiter: ':',
  win32: null,
  posix: null,
};

// win32 -----------------------------------------------------------------------------------------------------

function isDriveLetter(unit) {
  return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z');
}

/**
 * What stands in front of a Windows path: a drive ("C:") or a share ("\\\\server\\share"), as it should be
 * written; where the root ends; and whether the path begins there. `knowsDevices`: what "\\\\." and "\\\\?" begin
 * is no share.
 */
function windowsRoot(path, knowsDevices = false) {
  if (path.length === 0) return { device: '', end: 0, isAbsolute: false, isShare: false };
  if (isEitherSlash(path[0])) return windowsShare(path, knowsDevices);
  if (isDriveLetter(path[0]) && path[1] === ':') {
    const isAbsolute = path.length > 2 && isEitherSlash(path[2]);
    return { device: StringPrototypeSlice(path, 0, 2), end: isAbsolute ? 3 : 2, isAbsolute, isShare: false };
  }
  return { device: '', end: 0, isAbsolute: false, isShare: false };
}

function windowsShare(path, knowsDevices) {
  const plain = { device: '', end: 1, isAbsolute: true, isShare: false };
  if (path.length === 1 || !isEitherSlash(path[1])) return plain;
  const skip = (from, wanted) => {
    while (from < path.length && isEitherSlash(path[from]) === wanted) from++;
    return from;
  };
  const serverEnd = skip(2, false);
  if (serverEnd === 2 || serverEnd === path.length) return plain;
  const shareStart = skip(serverEnd, true);
  if (shareStart === path.length) return plain;
  const server = StringPrototypeSlice(path, 2, serverEnd);
  // "\\\\.\\PHYSICALDRIVE0": what follows is in the one root of devices.
  if (knowsDevices && (server === '.' || server === '?'))
    return { device: `\\\\${server}`, end: 4, isAbsolute: true, isShare: false };
  const shareEnd = skip(shareStart, false);
  const share = StringPrototypeSlice(path, shareStart, shareEnd);
  return { device: `\\\\${server}\\${share}`, end: shareEnd, isAbsolute: true, isShare: true };
}

/** Does a part of the path end in a colon? */
function hasLooseColon(path) {
  for (let i = 0; i < path.length; i++) {
    if (path[i] === ':' && (i === path.length - 1 || isEitherSlash(path[i + 1]))) return true;
  }
  return false;
}

/** The current directory of a drive, or of the process where none is named. */
function windowsDirectory(device) {
  if (device.length === 0) return currentDirectory();
  const path = globalThis.process?.env?.[`=${device}`] || currentDirectory();
  // One of another drive does not help.
  const isOther = StringPrototypeToLowerCase(StringPrototypeSlice(path, 0, 2)) !== StringPrototypeToLowerCase(device);
  return isOther && path[2] === '\\' ? `${device}\\` : path;
}

const win32 = {
  resolve(...args) {
    let device = '';
    let tail = '';
    let isAbsolute = false;
    for (let i = args.length - 1; i >= -1; i--) {
      let path;
      if (i >= 0) {
        path = args[i];
        validateString(path, `paths[${i}]`);
        if (path.length === 0) continue;
      } else {
        path = windowsDirectory(device);
      }
      const root = windowsRoot(path, true);
      if (root.device.length > 0) {
        // A path of another drive says nothing.
        if (device.length === 0) device = root.device;
        else if (StringPrototypeToLowerCase(root.device) !== StringPrototypeToLowerCase(device)) continue;
      }
      if (!isAbsolute) {
        tail = `${StringPrototypeSlice(path, root.end)}\\${tail}`;
        isAbsolute = root.isAbsolute;
      }
      if (isAbsolute && device.length > 0) break;
    }
    tail = simplify(tail, !isAbsolute, '\\', isEitherSlash);
    return isAbsolute ? `${device}\\${tail}` : `${device}${tail}` || '.';
  },

  normalize(path) {
    validateString(path, 'path');
    if (path.length === 0) return '.';
    if (path.length === 1) return isEitherSlash(path) ? '\\' : path;
    const root = windowsRoot(path, true);
    if (root.isShare && root.end === path.length) return `${root.device}\\`;
    let tail = root.end < path.length
      ? simplify(StringPrototypeSlice(path, root.end), !root.isAbsolute, '\\', isEitherSlash)
      : '';
    if (tail.length === 0 && !root.isAbsolute) tail = '.';
    if (tail.length > 0 && isEitherSlash(path[path.length - 1])) tail += '\\';
    // What was no drive must not become one.
    if (!root.isAbsolute && root.device === '' && (hasLooseColon(path) || windowsRoot(tail).device !== '')) return `.\\${tail}`;
    return `${root.device}${root.isAbsolute ? '\\' : ''}${tail}`;
  },

  isAbsolute(path) {
    validateString(path, 'path');
    return isEitherSlash(path[0]) || (path.length > 2 && windowsRoot(path).isAbsolute);
  },

  join(...args) {
    const parts = [];
    for (let i = 0; i < args.length; i++) {
      validateString(args[i], 'path');
      if (args[i].length > 0) ArrayPrototypePush(parts, args[i]);
    }
    if (parts.length === 0) return '.';
    let joined = ArrayPrototypeJoin(parts, '\\');
    // Only a first part that is the beginning of a share itself may make one.
    const first = parts[0];
    let slashes = 0;
    while (slashes < joined.length && isEitherSlash(joined[slashes])) slashes++;
    const isShare =
      first.length > 2 && isEitherSlash(first[0]) && isEitherSlash(first[1]) && !isEitherSlash(first[2]);
    if (slashes >= 2 && !isShare) joined = `\\${StringPrototypeSlice(joined, slashes)}`;
    return win32.normalize(joined);
  },

  relative(from, to) {
    validateString(from, 'from');
    validateString(to, 'to');
    if (from === to) return '';
    const fromFull = win32.resolve(from);
    const toFull = win32.resolve(to);
    if (fromFull === toFull) return '';
    const isEqual = (a, b) => StringPrototypeToLowerCase(a) === StringPrototypeToLowerCase(b);
    const fromParts = split(fromFull, isEitherSlash);
    const toParts = split(toFull, isEitherSlash);
    if (fromParts.length > 0 && toParts.length > 0 && !isEqual(fromParts[0], toParts[0])) return toFull;
    return ArrayPrototypeJoin(relativeParts(fromParts, toParts, isEqual), '\\');
  },

  toNamespacedPath(path) {
    if (typeof path !== 'string' || path.length === 0) return path;
    const full = win32.resolve(path);
    if (full.length <= 2) return path;
    if (full[0] === '\\' && full[1] === '\\' && full[2] !== '?' && full[2] !== '.')
      return `\\\\?\\UNC\\${StringPrototypeSlice(full, 2)}`;
    if (isDriveLetter(full[0]) && full[1] === ':' && full[2] === '\\') return `\\\\?\\${full}`;
    return full;
  },

  dirname(path) {
    validateString(path, 'path');
    if (path.length === 0) return '.';
    const root = windowsRoot(path);
    const rootEnd = root.isShare && isEitherSlash(path[root.end]) ? root.end + 1 : root.end;
    const { start } = lastPart(path, rootEnd, isEitherSlash);
    if (start > rootEnd) return StringPrototypeSlice(path, 0, start - 1);
    return rootEnd > 0 ? StringPrototypeSlice(path, 0, rootEnd) : '.';
  },

  basename(path, suffix) {
    const hasDrive = typeof path === 'string' && isDriveLetter(path[0] ?? '') && path[1] === ':';
    return baseOf(path, hasDrive ? 2 : 0, suffix, isEitherSlash);
  },

  extname(path) {
    validateString(path, 'path');
    const hasDrive = isDriveLetter(path[0] ?? '') && path[1] === ':';
    return extensionOf(path, hasDrive ? 2 : 0, isEitherSlash);
  },

  format(pathObject) {
    return formatWith('\\', pathObject);
  },

  parse(path) {
    validateString(path, 'path');
    const found = windowsRoot(path);
    const rootEnd = found.isShare && isEitherSlash(path[found.end]) ? found.end + 1 : found.end;
    const root = StringPrototypeSlice(path, 0, rootEnd);
    const { start, end } = lastPart(path, rootEnd, isEitherSlash);
    const dir = start > rootEnd ? StringPrototypeSlice(path, 0, start - 1) : root;
    return parsed(root, dir, StringPrototypeSlice(path, start, end));
  },

  sep: '\\',
  delimiter: ';',
  win32: null,
  posix: null,
};

/** https://nodejs.org/api/path.html#pathmatchesglobpath-pattern */
function defineMatching(paths, isWindows) {
  paths.matchesGlob = function matchesGlob(path, pattern) {
    validateString(path, 'path');
    validateString(pattern, 'pattern');
    return require('internal/glob_pattern').matchesGlob(path, pattern, isWindows);
  };
}
defineMatching(posix, false);
defineMatching(win32, true);
posix.win32 = win32.win32 = win32;
posix.posix = win32.posix = posix;
posix._makeLong = posix.toNamespacedPath;
win32._makeLong = win32.toNamespacedPath;

module.exports = posix;
