#include "host/session.h"

#include <utility>

namespace orrery::host {

base::Result<std::unique_ptr<Session>> Session::live(VirtualTime time) {
  base::Result<std::unique_ptr<LiveDoor>> door = LiveDoor::create();
  if (!door) return std::unexpected(door.error());
  std::unique_ptr<Session> session(new Session);
  session->live_ = *std::move(door);
  if (time) session->virtual_.emplace(*session->live_, *std::move(time));
  return session;
}

base::Result<std::unique_ptr<Session>> Session::recording(const std::string& path, VirtualTime time) {
  base::Result<std::unique_ptr<LogWriter>> writer = LogWriter::open(path);
  if (!writer) return std::unexpected(writer.error());
  return recording(*std::move(writer), std::move(time));
}

base::Result<std::unique_ptr<Session>> Session::recording(LogWriter::Sink sink, VirtualTime time) {
  return recording(std::make_unique<LogWriter>(std::move(sink)), std::move(time));
}

base::Result<std::unique_ptr<Session>> Session::hashed(VirtualTime time) {
  return recording([](std::string_view) { return base::Result<void>(); }, std::move(time));
}

base::Result<std::unique_ptr<Session>> Session::recording(std::unique_ptr<LogWriter> writer,
                                                          VirtualTime time) {
  base::Result<std::unique_ptr<Session>> session = live(std::move(time));
  if (!session) return session;
  Session& made = **session;
  made.writer_ = std::move(writer);
  Door& inner = made.virtual_ ? static_cast<Door&>(*made.virtual_) : *made.live_;
  made.recording_.emplace(inner, *made.writer_, made.hash_);
  return session;
}

base::Result<std::unique_ptr<Session>> Session::replay(const std::string& path) {
  return replay(LogReader::open(path));
}

base::Result<std::unique_ptr<Session>> Session::replay_growing(const std::string& path,
                                                               LogReader::Wait wait) {
  return replay(LogReader::follow(path, std::move(wait)));
}

base::Result<std::unique_ptr<Session>> Session::replay(base::Result<LogReader> reader) {
  if (!reader) return std::unexpected(reader.error());
  return replay(*std::move(reader));
}

std::unique_ptr<Session> Session::replay(LogReader log) {
  std::unique_ptr<Session> session(new Session);
  Session& made = *session;
  made.reader_.emplace(std::move(log));
  made.replay_.emplace(*made.reader_, made.hash_, [&made] {
    if (made.agent_ != nullptr) made.agent_->request_interrupt(vm::Termination::Exit);
  });
  return session;
}

Door& Session::door() {
  if (replay_) return *replay_;
  if (recording_) return *recording_;
  if (virtual_) return *virtual_;
  return *live_;
}

base::Result<std::string> Session::input(std::string_view name, std::string contents) {
  if (recording_) recording_->add_input(name, contents);
  if (!replay_) return contents;
  const base::Result<std::string_view> recorded = replay_->take_input(name);
  if (!recorded) return std::unexpected(recorded.error());
  return std::string(*recorded);
}

void Session::flush() {
  if (writer_ != nullptr) writer_->flush();
}

void Session::flush_in_signal_handler() {
  if (writer_ != nullptr) writer_->flush_in_signal_handler();
}

void Session::attach(vm::Agent& agent) {
  agent_ = &agent;
  if (virtual_) virtual_->attach(agent);
  if (!replay_) return;
  if (const auto interruption = replay_->interruption()) agent.schedule_interruption(*interruption);
  replay_->set_on_interruption(
      [this](const vm::Agent::Interruption& interruption) { agent_->schedule_interruption(interruption); });
}

base::Result<void> Session::end(int exit_status, const vm::Agent& agent) {
  if (recording_) return recording_->end(exit_status, agent.interruption());
  if (replay_) return replay_->end(exit_status);
  return {};
}

}  // namespace orrery::host
