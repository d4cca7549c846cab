// What the sanitizer is told about programs with an engine.

/// The engine lives until the end, and what is kept outside its heap is referred to from within, where the
/// sanitizer does not look: it would take all that for leaks. Not inline: the runtime has a weak one of its
/// own.
extern "C" __attribute__((used, visibility("default"))) const char* __asan_default_options() {  // NOLINT
  return "detect_leaks=0";
}
