'use strict';

// CommonJS: https://nodejs.org/api/modules.html. What programs may look at, and replace: the class Module with
// its caches and steps, and `require`. Finding files, compiling and ES modules are the binding's.

const ArrayPrototypeIndexOf = uncurried('ArrayPrototype', 'indexOf');
const ArrayPrototypeJoin = uncurried('ArrayPrototype', 'join');
const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');
const ArrayPrototypeSplice = uncurried('ArrayPrototype', 'splice');
const JSONParse = intrinsic('JSON', 'parse');
const ObjectDefineProperty = intrinsic('Object', 'defineProperty');
const ObjectFreeze = intrinsic('Object', 'freeze');
const ObjectGetPrototypeOf = intrinsic('Object', 'getPrototypeOf');
const ObjectPrototype = intrinsic('ObjectPrototype');
const ObjectPrototypeHasOwnProperty = uncurried('ObjectPrototype', 'hasOwnProperty');
const ObjectSetPrototypeOf = intrinsic('Object', 'setPrototypeOf');
const ReflectApply = intrinsic('Reflect', 'apply');
const ReflectGetOwnPropertyDescriptor = intrinsic('Reflect', 'getOwnPropertyDescriptor');
const String = intrinsic('String');
const StringPrototypeIndexOf = uncurried('StringPrototype', 'indexOf');
const StringPrototypeLastIndexOf = uncurried('StringPrototype', 'lastIndexOf');
const StringPrototypeSlice = uncurried('StringPrototype', 'slice');
const StringPrototypeStartsWith = uncurried('StringPrototype', 'startsWith');
const StringPrototypeEndsWith = uncurried('StringPrototype', 'endsWith');

const replaceable = require('internal/replaceable');

const kIsMain = intrinsic('Symbol')('kIsMainSymbol');
const kParent = intrinsic('Symbol')('kModuleParent');

let mainModule;

/** Loaded only for errors: most programs require without any. */
function codes() {
  return require('internal/errors').codes;
}

function folderOf(path) {
  const slash = StringPrototypeLastIndexOf(path, '/');
  return slash < 0 ? '.' : slash === 0 ? '/' : StringPrototypeSlice(path, 0, slash);
}

/** https://nodejs.org/api/modules.html#the-module-object */
function Module(id = '', parent) {
  this.id = id;
  this.path = folderOf(id);
  this.exports = {};
  ObjectDefineProperty(this, kParent, {
    __proto__: null,
    configurable: true,
    enumerable: false,
    value: parent,
    writable: true,
  });
  addChild(parent, this);
  this.filename = null;
  this.loaded = false;
  this.children = [];
}

function addChild(parent, child) {
  const children = parent?.children;
  if (children && ArrayPrototypeIndexOf(children, child) < 0) ArrayPrototypePush(children, child);
}

function removeChild(parent, child) {
  const children = parent?.children;
  const position = children ? ArrayPrototypeIndexOf(children, child) : -1;
  if (position >= 0) ArrayPrototypeSplice(children, position, 1);
}

Module._cache = { __proto__: null };
Module._pathCache = { __proto__: null };
Module._extensions = { __proto__: null };
Module.globalPaths = [];
Module.Module = Module;

const wrapper = ['(function (exports, require, module, __filename, __dirname) { ', '\n});'];
ObjectDefineProperty(Module, 'wrap', {
  __proto__: null,
  configurable: true,
  value: function wrap(script) {
    return wrapper[0] + script + wrapper[1];
  },
  writable: true,
});
ObjectDefineProperty(Module, 'wrapper', { __proto__: null, configurable: true, value: wrapper, writable: true });

ObjectDefineProperty(Module.prototype, 'isPreloading', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get() {
    return false;
  },
});
ObjectDefineProperty(Module.prototype, 'parent', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get() {
    return this[kParent];
  },
  set(value) {
    this[kParent] = value;
  },
});

// Resolution ------------------------------------------------------------------------------------------------

Module._nodeModulePaths = function _nodeModulePaths(from) {
  return binding.nodeModulesPaths(require('path').resolve(from));
};

function isRelative(request) {
  return (
    StringPrototypeStartsWith(request, './') ||
    StringPrototypeStartsWith(request, '../') ||
    request === '.' ||
    request === '..'
  );
}

Module._resolveLookupPaths = function _resolveLookupPaths(request, parent) {
  if (binding.isBuiltin(request)) return null;
  if (isRelative(request)) return [parent?.filename ? folderOf(parent.filename) : '.'];
  const paths = [];
  const own = parent?.paths;
  if (own) for (let i = 0; i < own.length; i++) ArrayPrototypePush(paths, own[i]);
  for (let i = 0; i < Module.globalPaths.length; i++) ArrayPrototypePush(paths, Module.globalPaths[i]);
  return paths;
};

