#include "cli/watch/replayer.h"

#include <memory>
#include <utility>

#include "cli/run/run_command.h"
#include "cli/run/runtime.h"
#include "cli/trace/run_tracer.h"
#include "cli/watch/watched_replay.h"
#include "host/session.h"

namespace orrery::cli {

namespace {

/// \param stack_start  as of Runtime::create()
base::Result<void> replay(WatchedReplay& watched, std::unique_ptr<host::Session> session,
                          const void* stack_start) {
  const base::Result<std::string> recorded = session->input("settings", "");
  // The run may have come to nothing: there was no program, say.
  if (session->replay_door()->is_cut_off()) watched.end_early();
  if (!recorded) return std::unexpected(recorded.error());
  base::Result<RunSettings> settings = RunSettings::from_text(*recorded);
  if (!settings) return std::unexpected(settings.error());
  base::Result<syntax::SourceText> source = read_program(*session, *settings, "");
  if (!source) return std::unexpected(source.error());
  auto runtime = Runtime::create(std::move(session), *settings, {}, stack_start);
  if (!runtime) return std::unexpected(runtime.error());
  RunTracer tracer(**runtime, watched);
  tracer.tell_program(*source);
  watched.begin(**runtime, tracer.definitions());
  const int status = (*runtime)->run_program(*settings, *std::move(source));
  if (!watched.is_cut_off()) tracer.finish(status);
  const base::Result<void> ended = (*runtime)->session().end(status, (*runtime)->agent());
  // It needs the runtime, and never returns.
  watched.end(ended ? std::nullopt : std::optional(ended.error()));
}

}  // namespace

int run_replayer(const ReplayerOptions& options) {
  WatchedReplay watched(options.socket, options.log_end, options.recording,
                        options.reads_source_maps ? SourceMapFiles::Read : SourceMapFiles::Leave);
  auto session =
      host::Session::replay_growing(options.recording, [&watched] { return watched.wait_for_log(); });
  if (!session) watched.end(session.error());
  const base::Result<void> failed = replay(watched, *std::move(session), __builtin_frame_address(0));
  watched.end(failed.error());
}

}  // namespace orrery::cli
