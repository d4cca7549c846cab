#pragma once

#include "vm/agent.h"
#include "vm/realm.h"

namespace orrery::web {

/// Puts Blob and File on the global object.
void add_blob_globals(vm::Agent& agent, vm::Realm& realm);
/// Puts FileReader and ProgressEvent there, which pages have.
void add_file_reader_globals(vm::Agent& agent, vm::Realm& realm);

}  // namespace orrery::web
