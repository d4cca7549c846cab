#include "vm/errors/call_site.h"

#include "vm/agent.h"
#include "vm/functions/executable.h"
#include "vm/realm.h"
#include "vm/shapes/shapes.h"
#include "vm/value_list.h"

namespace orrery::vm {

namespace {

/// Native functions are strict, but for those that only stand for promises that are waited for.
bool closes(const StackTrace::Entry& entry) {
  if (entry.is_async) return entry.combinator == nullptr;
  return entry.executable == nullptr ? entry.combinator == nullptr : entry.executable->header().is_strict;
}

}  // namespace

Completion<Array*> make_call_sites(Agent& agent, StackTrace* trace) {
  const auto count = static_cast<std::uint32_t>(trace->entries().size());
  Shape* shape = agent.shapes().root(agent.intrinsic(Intrinsic::CallSitePrototype), CallSite::k_kind);
  ValueList* sites = ValueList::make(agent.heap(), count);
  bool is_closed = false;
  for (std::uint32_t i = 0; i < count; i++) {
    is_closed |= closes(trace->entries()[i]);
    const Value site(agent.heap().make<CallSite>(0, shape, trace, i, is_closed));
    sites->append(agent.heap(), site);
  }
  return create_array_from_list(agent, sites->values());
}

}  // namespace orrery::vm
