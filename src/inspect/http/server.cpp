#include "inspect/http/server.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <netinet/in.h>

#include "inspect/http/request_reader.h"

namespace orrery::inspect {

namespace {

constexpr std::uint64_t k_head_ms = 10'000;
constexpr std::uint64_t k_body_ms = 30'000;
constexpr std::uint64_t k_write_ms = 60'000;
constexpr std::uint64_t k_idle_ms = 120'000;
constexpr std::uint64_t k_linger_ms = 1'000;
constexpr int k_backlog = 64;

}  // namespace

/// One connection. It deletes itself when libuv has closed both of its handles.
class HttpServer::Connection {
 public:
  explicit Connection(HttpServer& server);
  ~Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  uv_stream_t* stream() { return reinterpret_cast<uv_stream_t*>(&tcp_); }
  void start();
  /// The server need not live any longer.
  void close();

 private:
  static Connection& of(void* handle) {
    return *static_cast<Connection*>(static_cast<uv_handle_t*>(handle)->data);
  }
  void on_bytes(std::string_view bytes);
  void go_on();
  bool take_request();
  void answer(HttpResponse response);
  void pull();
  void write(std::string_view bytes);
  void on_written(int status);
  void finish_answer();
  void linger();
  void set_deadline(std::uint64_t milliseconds);
  void set_reading(bool is_wanted);

