#include "inspect/trace/fine_tracer.h"

#include "engine/test_engine.h"
#include "inspect/trace/fine_text.h"
#include "vm/promises/job.h"

namespace orrery::inspect {

namespace {

class FineTracerFixture : public engine::EngineTest {
 protected:
  FineTracerFixture() : jobs_(agent().heap()) {
    agent().hooks().host = &jobs_;
    agent().hooks().enqueue_job = [](vm::Agent& owner, vm::Job* job, vm::Promise*) {
      static_cast<gc::RootVector<vm::Job>*>(owner.hooks().host)->items().push_back(job);
    };
  }

  /// What is told while the text and the jobs that it leaves run.
  std::string trace(std::string_view program, const FineText::Options& options = {},
                    const FineOptions& fine = {}) {
    FineText text(options);
    Definitions definitions(agent(), text);
    FineTracer tracer(agent(), definitions, text, fine);
    tracer.begin();
    result_ = run(program);
    tracer.settle();
    for (std::size_t i = 0; i < jobs_.items().size(); ++i) {
      (void)jobs_.items()[i]->run(agent());
      tracer.settle();
    }
    jobs_.items().clear();
    tracer.end();
    return text.take();
  }
  /// Without environments.
  std::string steps(std::string_view program) { return trace(program, {.environments = false}); }

  std::string result_;

 private:
  gc::RootVector<vm::Job> jobs_;
};

}  // namespace

ORRERY_ENGINE_TEST(FineTracerTest, FineTracerFixture);

TEST_P(FineTracerTest, Prints) {
  const char* file = std::getenv("FINE_PROGRAM");
  if (file == nullptr) return;
  std::string program;
  FILE* f = std::fopen(file, "r");
  char buffer[4096];
  while (std::size_t n = std::fread(buffer, 1, sizeof buffer, f)) program.append(buffer, n);
  std::fclose(f);
  std::printf("%s\n", trace(program, {.objects = std::getenv("FINE_OBJECTS") != nullptr}).c_str());
}

}  // namespace orrery::inspect
