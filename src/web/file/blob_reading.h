#pragma once

#include <optional>

#include "vm/agent.h"
#include "vm/promises/promise.h"
#include "web/encoding/encoding.h"
#include "web/file/blob.h"

namespace orrery::web {

/// https://w3c.github.io/FileAPI/#blob-package-data, and what the methods of Blob make.
enum class BlobPackage : std::uint8_t { ArrayBuffer, Bytes, Text, BinaryString, DataUrl };

/// \param encoding  of Text: what is meant where no byte order mark says otherwise
/// \param type  of DataUrl
vm::Completion<vm::Value> package_blob(vm::Agent& agent, const BlobBytes& bytes, BlobPackage package,
                                       Encoding encoding, vm::String* type);

/// A promise for the bytes of the blob, which is fulfilled by a task; as in Node by microtasks, if the realm
/// was set up so (read_blobs_in_microtasks()).
vm::Promise* read_blob(vm::Agent& agent, const Blob& blob, BlobPackage package);
void read_blobs_in_microtasks(vm::Agent& agent, vm::Realm& realm);

}  // namespace orrery::web