function requireStackOf(parent) {
  const stack = [];
  for (let at = parent; at; at = at[kParent]) {
    if (ArrayPrototypeIndexOf(stack, at.filename || at.id) >= 0) break;
    ArrayPrototypePush(stack, at.filename || at.id);
  }
  return stack;
}

/** What the binding could not resolve. */
function notResolved(failure, parent) {
  const { code, type, message } = failure;
  if (code !== 'MODULE_NOT_FOUND') {
    const Base = type === 'TypeError' ? intrinsic('TypeError') : intrinsic('Error');
    return require('internal/errors').makeError(Base, code, message, Module._resolveFilename);
  }
  // Of a package that is there, and names a file that is not.
  if (failure.path !== '') {
    const error = new (intrinsic('Error'))(message);
    error.code = code;
    error.path = failure.path;
    if (failure.requestPath !== '') error.requestPath = failure.requestPath;
    return error;
  }
  const stack = requireStackOf(parent);
  const text = stack.length > 0 ? `${message}\nRequire stack:\n- ${ArrayPrototypeJoin(stack, '\n- ')}` : message;
  const error = new (intrinsic('Error'))(text);
  error.code = code;
  error.requireStack = stack;
  return error;
}

Module._resolveFilename = function _resolveFilename(request, parent, isMain, options) {
  if (binding.isBuiltin(request)) return request;
  if (typeof options === 'object' && options !== null && options.paths !== undefined)
    return resolveFrom(request, parent, options.paths);
  const folder = parent?.filename ? folderOf(parent.filename) : binding.cwd();
  const paths = Module._resolveLookupPaths(request, parent);
  const found = binding.resolve(request, folder, parent?.filename ?? '', paths ?? []);
  if (typeof found === 'string') return found;
  throw notResolved(found, parent);
};

/** require.resolve(request, { paths }) */
function resolveFrom(request, parent, paths) {
  const { validateArray, validateString } = require('internal/validators');
  validateArray(paths, 'options.paths');
  let failure;
  for (let i = 0; i < paths.length; i++) {
    validateString(paths[i], `options.paths[${i}]`);
    const folder = require('path').resolve(paths[i]);
    const found = binding.resolve(request, folder, `${folder}/noop.js`, binding.nodeModulesPaths(folder));
    if (typeof found === 'string') return found;
    failure = found;
  }
  throw notResolved(failure ?? { code: 'MODULE_NOT_FOUND', message: `Cannot find module '${request}'`, path: '' }, parent);
}

/** The path that a request means in these folders, or false. */
Module._findPath = function _findPath(request, paths) {
  for (let i = 0; i < (paths?.length ?? 0) || (i === 0 && request[0] === '/'); i++) {
    const folder = request[0] === '/' ? '/' : paths[i];
    const found = binding.resolve(request[0] === '/' ? request : `${folder}/${request}`, '/', '', []);
    if (typeof found === 'string') return found;
  }
  return false;
};

// Loading ---------------------------------------------------------------------------------------------------

function loadBuiltin(id) {
  const exports = binding.requireBuiltin(id);
  if (exports === undefined) throw new (codes().ERR_UNKNOWN_BUILTIN_MODULE)(id);
  return exports;
}

Module._load = function _load(request, parent, isMain) {
  if (StringPrototypeStartsWith(request, 'node:')) return loadBuiltin(request);
  const filename = Module._resolveFilename(request, parent, isMain);
  const cached = Module._cache[filename];
  if (cached !== undefined) {
    addChild(parent, cached);
    return cached.loaded ? cached.exports : unfinishedExports(cached);
  }
  if (binding.isBuiltin(filename)) return loadBuiltin(filename);
  const module = new Module(filename, parent);
  if (isMain) setMain(module);
  Module._cache[filename] = module;
  loadOrForget(module, filename, parent);
  return module.exports;
};

// A module that is required while it is still running has no properties yet that it gets later. Its exports inherit
// meanwhile from an object that warns of those: https://nodejs.org/api/modules.html#cycles

let unfinishedPrototype;

function warnOfCycle(key) {
  const message = `Accessing non-existent property '${String(key)}' of module exports inside circular dependency`;
  require('internal/util').emitWarning(message);
}

function makeUnfinishedPrototype() {
  const has = (target, key) => key in target || key === '__esModule';
  return new (intrinsic('Proxy'))({}, {
    __proto__: null,
    get(target, key) {
      if (has(target, key)) return target[key];
      warnOfCycle(key);
      return undefined;
    },
    getOwnPropertyDescriptor(target, key) {
      if (!ObjectPrototypeHasOwnProperty(target, key) && key !== '__esModule') warnOfCycle(key);
      return ReflectGetOwnPropertyDescriptor(target, key);
    },
  });
}

