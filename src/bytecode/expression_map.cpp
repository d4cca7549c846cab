#include "bytecode/expression_map.h"

#include <utility>

namespace orrery::bytecode {

ExpressionMap::ExpressionMap(std::vector<ExpressionNote> notes, std::uint32_t code_size)
    : notes_(std::move(notes)) {
  first_.reserve(code_size + 2);
  std::uint32_t next = 0;
  for (std::uint32_t offset = 0; offset <= code_size + 1; ++offset) {
    while (next < notes_.size() && notes_[next].offset < offset) ++next;
    first_.push_back(next);
  }
}

}  // namespace orrery::bytecode
