// What the property caches of the interpreter (interpreter/property_caches.h) remember, seen from outside
// while programs run: tests/js sees that the results are right, and not whether anything was remembered.

#include "interpreter/property_caches.h"

#include <set>

#include "bytecode/reader.h"
#include "engine/test_engine.h"
#include "vm/operations/object_operations.h"

namespace orrery::engine {

namespace {

using bytecode::Opcode;
using vm::PolymorphicCache;
using vm::PropertyCache;

class CachesFixture : public EngineTest {
 protected:
  vm::Value global(std::string_view name) {
    const auto key = vm::PropertyKey::atom(vm::intern(agent(), name));
    return MUST(vm::get(agent(), agent().realm().global_object(), key));
  }
  vm::Object* object(std::string_view name) { return global(name).as_object(); }
  gc::CompressedCell shape(std::string_view name) { return object(name)->shape_bits(); }

  /// That of the only such instruction in a function, which has run.
  const PropertyCache& cache(std::string_view function, Opcode opcode) {
    const vm::Executable* executable = static_cast<vm::Function*>(object(function))->executable();
    const std::vector<std::uint8_t>& code = executable->code().code;
    const PropertyCache* found = nullptr;
    for (std::uint32_t at = 0; at < code.size();) {
      const bytecode::Instruction instruction = bytecode::decode(code, at).value();
      if (instruction.opcode() == opcode) {
        EXPECT_EQ(found, nullptr);
        found = reinterpret_cast<const PropertyCache*>(executable->data() + instruction.value(2));
      }
      at = instruction.end();
    }
    EXPECT_NE(found, nullptr);
    return *found;
  }
  const PropertyCache& load_cache() { return cache("load", Opcode::GetNamed); }
  const PropertyCache& store_cache() { return cache("store", Opcode::SetNamed); }

  /// All that it knows.
  static std::multiset<gc::CompressedCell> shapes(const PropertyCache& cache) {
    std::multiset<gc::CompressedCell> result;
    if (cache.shape != 0) result.insert(cache.shape);
    if (cache.others == nullptr) return result;
    for (std::uint32_t i = 0; i < cache.others->size(); i++) result.insert(cache.others->entry(i).shape);
    return result;
  }