function unfinishedExports({ exports }) {
  const isPlain = typeof exports === 'object' && exports !== null && !binding.isProxy(exports) &&
    ObjectGetPrototypeOf(exports) === ObjectPrototype && !exports.__esModule;
  if (isPlain) {
    unfinishedPrototype ??= makeUnfinishedPrototype();
    ObjectSetPrototypeOf(exports, unfinishedPrototype);
  }
  return exports;
}

function finishExports({ exports }) {
  if (unfinishedPrototype === undefined || typeof exports !== 'object' || exports === null || binding.isProxy(exports)) return;
  if (ObjectGetPrototypeOf(exports) === unfinishedPrototype) ObjectSetPrototypeOf(exports, ObjectPrototype);
}

function setMain(module) {
  mainModule = module;
  module.id = '.';
  module[kIsMain] = true;
}

/** A module that has thrown can be tried again. */
function loadOrForget(module, filename, parent) {
  let isLoaded = false;
  try {
    module.load(filename);
    isLoaded = true;
  } finally {
    finishExports(module);
    if (!isLoaded) {
      delete Module._cache[filename];
      removeChild(parent, module);
    }
  }
}

/** The longest extension of the path for which there is a loader: ".js", if there is none. */
function extensionOf(filename) {
  const base = StringPrototypeSlice(filename, StringPrototypeLastIndexOf(filename, '/') + 1);
  for (let i = 1; i < base.length; i++) {
    if (base[i] !== '.') continue;
    const extension = StringPrototypeSlice(base, i);
    if (Module._extensions[extension]) return extension;
  }
  return '.js';
}

Module.prototype.load = function load(filename) {
  this.filename = filename;
  this.paths = binding.nodeModulesPaths(folderOf(filename));
  const isModule = StringPrototypeEndsWith(filename, '.mjs') && !Module._extensions['.mjs'];
  if (isModule) this.exports = binding.requireModule(filename);
  else Module._extensions[extensionOf(filename)](this, filename);
  this.loaded = true;
};

Module.prototype.require = function (id) {
  if (typeof id !== 'string' || id === '') {
    require('internal/validators').validateString(id, 'id');
    throw new (codes().ERR_INVALID_ARG_VALUE)('id', id, 'must be a non-empty string');
  }
  return Module._load(id, this, false);
};

/** @param compiled  the function, if the text has been compiled already */
function runCompiled(module, filename, compiled) {
  const require = makeRequire(module);
  return ReflectApply(compiled, module.exports, [module.exports, require, module, filename, folderOf(filename)]);
}

Module.prototype._compile = function (content, filename, format) {
  // Only a text of which nothing says what it is may turn out to be an ES module.
  const compiled = binding.compile(content, filename, format === undefined || format === 'ambiguous');
  if (compiled === undefined) {
    this.exports = binding.requireModule(filename);
    return undefined;
  }
  return runCompiled(this, filename, compiled);
};

/** By node:fs, if a program has replaced what it reads files with. */
function readText(filename) {
  const { fs, readFileSync } = replaceable;
  if (fs === undefined || fs.readFileSync === readFileSync) return binding.readText(filename);
  const text = `${fs.readFileSync(filename, 'utf8')}`;
  return text[0] === '\ufeff' ? StringPrototypeSlice(text, 1) : text;
}

Module._extensions['.js'] = function (module, filename) {
  const format = binding.formatOf(filename);
  if (format === 'module') module.exports = binding.requireModule(filename);
  else module._compile(readText(filename), filename, format);
};

Module._extensions['.json'] = function (module, filename) {
  const text = readText(filename);
  try {
    module.exports = JSONParse(text);
  } catch (error) {
    error.message = `${filename}: ${error.message}`;
    throw error;
  }
};

Module._extensions['.node'] = function (module, filename) {
  throw new (codes().ERR_DLOPEN_FAILED)(filename);
};

// require ---------------------------------------------------------------------------------------------------

function makeRequire(module) {
  function require(path) {
    return module.require(path);
  }
  return addToRequire(require, module);
}

/** https://nodejs.org/api/modules.html#requireid and what follows it */
function addToRequire(target, module) {
  function resolve(request, options) {
    if (typeof request !== 'string') require('internal/validators').validateString(request, 'request');
    return Module._resolveFilename(request, module, false, options);
  }
  resolve.paths = function paths(request) {
    if (typeof request !== 'string') require('internal/validators').validateString(request, 'request');
    return Module._resolveLookupPaths(request, module);
  };
  target.resolve = resolve;
  target.main = mainModule;
  target.extensions = Module._extensions;
  target.cache = Module._cache;
  return target;
}

