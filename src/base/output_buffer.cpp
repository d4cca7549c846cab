#include "base/output_buffer.h"

namespace orrery::base {

void OutputBuffer::flush() {
  if (end_ == buffer_.get()) return;
  const std::string_view all = unflushed();
  end_ = buffer_.get();  // first, so that it is nobody's twice: see unflushed()
  sink_(all);
}

void OutputBuffer::append_long(std::string_view text) {
  flush();
  sink_(text);
}

}  // namespace orrery::base