  HttpServer* server_;  // null: closing
  uv_tcp_t tcp_{};
  uv_timer_t timer_{};
  uv_write_t write_{};
  uv_shutdown_t shutdown_{};
  int open_handles_ = 2;
  std::array<char, std::size_t{64} << 10> input_{};
  RequestReader reader_;
  std::string pending_;  // bytes that have come while another request was worked on
  bool is_reading_ = false;
  bool is_answering_ = false;
  bool is_writing_ = false;
  bool closes_ = false;   // after the answer
  bool is_over_ = false;  // it is answered, and closed as soon as the other side has seen that
  std::string output_;
  HttpResponse response_;
};

HttpServer::Connection::Connection(HttpServer& server) : server_(&server) {
  uv_tcp_init(&server.loop_, &tcp_);
  uv_timer_init(&server.loop_, &timer_);
  tcp_.data = this;
  timer_.data = this;
  write_.data = this;
}

void HttpServer::Connection::start() {
  uv_tcp_nodelay(&tcp_, 1);
  set_reading(true);
  set_deadline(k_head_ms);
}

void HttpServer::Connection::close() {
  if (server_ == nullptr) return;
  server_->connections_.erase(this);
  server_ = nullptr;
  response_.source = nullptr;
  const auto closed = [](uv_handle_t* handle) {
    Connection& self = of(handle);
    if (--self.open_handles_ == 0) delete &self;  // NOLINT(cppcoreguidelines-owning-memory): see the class
  };
  uv_close(reinterpret_cast<uv_handle_t*>(&tcp_), closed);
  uv_close(reinterpret_cast<uv_handle_t*>(&timer_), closed);
}

void HttpServer::Connection::set_deadline(std::uint64_t milliseconds) {
  const auto expire = [](uv_timer_t* timer) { of(timer).close(); };
  if (milliseconds == 0) {
    uv_timer_stop(&timer_);
  } else {
    uv_timer_start(&timer_, expire, milliseconds, 0);
  }
}

void HttpServer::Connection::set_reading(bool is_wanted) {
  if (is_wanted == is_reading_) return;
  is_reading_ = is_wanted;
  if (!is_wanted) {
    uv_read_stop(stream());
    return;
  }
  const auto give_room = [](uv_handle_t* handle, std::size_t, uv_buf_t* room) {
    std::array<char, std::size_t{64} << 10>& input = of(handle).input_;
    *room = uv_buf_init(input.data(), static_cast<unsigned>(input.size()));
  };
  const auto take = [](uv_stream_t* stream, ssize_t size, const uv_buf_t* bytes) {
    Connection& self = of(stream);
    if (size < 0) return self.close();
    if (size > 0) self.on_bytes({bytes->base, static_cast<std::size_t>(size)});
  };
  uv_read_start(stream(), give_room, take);
}

void HttpServer::Connection::on_bytes(std::string_view bytes) {
  if (is_over_) return;
  pending_ += bytes;
  // Until then it is read on, to learn when the other side goes.
  if (is_answering_) {
    if (pending_.size() > RequestReader::k_max_head) set_reading(false);
    return;
  }
  go_on();
}

/// Works on what has come, up to the first request that is not answered at once.
void HttpServer::Connection::go_on() {
  while (server_ != nullptr && !is_answering_ && take_request()) {
  }
}

/// \return whether there may be another
bool HttpServer::Connection::take_request() {
  const bool was_idle = reader_.is_idle();
  std::string_view rest = pending_;
  if (rest.empty()) return false;
  RequestReader::Status status = reader_.feed(rest);
  pending_.erase(0, pending_.size() - rest.size());
  if (status == RequestReader::Status::Head) {
    if (std::optional<HttpResponse> refusal = server_->handler_.refuse(reader_.request())) {
      // Nobody reads its body.
      closes_ = reader_.body_size() != 0;
      answer(*std::move(refusal));
      return true;
    }
    status = reader_.accept_body(k_max_body);
    if (status == RequestReader::Status::NeedsMore) {
      set_deadline(k_body_ms);
      return !pending_.empty();
    }
  }
  switch (status) {
    case RequestReader::Status::NeedsMore:
      if (was_idle) set_deadline(k_head_ms);
      return false;
    case RequestReader::Status::Refused:
      closes_ = true;
      answer(HttpResponse::error(reader_.error_status(), reader_.error()));
      return false;
    default:
      answer(server_->handler_.handle(reader_.request()));
      return true;
  }
}

void HttpServer::Connection::answer(HttpResponse response) {
  is_answering_ = true;
  closes_ = closes_ || !reader_.request().keeps_alive;
  response_ = std::move(response);
  const bool has_body = reader_.request().method != "HEAD";
  std::string head = head_of(response_, !closes_);
  if (!has_body) response_.source = nullptr;
  if (response_.source != nullptr) {
    response_.source->set_on_wake([this] {
      if (!is_writing_) pull();
    });
  } else if (has_body) {
    head += response_.static_body.empty() ? std::string_view(response_.body) : response_.static_body;
  }
  write(head);
}

void HttpServer::Connection::pull() {
  std::string bytes;
  const bool may_follow = response_.source->pull(bytes);
  std::string chunks;
  append_chunk(chunks, bytes);
  if (!may_follow) {
    chunks += k_last_chunk;
    response_.source = nullptr;
  }
  if (!chunks.empty()) write(chunks);
}

void HttpServer::Connection::write(std::string_view bytes) {
  is_writing_ = true;
  output_ = bytes;
  set_deadline(k_write_ms);
  const uv_buf_t buffer = uv_buf_init(output_.data(), static_cast<unsigned>(output_.size()));
  const int error = uv_write(&write_, stream(), &buffer, 1, [](uv_write_t* write, int status) {
    static_cast<Connection*>(write->data)->on_written(status);
  });
  if (error != 0) close();
}

void HttpServer::Connection::on_written(int status) {
  is_writing_ = false;
  if (server_ == nullptr) return;
  if (status != 0) return close();
  if (response_.source == nullptr) return finish_answer();
  set_deadline(0);
  pull();
}

void HttpServer::Connection::finish_answer() {
  if (closes_) return linger();
  response_ = {};
  output_ = {};
  is_answering_ = false;
  reader_.begin_next();
  set_deadline(k_idle_ms);
  set_reading(true);
  go_on();
}

/// Where a socket is closed with bytes that nobody has read, its other side may lose what was sent to it
/// before: https://www.rfc-editor.org/rfc/rfc9112#section-9.6
void HttpServer::Connection::linger() {
  is_over_ = true;
  if (uv_shutdown(&shutdown_, stream(), [](uv_shutdown_t*, int) {}) != 0) return close();
  set_deadline(k_linger_ms);
  set_reading(true);
}

// The server ------------------------------------------------------------------------------------------------

base::Result<std::unique_ptr<HttpServer>> HttpServer::listen(uv_loop_t& loop, std::uint16_t port,
                                                             HttpHandler& handler) {
  std::unique_ptr<HttpServer> server(new HttpServer(loop, handler));
  sockaddr_in address{};
  uv_ip4_addr("127.0.0.1", port, &address);
  server->listener_ = new uv_tcp_t;  // NOLINT(cppcoreguidelines-owning-memory): closed in the destructor
  uv_tcp_init(&loop, server->listener_);
  server->listener_->data = server.get();
  int error = uv_tcp_bind(server->listener_, reinterpret_cast<const sockaddr*>(&address), 0);
  const auto connect = [](uv_stream_t* listener, int status) {
    if (status == 0) static_cast<HttpServer*>(listener->data)->accept();
  };
  if (error == 0) error = uv_listen(reinterpret_cast<uv_stream_t*>(server->listener_), k_backlog, connect);
  int size = sizeof(address);
  if (error == 0) error = uv_tcp_getsockname(server->listener_, reinterpret_cast<sockaddr*>(&address), &size);
  if (error != 0)
    return base::error(fmt::format("cannot listen on port {} of this machine: {}", port, uv_strerror(error)));
  server->port_ = ntohs(address.sin_port);
  return server;
}

HttpServer::~HttpServer() {
  while (!connections_.empty()) (*connections_.begin())->close();
  uv_close(reinterpret_cast<uv_handle_t*>(listener_), [](uv_handle_t* handle) {
    delete reinterpret_cast<uv_tcp_t*>(handle);  // NOLINT(cppcoreguidelines-owning-memory): made in listen()
  });
}

void HttpServer::accept() {
  auto* connection = new Connection(*this);  // NOLINT(cppcoreguidelines-owning-memory): deletes itself
  connections_.insert(connection);
  const bool is_accepted = uv_accept(reinterpret_cast<uv_stream_t*>(listener_), connection->stream()) == 0;
  if (!is_accepted || connections_.size() > k_max_connections) return connection->close();
  connection->start();
}

}  // namespace orrery::inspect
