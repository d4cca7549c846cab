#include "web/file/blob_url_store.h"

#include "vm/objects/realm_interface.h"
#include "web/crypto/crypto.h"

namespace orrery::web {

BlobUrlStore& BlobUrlStore::of(vm::Agent& agent) {
  return vm::platform_state<BlobUrlStore>(agent, agent.realm());
}

// With https://w3c.github.io/FileAPI/#unicodeBlobURL, whose origin is opaque.
vm::String* BlobUrlStore::add(vm::Agent& agent, Blob* blob) {
  const std::string url = "blob:null/" + make_random_uuid(agent);
  entries_.emplace(url, blob);
  gc::write_barrier(this);
  return vm::make_ascii_string(agent, url);
}

Blob* BlobUrlStore::find(const std::string& url) const {
  const auto found = entries_.find(url);
  return found == entries_.end() ? nullptr : found->second;
}

void BlobUrlStore::visit(gc::Visitor& visitor) const {
  for (const auto& [url, blob] : entries_) visitor.visit(static_cast<gc::Cell*>(blob));
}

}  // namespace orrery::web
