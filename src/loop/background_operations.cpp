#include "loop/background_operations.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "loop/pending.h"
#include "vm/objects/object.h"
#include "vm/realm.h"

namespace orrery::loop {

bool BackgroundOperations::remove(OperationId id) {
  const auto found = operations_.find(id);
  if (found == operations_.end()) return false;
  if (found->second.is_referenced) referenced_--;
  operations_.erase(found);
  return true;
}

void BackgroundOperations::set_referenced(OperationId id, bool is_referenced) {
  const auto found = operations_.find(id);
  if (found == operations_.end() || found->second.is_referenced == is_referenced) return;
  found->second.is_referenced = is_referenced;
  is_referenced ? referenced_++ : referenced_--;
}

const OperationHandler* BackgroundOperations::set_answer(CompletedOperation completion) {
  const auto found = operations_.find(completion.id);
  if (found == operations_.end()) return nullptr;
  found->second.answer = std::move(completion.operation);
  return &found->second.handler;
}

std::unique_ptr<Operation> BackgroundOperations::take(OperationId id, OperationHandler& handler) {
  const auto found = operations_.find(id);
  if (found == operations_.end()) return nullptr;
  handler = found->second.handler;
  std::unique_ptr<Operation> answer = std::move(found->second.answer);
  remove(id);
  return answer;
}

void BackgroundOperations::list_pending(PendingList& list) const {
  std::size_t referenced = 0;
  // In the order in which they were begun: that of the table depends on how large it has been.
  std::vector<std::pair<OperationId, const Entry*>> entries;
  for (const auto& [id, entry] : operations_) {
    if (entry.is_referenced) referenced++;
    // Others have a task. Who waits for input does so all the time.
    if (entry.answer == nullptr && entry.handler.source != TaskSource::UserInteraction)
      entries.emplace_back(id, &entry);
  }
  std::ranges::sort(entries);
  for (const auto& [id, entry] : entries)
    list.add({.source = entry->handler.source,
              .origin = entry->handler.origin,
              .keeps_alive = entry->is_referenced,
              .is_in_background = true,
              .id = id});
  list.handles = referenced_ - referenced;
}

void BackgroundOperations::visit(gc::Visitor& visitor) const {
  for (const auto& [id, entry] : operations_) {
    if (entry.handler.about.is_cell()) visitor.visit(entry.handler.about.as_cell());
    visitor.visit(static_cast<gc::Cell*>(entry.handler.realm));
    visitor.visit(static_cast<gc::Cell*>(entry.handler.origin));
    visitor.visit(entry.handler.context);
  }
}

void BackgroundOperations::clear() {
  operations_.clear();
  referenced_ = 0;
}

}  // namespace orrery::loop
