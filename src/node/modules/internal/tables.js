'use strict';

// Constants of modules, written down as text: words by turns, a name and its value.

const StringPrototypeSplit = uncurried('StringPrototype', 'split');

/** An object with the constants of `text`, whose names all begin with `prefix`, added to `table`. */
function tableOf(text, prefix = '', table = { __proto__: null }) {
  const words = StringPrototypeSplit(text, ' ');
  for (let i = 0; i < words.length; i += 2) table[prefix + words[i]] = +words[i + 1];
  return table;
}

module.exports = { tableOf };
