#include "web/performance/globals.h"

#include "vm/objects/realm_interface.h"
#include "web/performance/performance.h"
#include "web/performance/performance_long_task_timing.h"
#include "web/performance/performance_observer.h"
#include "web/performance/performance_observer_entry_list.h"

namespace orrery::web {

using vm::Agent;

namespace {

constexpr vm::LazyRow k_performance_globals_rows[] = {
    vm::lazy_interface("Performance", Performance::k_interface),
    vm::lazy_interface("PerformanceEntry", PerformanceEntry::k_interface),
    vm::lazy_interface("PerformanceMark", PerformanceMark::k_interface),
    vm::lazy_interface("PerformanceMeasure", PerformanceMeasure::k_interface),
    vm::lazy_interface("PerformanceObserver", PerformanceObserver::k_interface),
    vm::lazy_interface("PerformanceObserverEntryList", PerformanceObserverEntryList::k_interface),
};

constexpr vm::LazyRow k_page_rows[] = {
    vm::lazy_interface("PerformanceLongTaskTiming", PerformanceLongTaskTiming::k_interface),
    vm::lazy_interface("TaskAttributionTiming", TaskAttributionTiming::k_interface),
};

}  // namespace

void add_performance_globals(Agent& agent, vm::Realm& realm, PerformanceProfile profile) {
  vm::add_global_rows(agent, realm, k_performance_globals_rows);
  vm::add_global_rows(agent, realm, Performance::k_global_rows);
  if (profile == PerformanceProfile::Node) return;
  vm::add_global_rows(agent, realm, k_page_rows);
  vm::platform_state<PerformanceTimeline>(agent, realm).set_page(true);
}

}  // namespace orrery::web
