#include "host/output_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>

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

}  // namespace

base::Result<ByteSink> create_file(const std::string& path, const std::string& what) {
  std::shared_ptr<std::FILE> file(std::fopen(path.c_str(), "wbe"), [](std::FILE* opened) {
    if (opened != nullptr) std::fclose(opened);
  });
  if (file == nullptr) return base::error("cannot write " + what + " " + path + ": " + std::strerror(errno));
  return [file, path, what](std::string_view bytes) -> base::Result<void> {
    const bool is_written = std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size() &&
                            std::fflush(file.get()) == 0;
    if (!is_written) return base::error("cannot write " + what + " " + path + ": " + std::strerror(errno));
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
