#include "loop/job_text.h"

#include <fmt/format.h>

#include "vm/errors/places.h"

namespace orrery::loop {

namespace {

struct Words {
  std::string_view noun;
  std::string_view verb;
};

Words words_of(const vm::JobTraits& traits) {
  if (traits.sort == k_tick_sort) return {.noun = "a tick of process.nextTick", .verb = "queued"};
  if (traits.sort == k_before_exit_sort) return {.noun = "the event 'beforeExit'", .verb = "told"};
  if (traits.sort == k_finalization_sort)
    return {.noun = "the cleanup of a FinalizationRegistry", .verb = "made"};
  switch (static_cast<TaskSource>(traits.sort - 1)) {
    case TaskSource::Timer:
      return {.noun = traits.repeats ? "an interval of" : "a timer of", .verb = "set"};
    case TaskSource::Immediate:
      return {.noun = "an immediate", .verb = "set"};
    case TaskSource::PostedMessage:
      return {.noun = "a message", .verb = "posted"};
    case TaskSource::PortClosing:
      return {.noun = "the end of a port", .verb = "closed"};
    case TaskSource::Rendering:
      return {.noun = "an animation frame", .verb = "requested"};
    case TaskSource::IdleTask:
      return {.noun = "an idle callback", .verb = "requested"};
    case TaskSource::FileReading:
      return {.noun = "a file operation", .verb = "begun"};
    case TaskSource::Signal:
      return {.noun = "a signal", .verb = "listened to"};
    case TaskSource::UserInteraction:
      return {.noun = "input of the user", .verb = "sent"};
    case TaskSource::JavaScriptEngine:
      return {.noun = "a notification of Atomics.waitAsync", .verb = "awaited"};
    case TaskSource::OwedDrain:
      return {.noun = "what is left of ticks and microtasks", .verb = "left"};
    default:
      return {.noun = "", .verb = "queued"};
  }
}

std::string describe_link(const vm::JobOrigin& origin) {
  std::string text = describe_job(origin.traits());
  if (const vm::CodePlace place = origin.place(); place.code != nullptr)
    text += fmt::format(", {} by {}", queued_verb(origin.traits()),
                        vm::place_in_code(*place.code, place.offset).to_text());
  if (origin.repeats() > 0)
    text +=
        fmt::format(", and again from there ({} time{})", origin.repeats(), origin.repeats() == 1 ? "" : "s");
  return text;
}

}  // namespace

std::string describe_job(const vm::JobTraits& traits) {
  const Words words = words_of(traits);
  if (words.noun.empty() && (traits.sort == 0 || traits.sort > k_task_source_count))
    return fmt::format("a task ({})", traits.sort);
  if (words.noun.empty())
    return fmt::format("a task ({})", name_of(static_cast<TaskSource>(traits.sort - 1)));
  if (words.noun.ends_with(" of")) return fmt::format("{} {} ms", words.noun, traits.delay_ms);
  return std::string(words.noun);
}

std::string_view queued_verb(const vm::JobTraits& traits) {
  return words_of(traits).verb;
}

std::vector<std::string> describe_chain(const vm::JobOrigin& origin) {
  std::vector<std::string> lines;
  bool is_cut = false;
  for (const vm::JobOrigin* job = &origin; job != nullptr; job = job->before()) {
    // What the host has queued by itself is no link of its own: the next step of what a script has begun, the
    // task that tells of rejections. But the operation that runs is, unless it is another's next step.
    const bool is_own =
        job->place().code == nullptr &&
        (job->before() != nullptr || job->traits().sort == sort_of(TaskSource::DomManipulation));
    const bool is_running_operation = lines.empty() && job->before() != nullptr &&
                                      job->traits().sort == sort_of(TaskSource::FileReading) &&
                                      job->before()->traits().sort != job->traits().sort;
    if (!is_own || is_running_operation) lines.push_back(describe_link(*job));
    is_cut = job->is_cut();
  }
  if (is_cut) lines.emplace_back("tasks further back, which are forgotten");
  return lines;
}

}  // namespace orrery::loop
