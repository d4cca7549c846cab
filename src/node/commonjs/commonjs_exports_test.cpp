#include "node/commonjs/commonjs_exports.h"

#include <gtest/gtest.h>

namespace orrery::node {
namespace {

using Texts = std::vector<std::string>;

Texts names(std::string_view text) {
  return find_commonjs_exports(text).names;
}
Texts reexports(std::string_view text) {
  return find_commonjs_exports(text).reexports;
}

TEST(CommonJsExports, AreAssigned) {
  EXPECT_EQ(names("exports.a = 1; module.exports.b = exports.c = 2; exports['d e'] = 3;"),
            (Texts{"a", "b", "c", "d e"}));
  EXPECT_EQ(names("(function (e) { if (x) exports.deep = e })(1)"), (Texts{"deep"}));
  EXPECT_EQ(names("exports.a += 1; exports[x] = 2; other.exports.b = 3"), (Texts{}));
}

TEST(CommonJsExports, AreDefined) {
  EXPECT_EQ(names("Object.defineProperty(exports, '__esModule', { value: true });"), (Texts{"__esModule"}));
  EXPECT_EQ(
      names("Object.defineProperty(exports, 'a', { enumerable: true, get: function () { return b.a; } });"),
      (Texts{"a"}));
  EXPECT_EQ(names("Object.defineProperty(exports, 'a', { get() { return 1; } });"), (Texts{}));
  EXPECT_EQ(names("Object.defineProperty(exports, 'a', { enumerable: true, get() { return b['c']; } });"),
            (Texts{"a"}));
  EXPECT_EQ(names("Object.defineProperty(exports, 'a', { enumerable: true, get() { return b().c; } });"),
            (Texts{}));
}

TEST(CommonJsExports, AreInALiteral) {
  EXPECT_EQ(names("module.exports = { a, b: c, 'd': e, f: 1, g };"), (Texts{"a", "b", "d"}));
  EXPECT_EQ(names("module.exports = { a, b: require('c'), d };"), (Texts{"a", "b"}));
  EXPECT_EQ(names("0 && (module.exports = { a, b });"), (Texts{"a", "b"}));
  EXPECT_EQ(reexports("module.exports = { a, ...require('b'), ...c };"), (Texts{"b"}));
}

TEST(CommonJsExports, AreThoseOfOthers) {
  EXPECT_EQ(reexports("module.exports = require('a'); module.exports = require('b');"), (Texts{"b"}));
  EXPECT_EQ(
      reexports("__exportStar(require('./a'), exports); tslib_1.__exportStar(require('./b'), exports);"),
      (Texts{"./a", "./b"}));
  EXPECT_EQ(reexports(R"(var _a = require('a');
      Object.keys(_a).forEach(function (key) {
        if (key === 'default' || key === '__esModule') return;
        Object.defineProperty(exports, key, { enumerable: true, get: function () { return _a[key]; } });
      });)"),
            (Texts{"a"}));
}

TEST(CommonJsExports, OfWhatIsNoProgramAreNone) {
  EXPECT_EQ(names("exports.a = 1; }"), (Texts{}));
}

}  // namespace
}  // namespace orrery::node
