#pragma once

#include "cli/run/console_output.h"
#include "cli/run/run_reporter.h"
#include "cli/terminal.h"
#include "gc/roots.h"
#include "host/session.h"
#include "loop/event_loop.h"
#include "node/environment.h"
#include "vm/agent.h"
#include "vm/realm.h"

namespace orrery::cli {

class LoopDoor;

/// What those who run a program together need of each other. All of it is the Runtime's, and outlives them;
/// some of it is made after them.
struct RunParts {
  host::Session& session;
  vm::Agent& agent;
  const gc::Root<vm::Realm>& realm;
  loop::EventLoop& loop;
  LoopDoor& door;
  node::Environment* node;  // null: the program is a page's
  StandardOutput& output;
  ConsoleOutput& console_output;
  const RunReporter* reporter;  // is told instead of standard error; null: nobody is
};

}  // namespace orrery::cli
