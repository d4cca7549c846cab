#include "inspect/process/messages.h"

#include <array>
#include <cerrno>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace orrery::inspect {

namespace {

struct Header {
  std::uint32_t kind;
  std::uint32_t size;
  std::uint32_t has_descriptor;
};

/// Nobody sends more; a text of a program is 512 MiB at most.
constexpr std::uint32_t k_max_size = std::uint32_t{1} << 30;

/// Ancillary data for one descriptor.
union Control {
  cmsghdr header;
  std::array<char, CMSG_SPACE(sizeof(int))> bytes;
};

bool wait_for_room(int socket) {
  pollfd polled{.fd = socket, .events = POLLOUT, .revents = 0};
  return ::poll(&polled, 1, -1) >= 0 || errno == EINTR;
}

/// \return the size of what was sent; -1: failed
ssize_t send_piece(int socket, std::string_view bytes, int descriptor) {
  iovec piece{.iov_base = const_cast<char*>(bytes.data()), .iov_len = bytes.size()};
  msghdr message{};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  Control control{};
  if (descriptor >= 0) {
    message.msg_control = &control;
    message.msg_controllen = sizeof(control);
    cmsghdr* header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    std::memcpy(CMSG_DATA(header), &descriptor, sizeof(int));
  }
  return ::sendmsg(socket, &message, MSG_NOSIGNAL);
}

bool send_all(int socket, std::string_view bytes, int descriptor) {
  while (!bytes.empty()) {
    const ssize_t size = send_piece(socket, bytes, descriptor);
    if (size < 0 && errno == EINTR) continue;
    if (size < 0 && errno == EAGAIN) {
      if (!wait_for_room(socket)) return false;
      continue;
    }
    if (size < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(size));
    descriptor = -1;
  }
  return true;
}

}  // namespace

void OwnDescriptor::reset(int descriptor) {
  const int before = std::exchange(descriptor_, descriptor);
  if (before >= 0) ::close(before);
}

std::uint64_t Message::number(std::size_t n) const {
  std::uint64_t number = 0;
  if (contents.size() / sizeof(number) > n)
    std::memcpy(&number, contents.data() + n * sizeof(number), sizeof(number));
  return number;
}

std::string_view Message::text(std::size_t numbers) const {
  const std::size_t start = numbers * sizeof(std::uint64_t);
  return start > contents.size() ? std::string_view() : std::string_view(contents).substr(start);
}

std::string pack_numbers(std::initializer_list<std::uint64_t> numbers) {
  return {reinterpret_cast<const char*>(numbers.begin()), numbers.size() * sizeof(std::uint64_t)};
}

bool send_message(int socket, MessageKind kind, std::string_view contents, int descriptor) {
  const Header header{.kind = static_cast<std::uint32_t>(kind),
                      .size = static_cast<std::uint32_t>(contents.size()),
                      .has_descriptor = descriptor >= 0 ? 1u : 0u};
  return send_all(socket, {reinterpret_cast<const char*>(&header), sizeof(header)}, descriptor) &&
         send_all(socket, contents, -1);
}

MessageReader::Result MessageReader::read(int socket, bool waits) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): it is read into
  std::array<char, std::size_t{64} << 10> bytes;
  iovec piece{.iov_base = bytes.data(), .iov_len = bytes.size()};
  Control control{};
  msghdr message{};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = &control;
  message.msg_controllen = sizeof(control);
  const ssize_t size = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC | (waits ? 0 : MSG_DONTWAIT));
  if (size < 0) return errno == EAGAIN || errno == EINTR ? Result::NothingYet : Result::Ended;
  for (cmsghdr* header = CMSG_FIRSTHDR(&message); header != nullptr; header = CMSG_NXTHDR(&message, header)) {
    if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
    int descriptor = -1;
    std::memcpy(&descriptor, CMSG_DATA(header), sizeof(int));
    descriptors_.emplace_back(descriptor);
  }
  if (size == 0) return Result::Ended;
  bytes_.append(bytes.data(), static_cast<std::size_t>(size));
  return Result::Read;
}

std::optional<Message> MessageReader::take() {
  const std::string_view rest = std::string_view(bytes_).substr(start_);
  Header header{};
  if (is_broken_ || rest.size() < sizeof(header)) return std::nullopt;
  std::memcpy(&header, rest.data(), sizeof(header));
  is_broken_ = header.size > k_max_size || (header.has_descriptor != 0 && descriptors_.empty());
  if (is_broken_ || rest.size() - sizeof(header) < header.size) return std::nullopt;
  Message message{.kind = static_cast<MessageKind>(header.kind),
                  .contents = std::string(rest.substr(sizeof(header), header.size)),
                  .descriptor = {}};
  if (header.has_descriptor != 0) {
    message.descriptor = std::move(descriptors_.front());
    descriptors_.pop_front();
  }
  start_ += sizeof(header) + header.size;
  // What was taken goes in large pieces.
  constexpr std::size_t k_enough = std::size_t{1} << 20;
  if (start_ == bytes_.size() || start_ > k_enough) {
    bytes_.erase(0, start_);
    start_ = 0;
  }
  return message;
}

std::optional<std::pair<OwnDescriptor, OwnDescriptor>> make_socket_pair() {
  int ends[2] = {-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return std::nullopt;
  return std::pair(OwnDescriptor(ends[0]), OwnDescriptor(ends[1]));
}

}  // namespace orrery::inspect