  void define_load() { run("function load(o) { return o.x }"); }
  void define_store() { run("function store(o, value) { o.x = value }"); }
  void collect() { agent().heap().collect(gc::Heap::Collection::Major); }
};

}  // namespace

ORRERY_ENGINE_TEST(PropertyCachesTest, CachesFixture);

// Loads -----------------------------------------------------------------------------------------------------

TEST_P(PropertyCachesTest, OneShapeIsRemembered) {
  define_load();
  EXPECT_EQ(run("var a = { x: 1 }; load(a)"), "1");
  EXPECT_EQ(load_cache().shape, shape("a"));
  EXPECT_EQ(load_cache().holder, nullptr);
  EXPECT_EQ(load_cache().others, nullptr);
  // Another object of the shape, and another value.
  EXPECT_EQ(run("var b = { x: 2 }; b.x = 3; load(b)"), "3");
  EXPECT_EQ(shapes(load_cache()), std::multiset({shape("a")}));
}

TEST_P(PropertyCachesTest, MoreShapesAreRememberedBesideIt) {
  define_load();
  EXPECT_EQ(run("var a = { x: 1 }, b = { y: 0, x: 2 }, c = { z: 0, x: 3 };"
                "for (let i = 0; i < 10; i++) { load(a); load(b); load(c) }"
                "'' + load(a) + load(b) + load(c)"),
            "\"123\"");
  EXPECT_EQ(shapes(load_cache()), std::multiset({shape("a"), shape("b"), shape("c")}));
}

TEST_P(PropertyCachesTest, ManyShapesTakeTurns) {
  define_load();
  constexpr std::size_t k_known = PolymorphicCache::k_max_entries + 1;
  run("var all = []; for (let i = 0; i < 20; i++) all.push({ ['name' + i]: 0, x: i })");
  for (int round = 0; round < 3; round++) {
    EXPECT_EQ(run("all.reduce((sum, o) => sum + load(o), 0)"), "190");
    // The last of them, the oldest gone.
    std::multiset<gc::CompressedCell> last;
    for (std::size_t i = 20 - k_known; i < 20; i++)
      last.insert(MUST(vm::get(agent(), object("all"), vm::PropertyKey::index(static_cast<std::uint32_t>(i))))
                      .as_object()
                      ->shape_bits());
    EXPECT_EQ(shapes(load_cache()), last);
  }
}

TEST_P(PropertyCachesTest, WhatShapesDoNotTellIsNotRemembered) {
  define_load();
  EXPECT_EQ(run("load({ get x() { return 1 } })"), "1");
  EXPECT_EQ(run("load({})"), "undefined");
  EXPECT_EQ(run("load(new Proxy({ x: 2 }, {}))"), "2");
  EXPECT_EQ(run("const many = {}; for (let i = 0; i < 1000; i++) many['n' + i] = i; many.x = 3; load(many)"),
            "3");
  EXPECT_EQ(run("const less = { x: 4, y: 0, z: 0 }; delete less.y; load(less)"), "4");
  EXPECT_EQ(run("load(5)"), "undefined");
  EXPECT_EQ(shapes(load_cache()), std::multiset<gc::CompressedCell>());
}

TEST_P(PropertyCachesTest, StringsAndArraysHaveLengths) {
  run("function load(o) { return o.length }");
  EXPECT_EQ(run("load('four') + load([1, 2])"), "6");
  EXPECT_EQ(load_cache().place, vm::k_array_length);
  ASSERT_NE(load_cache().others, nullptr);
  EXPECT_EQ(load_cache().others->entry(0).shape, gc::CompressedCell{vm::PrimitiveShape::k_string});
  EXPECT_EQ(load_cache().others->entry(0).place, vm::k_string_length);
}

// Prototypes ------------------------------------------------------------------------------------------------

TEST_P(PropertyCachesTest, APropertyOfAPrototypeIsRememberedWithItsHolder) {
  define_load();
  EXPECT_EQ(run("var top = { x: 1 }, middle = Object.create(top), a = Object.create(middle); load(a)"), "1");
  EXPECT_EQ(load_cache().shape, shape("a"));
  EXPECT_EQ(load_cache().holder, object("top"));
  ASSERT_NE(load_cache().validity, nullptr);
  EXPECT_TRUE(load_cache().validity->is_valid());
  // A new value is no change of where it is.
  EXPECT_EQ(run("top.x = 2; load(a)"), "2");
  EXPECT_TRUE(load_cache().validity->is_valid());
}

TEST_P(PropertyCachesTest, ChangesOnTheWayInvalidate) {
  for (const auto& [change, result] :
       {std::pair("middle.x = 2", "2"), std::pair("delete top.x", "undefined"),
        std::pair("Object.setPrototypeOf(middle, { x: 3 })", "3"),
        std::pair("Object.setPrototypeOf(middle, null)", "undefined"),
        std::pair("Object.defineProperty(top, 'x', { get() { return 4 } })", "4"),
        std::pair("middle.other = 5", "1"), std::pair("top.other = 6", "1")}) {
    SCOPED_TRACE(change);
    define_load();
    run("var top = { x: 1 }, middle = Object.create(top), a = Object.create(middle)");
    EXPECT_EQ(run("load(a)"), "1");
    const vm::ValidityCell* validity = load_cache().validity;
    ASSERT_NE(validity, nullptr);
    ASSERT_TRUE(validity->is_valid());
    run(change);
    EXPECT_FALSE(validity->is_valid());
    EXPECT_EQ(run("load(a)"), result);
    EXPECT_EQ(run("load(a)"), result);
  }
}

TEST_P(PropertyCachesTest, WhatWasInvalidatedIsRememberedAnew) {
  define_load();
  run("var top = { x: 1 }, middle = Object.create(top), a = Object.create(middle); load(a)");
  const vm::ValidityCell* before = load_cache().validity;
  EXPECT_EQ(run("middle.x = 2; load(a)"), "2");
  EXPECT_EQ(load_cache().holder, object("middle"));
  EXPECT_NE(load_cache().validity, before);
  EXPECT_TRUE(load_cache().validity->is_valid());
  EXPECT_EQ(shapes(load_cache()), std::multiset({shape("a")}));
  // What is changed above the holder concerns nobody who ends there; the one cell stands for the whole chain.
  EXPECT_EQ(run("delete top.x; load(a)"), "2");
  EXPECT_TRUE(load_cache().validity->is_valid());
}

TEST_P(PropertyCachesTest, ChangesElsewhereDoNot) {
  define_load();
  run("var top = { x: 1 }, a = Object.create(top), other = Object.create(top); load(a)");
  const vm::ValidityCell* validity = load_cache().validity;
  // Of objects that inherit from it, and of others' prototypes.
  EXPECT_EQ(run("other.x = 2; a.y = 3; ({ __proto__: other }).x + load(Object.create(top))"), "3");
  EXPECT_TRUE(validity->is_valid());
}

TEST_P(PropertyCachesTest, MethodsOfStringsAreThoseOfThePrototype) {
  run("function load(o) { return o.trim }");
  EXPECT_EQ(run("load('') === String.prototype.trim && load('') === load('text')"), "true");
  EXPECT_EQ(load_cache().shape, gc::CompressedCell{vm::PrimitiveShape::k_string});
  EXPECT_EQ(run("String.prototype.trim = 1; load('')"), "1");
  EXPECT_EQ(run("delete String.prototype.trim; load('')"), "undefined");
}

// Stores ----------------------------------------------------------------------------------------------------

TEST_P(PropertyCachesTest, AStoreToAPropertyIsRemembered) {
  define_store();
  run("var a = { x: 1 }; store(a, 2); store(a, 3)");
  EXPECT_EQ(store_cache().shape, shape("a"));
  EXPECT_EQ(store_cache().holder, nullptr);
  EXPECT_EQ(run("a.x"), "3");
}

TEST_P(PropertyCachesTest, AnAddedPropertyIsRememberedWithTheNextShape) {
  define_store();
  EXPECT_EQ(run("var empty = { y: 0 }, a = { y: 0 }, b = { y: 0 }; store(a, 1); store(b, 2); a.x + b.x"),
            "3");
  EXPECT_EQ(store_cache().shape, shape("empty"));
  EXPECT_EQ(store_cache().holder, object("a")->shape());
  EXPECT_EQ(shape("a"), shape("b"));
}

TEST_P(PropertyCachesTest, ASetterThatComesLaterIsCalled) {
  define_store();
  run("var seen = '', top = {}, make = () => Object.create(top); store(make(), 1); store(make(), 2)");
  const vm::ValidityCell* validity = store_cache().validity;
  ASSERT_NE(validity, nullptr);
  ASSERT_TRUE(validity->is_valid());
  EXPECT_EQ(run("Object.defineProperty(top, 'x', { set(value) { seen += value } });"
                "store(make(), 3); store(make(), 4); seen + Object.hasOwn(make(), 'x')"),
            "\"34false\"");
  EXPECT_FALSE(validity->is_valid());
}

TEST_P(PropertyCachesTest, AFrozenObjectHasAnotherShape) {
  run("function store(o, value) { 'use strict'; o.x = value }");
  EXPECT_EQ(run("var a = { x: 1 }; store(a, 2); store(a, 3); Object.freeze(a);"
                "try { store(a, 4) } catch (e) { e.name + a.x }"),
            "\"TypeError3\"");
}

// Collections -----------------------------------------------------------------------------------------------

TEST_P(PropertyCachesTest, CachesSurviveCollections) {
  define_load();
  define_store();
  run("var top = { x: 1 }, a = { x: 2 }, b = { y: 0, x: 3 }, c = Object.create(top);"
      "load(a); load(b); load(c); store(a, 4); store(b, 5)");
  const std::multiset<gc::CompressedCell> loaded = shapes(load_cache());
  const std::multiset<gc::CompressedCell> stored = shapes(store_cache());
  EXPECT_EQ(loaded.size(), 3u);
  EXPECT_EQ(stored.size(), 2u);
  for (int i = 0; i < 3; i++) {
    collect();
    EXPECT_EQ(shapes(load_cache()), loaded);
    EXPECT_EQ(shapes(store_cache()), stored);
    EXPECT_TRUE(load_cache().validity->is_valid());
    EXPECT_EQ(run("store(b, load(a) + 1); '' + load(a) + load(b) + load(c)"), "\"451\"");
  }
  EXPECT_EQ(shapes(load_cache()), loaded);
}

TEST_P(PropertyCachesTest, WhatACacheKnowsMayOutliveItsObjects) {
  define_load();
  EXPECT_EQ(run("load({ x: 1, gone: 0 }) + load(Object.create({ x: 2, gone: 0 }))"), "3");
  const std::size_t known = shapes(load_cache()).size();
  collect();
  EXPECT_EQ(shapes(load_cache()).size(), known);
  // New objects, where the old ones were maybe, are not taken for them.
  EXPECT_EQ(run("let sum = 0; for (let i = 0; i < 100; i++) sum += load({ ['p' + i]: 0, x: 3 }); sum"),
            "300");
  EXPECT_EQ(run("load({ x: 4, gone: 0 }) + load(Object.create({ x: 5, gone: 0 }))"), "9");
}

}  // namespace orrery::engine
