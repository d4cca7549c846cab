// How fast `base` reads and converts texts, and finds places in them.

#include <random>

#include <benchmark/benchmark.h>

#include "base/line_map.h"
#include "base/unicode/unicode_identifiers.h"
#include "base/unicode/utf.h"

namespace orrery::base {
namespace {

constexpr std::size_t k_text_size = 9'000'000;  // a large program, such as a compiler in one file

/// What a benchmark's argument chooses.
enum Kind { Ascii, RareNonAscii, French, Chinese, OneLine, k_kind_count };
constexpr const char* k_kind_names[] = {"ascii", "rare_non_ascii", "french", "chinese", "one_line"};

/// Words in lines of about 40 bytes, except where there is one line only.
std::string make_text(Kind kind) {
  // Per thousand characters.
  const std::uint32_t non_ascii = std::array{0u, 1u, 80u, 700u, 1u}[kind];
  std::mt19937 random(1);
  std::string text;
  text.reserve(k_text_size + 100);
  while (text.size() < k_text_size) {
    for (auto length = random() % 60; length != 0; --length) {
      if (random() % 1000 >= non_ascii) {
        text += "abcdefghij klmnop(){};= ,."[random() % 26];
      } else if (kind == Chinese) {
        append_wtf8(text, 0x4E00 + random() % 0x5000);
      } else {
        append_wtf8(text, random() % 50 == 0 ? U'😀' : U'é');
      }
    }
    text += kind == OneLine ? ';' : '\n';
  }
  return text;
}

const std::string& text_of(const benchmark::State& state) {
  static std::array<std::string, k_kind_count> texts;
  const auto kind = static_cast<Kind>(state.range(0));
  if (texts[kind].empty()) texts[kind] = make_text(kind);
  return texts[kind];
}

/// Reports the throughput over `text` of `work`, whose results are kept alive.
template <typename Work>
void run_over_text(benchmark::State& state, const std::string& text, Work work) {
  for (auto _ : state) {
    auto result = work();
    benchmark::DoNotOptimize(result);
  }
  state.SetLabel(k_kind_names[state.range(0)]);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void bm_is_valid_utf8(benchmark::State& state) {
  const std::string& text = text_of(state);
  run_over_text(state, text, [&] { return is_valid_utf8(text); });
}

void bm_replace_invalid_utf8(benchmark::State& state) {
  const std::string& text = text_of(state);
  run_over_text(state, text, [&] { return replace_invalid_utf8(text).size(); });
}

void bm_utf16_length(benchmark::State& state) {
  const std::string& text = text_of(state);
  run_over_text(state, text, [&] { return utf16_length(text); });
}

void bm_utf16_from_wtf8(benchmark::State& state) {
  const std::string& text = text_of(state);
  run_over_text(state, text, [&] { return utf16_from_wtf8(text).size(); });
}

void bm_wtf8_from_utf16(benchmark::State& state) {
  const std::string& text = text_of(state);
  const std::u16string units = utf16_from_wtf8(text);
  run_over_text(state, text, [&] { return wtf8_from_utf16(units).size(); });
}

void bm_line_map_build(benchmark::State& state) {
  const std::string& text = text_of(state);
  run_over_text(state, text, [&] { return LineMap(text).line_count(); });
}

/// A syntax tree's node, as far as places go.
struct Node {
  std::uint32_t start;
  std::uint32_t end;
};

/// As a serialiser meets them: starts grow, ends jump to and fro with the nesting.
std::vector<Node> make_nodes(const std::string& text) {
  constexpr std::uint32_t k_bytes_per_node = 7;
  std::mt19937 random(2);
  std::vector<Node> nodes;
  const auto size = static_cast<std::uint32_t>(text.size());
  for (std::uint32_t start = 0; start < size;
       start += random() % (2 * std::mt19937::result_type{k_bytes_per_node})) {
    const std::uint32_t depth = random() % 16;
    const std::uint32_t length = depth == 0 ? random() % 20'000 : depth < 4 ? random() % 300 : random() % 12;
    nodes.push_back({start, std::min(size, start + length)});
  }
  return nodes;
}

/// Reports the time for one of the two look-ups that `look_up` does for each node.
template <typename LookUp>
void run_over_nodes(benchmark::State& state, LookUp look_up) {
  const std::vector<Node> nodes = make_nodes(text_of(state));
  for (auto _ : state) {
    std::uint32_t sum = 0;
    for (const Node node : nodes) sum += look_up(node);
    benchmark::DoNotOptimize(sum);
  }
  state.SetLabel(k_kind_names[state.range(0)]);
  state.counters["per_lookup"] =
      benchmark::Counter(static_cast<double>(nodes.size()) * 2,
                         benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

std::uint32_t sum_of(const LineColumn& place) {
  return place.line + place.column_utf16 + place.column_code_points;
}

void bm_line_map_locate(benchmark::State& state) {
  const LineMap map(text_of(state));
  run_over_nodes(state,
                 [&](Node node) { return sum_of(map.locate(node.start)) + sum_of(map.locate(node.end)); });
}

void bm_line_map_cursor_locate(benchmark::State& state) {
  const LineMap map(text_of(state));
  LineMap::Cursor starts(map);
  LineMap::Cursor ends(map);
  run_over_nodes(
      state, [&](Node node) { return sum_of(starts.locate(node.start)) + sum_of(ends.locate(node.end)); });
}

void bm_line_map_utf16_offset(benchmark::State& state) {
  const LineMap map(text_of(state));
  run_over_nodes(state, [&](Node node) { return map.utf16_offset(node.start) + map.utf16_offset(node.end); });
}

void bm_line_map_cursor_utf16_offset(benchmark::State& state) {
  const LineMap map(text_of(state));
  LineMap::Cursor starts(map);
  LineMap::Cursor ends(map);
  run_over_nodes(state,
                 [&](Node node) { return starts.utf16_offset(node.start) + ends.utf16_offset(node.end); });
}

void bm_is_id_continue(benchmark::State& state) {
  std::mt19937 random(3);
  std::vector<char32_t> code_points(4096);
  for (char32_t& code_point : code_points) code_point = random() % 0x30000;
  for (auto _ : state) {
    int count = 0;
    for (const char32_t code_point : code_points) count += is_id_continue(code_point) ? 1 : 0;
    benchmark::DoNotOptimize(count);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(code_points.size()));
}

void every_kind(benchmark::internal::Benchmark* bench) {
  bench->DenseRange(0, k_kind_count - 1)->Unit(benchmark::kMillisecond);
}

BENCHMARK(bm_is_valid_utf8)->Apply(every_kind);
BENCHMARK(bm_replace_invalid_utf8)->Apply(every_kind);
BENCHMARK(bm_utf16_length)->Apply(every_kind);
BENCHMARK(bm_utf16_from_wtf8)->Apply(every_kind);
BENCHMARK(bm_wtf8_from_utf16)->Apply(every_kind);
BENCHMARK(bm_line_map_build)->Apply(every_kind);
BENCHMARK(bm_line_map_locate)->Apply(every_kind);
BENCHMARK(bm_line_map_cursor_locate)->Apply(every_kind);
BENCHMARK(bm_line_map_utf16_offset)->Apply(every_kind);
BENCHMARK(bm_line_map_cursor_utf16_offset)->Apply(every_kind);
BENCHMARK(bm_is_id_continue);

}  // namespace
}  // namespace orrery::base
