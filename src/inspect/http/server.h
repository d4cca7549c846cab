#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_set>

#include <uv.h>

#include "base/result.h"
#include "inspect/http/request.h"
#include "inspect/http/response.h"

namespace orrery::inspect {

/// What a server does with requests.
class HttpHandler {
 public:
  /// Asked when the head is there, before anything is read of the body.
  /// \return the refusal; nothing: the request is to go on
  virtual std::optional<HttpResponse> refuse(const HttpRequest& head) = 0;
  virtual HttpResponse handle(const HttpRequest& request) = 0;

 protected:
  ~HttpHandler() = default;
};

/// [DOC] The HTTP server
///
/// HTTP/1.1 on the loopback interface, for one page and its user: connections that live on, bodies with a
/// length, answers in chunks. It trusts nobody who connects: heads and bodies have a limit, so has the time
/// that they take to come and that answers take to go, and so has the number of connections. One request of a
/// connection is worked on at a time; what follows it waits in the system's buffers.
///
/// Everything is done on the thread of its libuv loop.
class HttpServer {
 public:
  static constexpr std::size_t k_max_connections = 64;
  static constexpr std::size_t k_max_body = std::size_t{16} << 20;

  /// \param port  0: any that is free
  /// \param handler  outlives the server, as `loop` does
  static base::Result<std::unique_ptr<HttpServer>> listen(uv_loop_t& loop, std::uint16_t port,
                                                          HttpHandler& handler);
  /// Closes all connections. The loop is to be run once more before it goes.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  std::uint16_t port() const { return port_; }

 private:
  class Connection;

  HttpServer(uv_loop_t& loop, HttpHandler& handler) : loop_(loop), handler_(handler) {}
  void accept();

  uv_loop_t& loop_;
  HttpHandler& handler_;
  uv_tcp_t* listener_ = nullptr;
  std::uint16_t port_ = 0;
  std::unordered_set<Connection*> connections_;
};

}  // namespace orrery::inspect
