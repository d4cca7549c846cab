'use strict';

// Modules that packages load although they may never use them: they are there, with their names, and what is
// not written yet says so when it is called. Nothing here pretends to work.

const {
  codes: { ERR_METHOD_NOT_IMPLEMENTED },
} = require('internal/errors');

const StringPrototypeLastIndexOf = uncurried('StringPrototype', 'lastIndexOf');
const StringPrototypeSlice = uncurried('StringPrototype', 'slice');
const StringPrototypeSplit = uncurried('StringPrototype', 'split');

/** A function or class of that name, "http.request", which throws when it is called. */
function missing(name) {
  const last = StringPrototypeSlice(name, StringPrototypeLastIndexOf(name, '.') + 1);
  return {
    [last]: function () {
      throw new ERR_METHOD_NOT_IMPLEMENTED(`${name}()`);
    },
  }[last];
}

/** An object with those of a module. @param names  with spaces between them */
function missingMembers(module, names) {
  const result = {};
  const list = StringPrototypeSplit(names, ' ');
  for (let i = 0; i < list.length; i++) result[list[i]] = missing(`${module}.${list[i]}`);
  return result;
}

module.exports = { missing, missingMembers };
