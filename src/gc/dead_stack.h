#pragma once

namespace orrery::gc {

/// Overwrites the machine stack below the caller, where calls that have returned left pointers to cells. A
/// collection lays its own frames over that and would see those that it does not overwrite. To be called
/// before a collection that must free what a script has held.
void clear_dead_stack();

}  // namespace orrery::gc
