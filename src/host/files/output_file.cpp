#include "host/files/output_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include "host/files/descriptor.h"

namespace orrery::host {

namespace {

bool holds_something_else(const std::string& path, std::string_view magic) {
  std::error_code none;
  if (!std::filesystem::is_regular_file(path, none)) return false;
  std::string start(magic.size(), '\0');
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rbe"), std::fclose);
  const std::size_t size = file == nullptr ? 0 : std::fread(start.data(), 1, start.size(), file.get());
  return size != 0 && std::string_view(start).substr(0, size) != magic;
}

std::unexpected<base::Error> failure(const std::string& what, const std::string& path) {
  return base::error("cannot write " + what + " " + path + ": " + std::strerror(errno));
}

}  // namespace

base::Result<ByteSink> create_file(const std::string& path, const std::string& what) {
  constexpr ::mode_t k_mode = 0666;
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, k_mode);
  if (descriptor < 0) return failure(what, path);
  // Sinks can be copied.
  const auto file = std::make_shared<const Descriptor>(descriptor);
  return [file, path, what](std::string_view bytes) -> base::Result<void> {
    while (!bytes.empty()) {
      const ssize_t written = ::write(file->get(), bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return failure(what, path);
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
  };
}

base::Result<ByteSink> replace_file(const std::string& path, const std::string& what,
                                    std::string_view magic) {
  if (holds_something_else(path, magic)) {
    const std::string_view article = "the ";
    const std::string noun = what.starts_with(article) ? what.substr(article.size()) : what;
    return base::error(path + ": This file is no " + noun + ", and would be lost; choose another name");
  }
  return create_file(path, what);
}

}  // namespace orrery::host
