#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "gc/roots.h"
#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/errors/error_object.h"
#include "vm/functions/native_loop.h"
#include "vm/objects/object.h"
#include "web/structured_data/serialized_data.h"

namespace orrery::vm {
class Array;
class ArrayBufferView;
class BufferObject;
class Map;
class PrimitiveObject;
class RegExpObject;
class Set;
}  // namespace orrery::vm

namespace orrery::web {

/// https://html.spec.whatwg.org/multipage/structured-data.html#structuredserializeinternal's memory: the
/// objects that were met, by number.
class ObjectNumbers {
 public:
  struct Found {
    std::uint32_t number;
    bool is_new;
  };
  /// The object's number, which it gets now if it has none.
  Found find_or_add(vm::Object* object);
  std::size_t size() const { return objects_.size(); }
  void visit(gc::Visitor& visitor) const {
    for (vm::Object* object : objects_) visitor.visit(static_cast<gc::Cell*>(object));
  }

 private:
  static constexpr std::uint32_t k_none = 0xffff'ffff;
  std::size_t home(const vm::Object* object) const;
  void grow();

  std::vector<vm::Object*> objects_;   // in the order of their numbers
  std::vector<std::uint32_t> places_;  // open addressing by address; a power of two of them
};

/// https://html.spec.whatwg.org/multipage/structured-data.html#structuredserializeinternal, without recursion
/// on the machine stack. What runs scripts (getters, proxies cannot be) may change everything that is yet to
/// be visited.
class Serializer final : private gc::RootBase {
 public:
  /// \param data  gets everything but the bytes and what is transferred
  Serializer(vm::Agent& agent, SerializedData& data);

  /// An object that is transferred: references to it mean what is received in its place. Before run().
  /// \return false: it was there already
  bool add_transferred(vm::Object* object) { return numbers_.find_or_add(object).is_new; }
  vm::Completion<void> run(vm::Value value);

 private:
  /// An object whose parts are being written.
  struct Frame {
    enum class Kind : std::uint8_t { Packed, Form, Properties, Values };
    Kind kind;
    std::uint32_t next;
    std::uint32_t end;
    std::uint32_t start;  // of its part of keys_ or values_
    vm::Object* object;
    vm::Shape* shape = nullptr;
  };
  /// A shape, and whether objects of it are written as forms.
  struct KnownShape {
    vm::Shape* shape = nullptr;
    std::uint32_t form = k_no_form;
  };
  static constexpr std::uint32_t k_no_form = 0xffff'ffff;

  void visit(gc::Visitor& visitor) override;
  void clear() override;

  vm::Completion<void> step();
  vm::Completion<vm::Value> packed_item(const Frame& frame, std::uint32_t index);
  vm::Completion<vm::Value> form_item(const Frame& frame, std::uint32_t slot);
  vm::Completion<vm::Value> property(vm::Object* object, vm::PropertyKey key);
  void leave_frame();

  vm::Completion<void> write(vm::Value value);
  void write_string(vm::String* string);
  void write_key(vm::PropertyKey key);
  vm::Completion<void> write_object(vm::Object* object);
  vm::Completion<void> write_new_object(vm::Object* object);
  vm::Completion<void> write_wrapper(vm::PrimitiveObject* object);
  vm::Completion<void> write_regexp(vm::RegExpObject* object);
  vm::Completion<void> write_buffer(vm::BufferObject* buffer);
  vm::Completion<void> write_view(vm::ArrayBufferView* view);
  vm::Completion<void> write_error(vm::ErrorObject* error);
  void write_dom_exception(vm::ErrorObject* error);
  vm::Completion<void> write_platform_object(vm::PlatformObject* object);
  void write_map(const vm::Map* map);
  void write_set(const vm::Set* set);
  vm::Completion<void> write_array(vm::Array* array);
  vm::Completion<void> write_ordinary_object(vm::Object* object);
  vm::Completion<void> enter_properties(vm::Object* object);
  void enter_values(vm::Object* object, std::size_t start);
  std::size_t place_of(const vm::Shape* shape) const;
  void write_new_form(vm::Shape* shape);
  static bool can_be_form(const vm::Shape* shape);
  vm::Completion<void> account();

  vm::Thrown refuse(vm::Value value);
  vm::Thrown refuse(std::string_view message);

  vm::Agent& agent_;
  SerializedData& data_;
  ByteWriter bytes_;
  vm::NativeLoop loop_;
  ObjectNumbers numbers_;
  std::vector<Frame> frames_;
  std::vector<vm::PropertyKey> keys_;
  std::vector<vm::Value> values_;
  std::vector<vm::Shape*> forms_;
  std::array<KnownShape, 32> known_shapes_{};  // by address
  gc::ExternalMemory accounted_;               // of all of these
  std::size_t accounted_bytes_ = 0;
};

}  // namespace orrery::web
