'use strict';

// Members of modules that are globals of pages, too: the same objects, made when somebody looks.

const ObjectDefineProperty = intrinsic('Object', 'defineProperty');

/** Those of the names that the realm has. */
function shareGlobals(exports, names) {
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    if (!(name in globalThis)) continue;
    ObjectDefineProperty(exports, name, {
      __proto__: null,
      configurable: true,
      enumerable: true,
      get() {
        return globalThis[name];
      },
    });
  }
}

module.exports = { shareGlobals };
