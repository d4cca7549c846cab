// Prints, for each module of Node's, the names of what it exports; names that begin with `_` were never documented.
const { builtinModules } = require('module');

const names = (object) =>
  Object.getOwnPropertyNames(object)
    .filter((name) => !name.startsWith('_'))
    .sort();
const result = {};
for (const id of builtinModules) {
  if (id.startsWith('_')) continue;
  try {
    const exported = process.getBuiltinModule(id);
    result[id] = names(exported);
    for (const part of ['promises', 'types', 'posix', 'constants']) {
      const value = Object.hasOwn(exported, part) ? exported[part] : undefined;
      if (typeof value === 'object' && value !== null && !builtinModules.includes(`${id}/${part}`))
        result[`${id}.${part}`] = names(value);
    }
  } catch {
    result[id] = [];
  }
}
console.log(JSON.stringify(result));
