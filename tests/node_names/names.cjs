// Prints, for each module of Node's, the names of what it exports, and for each class of it those of its prototype, as
// `module.Class.prototype`; names that begin with `_` were never documented. With the argument `inherited` those that
// prototypes inherit are there, too: where a method is defined is nobody's business.
const { builtinModules } = require('module');

const wantsInherited = process.argv[2] === 'inherited';
const names = (object) =>
  Object.getOwnPropertyNames(object)
    .filter((name) => !name.startsWith('_'))
    .sort();
const namesOfPrototype = (prototype) => {
  let all = [];
  for (let object = prototype; object !== null && object !== Object.prototype; object = Object.getPrototypeOf(object)) {
    all = all.concat(names(object));
    if (!wantsInherited) break;
  }
  return all.filter((name) => name !== 'constructor');
};

const result = {};
const addClasses = (id, exported) => {
  for (const name of names(exported)) {
    const prototype = /^[A-Z]/.test(name) && typeof exported[name] === 'function' ? exported[name].prototype : undefined;
    if (prototype !== undefined && prototype !== null) result[`${id}.${name}.prototype`] = namesOfPrototype(prototype);
  }
};
for (const id of builtinModules) {
  if (id.startsWith('_')) continue;
  try {
    const exported = process.getBuiltinModule(id);
    result[id] = names(exported);
    if (!/^(sys|fs\/promises|constants)$|^(path|assert)\//.test(id)) addClasses(id, exported);
    for (const part of ['promises', 'types', 'posix', 'constants']) {
      const value = Object.hasOwn(exported, part) ? exported[part] : undefined;
      if (typeof value === 'object' && value !== null && !builtinModules.includes(`${id}/${part}`))
        result[`${id}.${part}`] = names(value);
    }
  } catch {
    result[id] = [];
  }
}

// Classes that no module exports
const fs = require('fs');
const add = (name, object) =>
  (result[`${name}.prototype`] = namesOfPrototype(wantsInherited ? object : Object.getPrototypeOf(object)));
add('timers.Timeout', setTimeout(() => {}));
add('timers.Immediate', setImmediate(() => {}));
add('fs.FSWatcher', fs.watch(__dirname).on('error', () => {}));
add('fs.StatWatcher', fs.watchFile(__filename, () => {}));
add('fs.BigIntStats', fs.statSync(__filename, { bigint: true }));
fs.promises.open(__filename).then(async (handle) => {
  add('fs.FileHandle', handle);
  await handle.close();
  process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit());
});
