// How fast the elementary functions are, beside those of the C library.

#include <cmath>
#include <random>

#include <benchmark/benchmark.h>

#include "elementary/elementary.h"

namespace orrery::elementary {
namespace {

constexpr std::size_t k_count = 4096;

std::vector<double> numbers_between(double low, double high, unsigned seed) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> distribution(low, high);
  std::vector<double> numbers(k_count);
  for (double& number : numbers) number = distribution(random);
  return numbers;
}

using Unary = double (*)(double);
using Binary = double (*)(double, double);

void report(benchmark::State& state) {
  state.counters["per_call"] =
      benchmark::Counter(static_cast<double>(state.iterations()) * static_cast<double>(k_count),
                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

/// Calls that do not wait for each other, of numbers of one range.
void run_unary(benchmark::State& state, Unary function, double low, double high) {
  const std::vector<double> numbers = numbers_between(low, high, 1);
  for (auto _ : state)
    for (const double number : numbers) benchmark::DoNotOptimize(function(number));
  report(state);
}

void run_binary(benchmark::State& state, Binary function, double low, double high) {
  const std::vector<double> first = numbers_between(low, high, 1);
  const std::vector<double> second = numbers_between(low, high, 2);
  for (auto _ : state)
    for (std::size_t i = 0; i < k_count; i++) benchmark::DoNotOptimize(function(first[i], second[i]));
  report(state);
}

#define ORRERY_UNARY(function, low, high)                                  \
  BENCHMARK_CAPTURE(run_unary, function, elementary::function, low, high); \
  BENCHMARK_CAPTURE(run_unary, function##_of_libc, static_cast<Unary>(std::function), low, high)
#define ORRERY_BINARY(function, low, high)                                  \
  BENCHMARK_CAPTURE(run_binary, function, elementary::function, low, high); \
  BENCHMARK_CAPTURE(run_binary, function##_of_libc, static_cast<Binary>(std::function), low, high)

ORRERY_UNARY(sin, -10, 10);
ORRERY_UNARY(cos, -10, 10);
ORRERY_UNARY(tan, -10, 10);
ORRERY_UNARY(exp, -20, 20);
ORRERY_UNARY(log, 0, 100);
ORRERY_BINARY(pow, 0.1, 20);
ORRERY_UNARY(expm1, -3, 3);
ORRERY_UNARY(log1p, -0.9, 10);
ORRERY_UNARY(log2, 0, 100);
ORRERY_UNARY(log10, 0, 100);
ORRERY_UNARY(asin, -1, 1);
ORRERY_UNARY(acos, -1, 1);
ORRERY_UNARY(atan, -10, 10);
ORRERY_BINARY(atan2, -10, 10);
ORRERY_UNARY(sinh, -10, 10);
ORRERY_UNARY(cosh, -10, 10);
ORRERY_UNARY(tanh, -3, 3);
ORRERY_UNARY(asinh, -10, 10);
ORRERY_UNARY(acosh, 1, 10);
ORRERY_UNARY(atanh, -1, 1);
ORRERY_UNARY(cbrt, -100, 100);
ORRERY_BINARY(hypot, -10, 10);

}  // namespace
}  // namespace orrery::elementary
