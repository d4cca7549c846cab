#pragma once

#include <cstdint>
#include <vector>

#include "gc/roots.h"
#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/functions/native_loop.h"
#include "vm/objects/object.h"
#include "web/structured_data/serialized_data.h"

namespace orrery::vm {
class ErrorObject;
}

namespace orrery::web {

/// https://html.spec.whatwg.org/multipage/structured-data.html#structureddeserialize in the current realm,
/// without recursion on the machine stack. Runs no script.
class Deserializer final : private gc::RootBase {
 public:
  /// What becomes of the blocks of ArrayBuffers.
  enum class Buffers : std::uint8_t {
    Move,  // the data is read once
    Copy,
  };

  Deserializer(vm::Agent& agent, SerializedData& data, Buffers buffers)
      : RootBase(agent.heap()),
        agent_(agent),
        data_(data),
        reader_(data.bytes),
        buffers_(buffers),
        loop_(agent) {}

  /// What was received in place of the next transferred object. Before run().
  void add_transferred(vm::Object* object) { objects_.push_back(object); }
  /// A RangeError where there is no room.
  vm::Completion<vm::Value> run();

 private:
  /// An object whose parts are being read.
  struct Frame {
    enum class Kind : std::uint8_t { Packed, Form, Properties, Map, Set, Cause };
    Kind kind;
    std::uint32_t next;
    std::uint32_t end;
    vm::Object* object;
    vm::Value key = vm::Value::empty();  // of a Map, whose value is yet to come
  };
  struct AbsentSlot {
    std::uint32_t depth;  // of the object's frame
    vm::PropertyKey key;
  };
  /// The keys are those of the shape.
  struct Form {
    vm::Shape* shape;
    std::uint32_t slot_count;
  };

  void visit(gc::Visitor& visitor) override;
  void clear() override;

  vm::Completion<void> step();
  vm::Completion<void> read_packed_item(vm::Object* array);
  vm::Completion<void> read_form_item(const Frame& frame, std::uint32_t slot);
  vm::Completion<void> read_property(vm::Object* object);
  vm::Completion<void> leave_frame();

  vm::Completion<vm::Value> read();
  vm::Completion<vm::Value> read_object(Tag tag);
  vm::Completion<vm::String*> read_string(Tag tag);
  vm::Completion<vm::String*> read_string() { return read_string(reader_.read_tag()); }
  vm::Completion<vm::PropertyKey> read_key(Tag tag);
  vm::Completion<vm::Value> read_bigint();
  vm::Completion<vm::Value> read_wrapper();
  vm::Completion<vm::Value> read_regexp();
  vm::Completion<vm::Value> read_array_buffer();
  vm::Completion<vm::Value> read_shared_array_buffer();
  vm::Completion<vm::Value> read_view();
  vm::Completion<vm::Value> read_error();
  vm::Completion<vm::Value> read_dom_exception();
  vm::Completion<vm::Value> read_quota_exceeded_error();
  vm::Completion<vm::Value> read_exception_stack(vm::ErrorObject* exception);
  vm::Completion<vm::Value> read_array(Tag tag);
  vm::Completion<vm::Value> read_platform_object();
  vm::Completion<void> read_form();
  vm::Value enter_form(std::uint32_t form);
  vm::Value enter(Frame::Kind kind, vm::Object* object, std::uint32_t count);
  vm::Object* add(vm::Object* object) {
    objects_.push_back(object);
    return object;
  }

  vm::Agent& agent_;
  SerializedData& data_;
  ByteReader reader_;
  Buffers buffers_;
  vm::NativeLoop loop_;
  std::vector<vm::Object*> objects_;  // by number; null: not yet made
  std::vector<Frame> frames_;
  std::vector<Form> forms_;
  std::vector<AbsentSlot> absent_;
};

}  // namespace orrery::web
