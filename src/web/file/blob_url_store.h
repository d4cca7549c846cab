#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "vm/agent.h"
#include "vm/objects/platform_cell.h"
#include "web/file/blob.h"

namespace orrery::web {

/// https://w3c.github.io/FileAPI/#BlobURLStore, one for each realm: its entries live until they are revoked.
class BlobUrlStore final : public vm::PlatformCell {
 public:
  static constexpr std::string_view k_name = "BlobUrlStore";
  BlobUrlStore(vm::Agent&, vm::Realm&) : PlatformCell(vm::k_platform_cell_type<BlobUrlStore>) {}
  /// Of the current realm.
  static BlobUrlStore& of(vm::Agent& agent);

  /// https://w3c.github.io/FileAPI/#add-an-entry \return the new URL
  vm::String* add(vm::Agent& agent, Blob* blob);
  /// https://w3c.github.io/FileAPI/#removeTheEntry; what is no such URL is left alone
  void remove(const std::string& url) { entries_.erase(url); }
  /// https://w3c.github.io/FileAPI/#blob-url-resolve; null: there is no such entry
  Blob* find(const std::string& url) const;

  void visit(gc::Visitor& visitor) const;

 private:
  std::unordered_map<std::string, Blob*> entries_;
};

}  // namespace orrery::web
