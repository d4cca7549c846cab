#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace orrery::node {

/// The names that a CommonJS module seems to export: what an ES module can import of it by name, which must
/// be known before it runs. https://nodejs.org/api/esm.html#commonjs-namespaces
struct CommonJsExports {
  std::vector<std::string> names;
  /// What it requires and exports all of.
  std::vector<std::string> reexports;
};

/// Looks for what compilers and people write (https://github.com/nodejs/cjs-module-lexer, "Grammar"):
///
///     exports.a = …          module.exports.a = …       exports['a'] = …
///     Object.defineProperty(exports, 'a', { enumerable: true, get … })   or { value: … }
///     module.exports = { a, b: c, 'd': e, ...require('f') }
///     module.exports = require('a')      __exportStar(require('a'))      Object.keys(a).forEach(…)
///
/// wherever in the text it stands. Nothing of a text that cannot be parsed.
CommonJsExports find_commonjs_exports(std::string_view contents);

}  // namespace orrery::node
