#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "engine/engine.h"

namespace orrery::cli {

/// The suite's harness files, parsed when first asked for: a worker runs them again for each test.
class Test262Harness {
 public:
  explicit Test262Harness(std::string suite) : suite_(std::move(suite)) {}
  /// \param name  such as assert.js
  base::Result<const engine::ParsedScript*> script(const std::string& name);

 private:
  std::string suite_;
  std::map<std::string, engine::ParsedScript> scripts_;
};

}  // namespace orrery::cli
