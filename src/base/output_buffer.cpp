#include "base/output_buffer.h"

namespace orrery::base {

void OutputBuffer::flush() {
  if (end_ == buffer_.get()) return;
  sink_({buffer_.get(), end_});
  end_ = buffer_.get();
}

void OutputBuffer::append_long(std::string_view text) {
  flush();
  sink_(text);
}

}  // namespace orrery::base
