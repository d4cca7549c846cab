// URLs and encodings. The URLs are like those of a page and its scripts; an item is one of them, so that the
// rate's inverse is the time for one.

#include <string>
#include <string_view>

#include <benchmark/benchmark.h>

#include "web/encoding/text_decoder_common.h"
#include "web/url/url.h"

namespace {

using namespace orrery::web;

constexpr std::string_view k_urls[] = {
    "https://www.example.com/",
    "https://en.example.org/wiki/Event_loop#Task_queues",
    "https://www.example.com/search?q=microtask+checkpoint&hl=en&source=hp&ei=Yx8kZ9aPMpOI9u8P4",
    "https://cdn.example.net/npm/library@18.2.0/umd/library.production.min.js",
    "https://fonts.example.com/css2?family=Inter:wght@400;500;700&display=swap",
    "http://localhost:3000/api/v1/users/42/posts?limit=20&offset=40",
    "https://github.example.com/owner/repository/blob/main/src/components/App.tsx#L10-L42",
    "https://user:secret@registry.example.com:8443/v2/library/image/manifests/latest",
    "https://images.example.com/photo-1518791841217-8f162f1e1131?auto=format&fit=crop&w=1350&q=80",
    "wss://stream.example.io/socket?token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
    "https://www.EXAMPLE.com/Some/Path/../Other/./file.html",
    "file:///home/user/project/src/index.js",
    "https://shop.example.co.uk/dp/B08N5WRWNW/ref=sr_1_3?keywords=usb+c+hub&qid=1612345678&sr=8-3",
    "https://de.example.org/wiki/B%C3%BCcher?action=edit&section=2",
    "https://192.168.1.10:8080/admin/status.json",
    "https://news.example.com/2026/11/21/technology/a-headline-that-goes-on-for-a-while.html?smid=tw-share",
};

void parse_urls(benchmark::State& state) {
  for (auto _ : state) {
    for (const std::string_view url : k_urls) benchmark::DoNotOptimize(parse_url(url));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(std::size(k_urls)));
}
BENCHMARK(parse_urls);

void parse_and_serialize_urls(benchmark::State& state) {
  for (auto _ : state) {
    for (const std::string_view url : k_urls) benchmark::DoNotOptimize(serialize(*parse_url(url)));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(std::size(k_urls)));
}
BENCHMARK(parse_and_serialize_urls);

void parse_relative_urls(benchmark::State& state) {
  const Url base = *parse_url("https://www.example.com/assets/js/app/main.js?v=3");
  constexpr std::string_view k_relative[] = {"../css/site.css", "/favicon.ico", "?v=4",
                                             "chunk-3f2a.js",   "#top",         "//cdn.example.net/x.js"};
  for (auto _ : state) {
    for (const std::string_view url : k_relative) benchmark::DoNotOptimize(parse_url(url, &base));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(std::size(k_relative)));
}
BENCHMARK(parse_relative_urls);

void parse_international_domain(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(parse_url("https://b\u00FCcher.example/stra\u00DFe"));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(parse_international_domain);

/// A text of about 64 KiB.
std::string repeated(std::string_view piece) {
  std::string text;
  while (text.size() < 65536) text += piece;
  return text;
}

void decode(benchmark::State& state, Encoding encoding, const std::string& text) {
  for (auto _ : state) {
    TextDecoderCommon decoder(encoding, ErrorMode::Replacement, false);
    DecodedText out;
    decoder.decode({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}, false, out);
    benchmark::DoNotOptimize(out.size());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK_CAPTURE(decode, utf8_ascii, Encoding::Utf8,
                  repeated("The quick brown fox jumps over the lazy dog. "));
BENCHMARK_CAPTURE(decode, utf8_latin, Encoding::Utf8,
                  repeated("D\u00E9j\u00E0 vu \u00E0 la carte, na\u00EFve fa\u00E7ade. "));
BENCHMARK_CAPTURE(decode, utf8_chinese, Encoding::Utf8,
                  repeated("\u4E8B\u4EF6\u5FAA\u73AF\u662F\u6D4F\u89C8\u5668\u7684\u6838\u5FC3\u3002"));
BENCHMARK_CAPTURE(decode, utf8_mixed, Encoding::Utf8,
                  repeated("const \u540D = '\u20AC'; // \U0001F600 and so on in English\n"));
BENCHMARK_CAPTURE(decode, utf16, Encoding::Utf16Le, repeated(std::string_view("a\0b\0\xAC\x20", 6)));
BENCHMARK_CAPTURE(decode, windows_1252, Encoding::Windows1252,
                  repeated("D\xE9j\xE0 vu \xE0 la carte, na\xEFve. "));
BENCHMARK_CAPTURE(decode, shift_jis, Encoding::ShiftJis, repeated("\x93\xFA\x96{\x8C\xEA\x82\xCC text "));

}  // namespace
