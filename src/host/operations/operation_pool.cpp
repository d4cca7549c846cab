#include "host/operations/operation_pool.h"

#include <utility>

#include <poll.h>
#include <uv.h>

namespace orrery::host {

struct OperationPool::Loop {
  uv_loop_t uv{};
};

/// An operation on its way through the threads: libuv has it until it is finished.
struct OperationPool::Work {
  uv_work_t uv{};
  OperationPool* pool;
  loop::OperationId id;
  std::unique_ptr<loop::Operation> operation;
};

OperationPool::OperationPool() = default;

OperationPool::~OperationPool() {
  if (loop_ == nullptr) return;
  for (const auto& [id, work] : in_flight_) uv_cancel(reinterpret_cast<uv_req_t*>(&work->uv));
  collect();
  // What is nearly done is waited for.
  constexpr int k_rounds = 20;
  constexpr int k_round_ms = 5;
  for (int i = 0; i < k_rounds && is_busy(); i++) {
    pollfd polled{.fd = uv_backend_fd(&loop_->uv), .events = POLLIN, .revents = 0};
    ::poll(&polled, 1, k_round_ms);
    collect();
  }
  // A thread may still be at work for as long as it likes, and tells the loop when it is done: then both
  // stay. NOLINTNEXTLINE(bugprone-unused-return-value): it is left to the thread.
  if (is_busy() || uv_loop_close(&loop_->uv) != 0) static_cast<void>(loop_.release());
}

void OperationPool::begin(loop::OperationId id, std::unique_ptr<loop::Operation> operation) {
  auto work = std::make_unique<Work>();
  work->pool = this;
  work->id = id;
  work->operation = std::move(operation);
  work->uv.data = work.get();
  if (loop_ == nullptr) {
    auto loop = std::make_unique<Loop>();
    // There may be no descriptors left to make one of.
    if (uv_loop_init(&loop->uv) == 0) loop_ = std::move(loop);
  }
  const auto perform = [](uv_work_t* uv) { static_cast<Work*>(uv->data)->operation->perform(); };
  const auto after = [](uv_work_t* uv, int status) {
    std::unique_ptr<Work> finished(static_cast<Work*>(uv->data));
    OperationPool* pool = finished->pool;
    pool->finish(std::move(finished), status == 0);
  };
  if (loop_ == nullptr || uv_queue_work(&loop_->uv, &work->uv, perform, after) != 0) {
    work->operation->perform();
    completed_.push_back({id, std::move(work->operation)});
    return;
  }
  in_flight_.emplace(id, work.release());
}

void OperationPool::finish(std::unique_ptr<Work> work, bool is_performed) {
  if (in_flight_.erase(work->id) == 0) {
    busy_for_nobody_--;
  } else if (is_performed) {
    completed_.push_back({work->id, std::move(work->operation)});
  }
}

void OperationPool::cancel(loop::OperationId id) {
  std::erase_if(completed_, [id](const loop::CompletedOperation& completion) { return completion.id == id; });
  const auto found = in_flight_.find(id);
  if (found == in_flight_.end()) return;
  Work* work = found->second;
  in_flight_.erase(found);
  busy_for_nobody_++;
  uv_cancel(reinterpret_cast<uv_req_t*>(&work->uv));
}

void OperationPool::collect() {
  if (loop_ != nullptr && is_busy()) uv_run(&loop_->uv, UV_RUN_NOWAIT);
}

std::optional<loop::CompletedOperation> OperationPool::take() {
  if (completed_.empty()) collect();
  if (completed_.empty()) return std::nullopt;
  loop::CompletedOperation completion = std::move(completed_.front());
  completed_.pop_front();
  return completion;
}

int OperationPool::descriptor() {
  // libuv tells the system what it waits for only when it runs.
  collect();
  return loop_ == nullptr ? -1 : uv_backend_fd(&loop_->uv);
}

}  // namespace orrery::host
