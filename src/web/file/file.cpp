#include "web/file/file.h"

#include "vm/door.h"
#include "vm/objects/realm_interface.h"

namespace orrery::web {

using vm::Agent;
using vm::Completion;

// https://w3c.github.io/FileAPI/#file-constructor
Completion<File*> File::construct(Agent& agent, const vm::NativeFrame& frame, const Parts& bits,
                                  vm::String* name, const FilePropertyBag& options) {
  // 1.
  BlobContents* contents = TRY(process_blob_parts(agent, bits, options.endings));
  // 3. 4.
  const std::int64_t last_modified = options.last_modified
                                         ? *options.last_modified
                                         : static_cast<std::int64_t>(agent.door().wall_clock_ms());
  return vm::construct_platform_object<File>(agent, frame, contents,
                                             normalized_blob_type(agent, options.type), name, last_modified);
}

namespace {

class SerializedFile final : public PlatformData {
 public:
  explicit SerializedFile(const File& file)
      : bytes(file.contents()->bytes()),
        type(file.type()->to_utf8()),
        name(file.name()->to_utf8()),
        last_modified(file.last_modified()) {}
  std::shared_ptr<const BlobBytes> bytes;
  std::string type;
  std::string name;  // a USVString
  std::int64_t last_modified;
};

}  // namespace

// https://w3c.github.io/FileAPI/#file-section: serialization and deserialization steps
constinit const StructuredDataSteps File::k_structured_data_steps = {
    .serialize = [](Agent&, vm::PlatformObject* object) -> Completion<std::shared_ptr<const PlatformData>> {
      return std::shared_ptr<const PlatformData>(
          std::make_shared<SerializedFile>(*static_cast<File*>(object)));
    },
    .deserialize = [](Agent& agent, const PlatformData& data) -> Completion<vm::Object*> {
      const auto& file = static_cast<const SerializedFile&>(data);
      auto* contents = agent.heap().make<BlobContents>(0, file.bytes);
      vm::String* type = TRY(vm::make_string_from_utf8(agent, file.type));
      vm::String* name = TRY(vm::make_string_from_utf8(agent, file.name));
      return vm::make_platform_object<File>(agent, agent.realm(), contents, type, name, file.last_modified);
    }};

}  // namespace orrery::web
