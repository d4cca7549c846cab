#pragma once

#include "vm/agent.h"

namespace orrery::web {

/// To be called before there is a Blob in the current realm.
void make_blobs_inspectable(vm::Agent& agent);

}  // namespace orrery::web