/** https://nodejs.org/api/module.html#modulecreaterequirefilename */
Module.createRequire = function createRequire(filename) {
  const path = binding.pathOfModule(filename);
  if (path === undefined) {
    const reason = 'must be a file URL object, file URL string, or absolute path string';
    throw new (codes().ERR_INVALID_ARG_VALUE)('filename', filename, reason);
  }
  // A folder's is that of a file in it.
  const name = StringPrototypeEndsWith(path, '/') ? `${path}noop.js` : path;
  const module = new Module(name);
  module.filename = name;
  module.paths = binding.nodeModulesPaths(folderOf(name));
  return makeRequire(module);
};

Module.findPackageJSON = function findPackageJSON(specifier, base) {
  return require('internal/find_package').findPackageJSON(binding.nodeModulesPaths, arguments);
};
Module.constants = ObjectFreeze({
  __proto__: null,
  compileCacheStatus: ObjectFreeze({ __proto__: null, FAILED: 0, ENABLED: 1, ALREADY_ENABLED: 2, DISABLED: 3 }),
});
Module._initPaths = function _initPaths() {};
Module._preloadModules = function _preloadModules() {};
Module.syncBuiltinESMExports = function syncBuiltinESMExports() {};
Module.builtinModules = binding.builtinIds();
Module.isBuiltin = function isBuiltin(name) {
  return typeof name === 'string' && binding.isBuiltin(name);
};
Module.runMain = function runMain(main) {
  return Module._load(main, null, true);
};

// For the binding -------------------------------------------------------------------------------------------

/** Runs the program's own module, whose text has been compiled. */
function runMainModule(filename, compiled) {
  const module = new Module(filename, null);
  setMain(module);
  module.filename = filename;
  module.paths = binding.nodeModulesPaths(folderOf(filename));
  Module._cache[filename] = module;
  runCompiled(module, filename, compiled);
  finishExports(module);
  module.loaded = true;
}

/** The same of a file that is loaded by its extension: JSON. */
function runMainFile(filename) {
  Module._load(filename, null, true);
}

/** What an ES module imports. */
function importCommonJs(filename) {
  const cached = Module._cache[filename];
  if (cached !== undefined) return cached.exports;
  const module = new Module(filename);
  Module._cache[filename] = module;
  loadOrForget(module, filename);
  return module.exports;
}

/** What code that is in no file (`--eval`, standard input) sees: `require` and `module`. */
function makeContext(name, folder) {
  const module = new Module(name);
  module.filename = `${folder}/${name}`;
  module.paths = binding.nodeModulesPaths(folder);
  return {
    __dirname: '.',
    __filename: name,
    exports: module.exports,
    module,
    require: makeRequire(module),
  };
}

/**
 * Loads what the command line names before the program.
 * @param items  texts: "env FILE", "require MODULE", "import MODULE"
 */
function preload(folder, items) {
  const module = new Module('internal/preload');
  module.filename = `${folder}/noop.js`;
  module.paths = binding.nodeModulesPaths(folder);
  for (let i = 0; i < items.length; i++) {
    const end = StringPrototypeIndexOf(items[i], ' ');
    const sort = StringPrototypeSlice(items[i], 0, end);
    const name = StringPrototypeSlice(items[i], end + 1);
    if (sort === 'env') {
      loadBuiltin('process').loadEnvFile(name);
    } else if (sort === 'require') {
      Module._load(name, module, false);
    } else {
      const path = binding.resolveImport(name, module.filename);
      if (path !== undefined) Module._load(path, module, false);
    }
  }
}

/**
 * `require`, `module`, and the builtin modules by their names:
 * https://nodejs.org/api/repl.html#accessing-core-nodejs-modules
 */
function addReplGlobals(folder) {
  const module = new Module('<repl>');
  module.filename = null;
  module.paths = binding.nodeModulesPaths(folder);
  const names = Module.builtinModules;
  const define = (name, get) => {
    if (name in globalThis) return;
    const set = (value) => ObjectDefineProperty(globalThis, name, {
      __proto__: null, configurable: true, enumerable: true, value, writable: true,
    });
    ObjectDefineProperty(globalThis, name, {
      __proto__: null,
      configurable: true,
      enumerable: false,
      get() {
        const value = get();
        set(value);
        return value;
      },
      set,
    });
  };
  define('module', () => module);
  define('require', () => makeRequire(module));
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    if (StringPrototypeLastIndexOf(name, '/') < 0 && name[0] !== '_') define(name, () => loadBuiltin(name));
  }
}

module.exports = { Module, addReplGlobals, importCommonJs, makeContext, preload, runMainFile, runMainModule };
