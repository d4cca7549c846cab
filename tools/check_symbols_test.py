"""Tests of check_symbols.py: the tables against names, and against what the compiler really emits."""

import subprocess
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import check_symbols

# One call of each kind, and what the check must say about it.
CALLS = {
    "#include <ctime>\nlong f() { timespec t; clock_gettime(CLOCK_REALTIME, &t); return t.tv_sec; }": "a clock",
    "#include <chrono>\nauto f() { return std::chrono::steady_clock::now(); }": "a clock",
    "#include <thread>\nvoid f() { std::this_thread::sleep_for(std::chrono::seconds(1)); }": "a clock",
    "#include <random>\nauto f() { return std::random_device()(); }": "entropy",
    "#include <cstdlib>\nint f() { return std::rand(); }": "entropy",
    "#include <sys/random.h>\nvoid f(char* p) { (void)!getrandom(p, 1, 0); }": "entropy",
    "#include <cstdlib>\nchar* f() { return std::getenv(\"HOME\"); }": "the environment",
    "#include <cctype>\nint f(int c) { return std::isalpha(c); }": "the locale",
    "#include <cstdlib>\ndouble f(const char* s) { return std::strtod(s, nullptr); }": "the locale",
    "#include <locale>\nauto f() { return std::locale(); }": "the locale",
    "#include <fcntl.h>\nint f() { return open(\"x\", O_RDONLY); }": "files",
    "#include <cstdio>\nvoid f() { std::fopen(\"x\", \"r\"); }": "files",
    "#include <sys/stat.h>\nint f() { struct stat s; return stat(\"x\", &s); }": "files",
    "#include <fstream>\nvoid f() { std::ifstream file(\"x\"); }": "files",
    "#include <filesystem>\nbool f() { return std::filesystem::exists(\"x\"); }": "files",
    "#include <iostream>\nvoid f() { std::cout << \"x\"; }": "files",
    "#include <sstream>\nauto f(int i) { std::ostringstream s; s << i; return s.str(); }": "files",
    "#include <fmt/core.h>\nvoid f() { fmt::print(\"x\"); }": "files",
    "#include <cmath>\ndouble f(double x) { return std::sin(x); }": "the CPU",
    "#include <cmath>\ndouble f(double x) { return std::pow(x, x); }": "the CPU",
    "#include <sys/socket.h>\nint f() { return socket(1, 2, 3); }": "sockets and other processes",
}

HARMLESS = """
#include <cstdlib>
#include <cstring>
#include <cassert>
#include <memory>
#include <string>
#include <vector>
#include <thread>
#include <mutex>
#include <cmath>
#include <sys/mman.h>
#include <fmt/format.h>
std::string f(int i, double d, std::mutex& m) {
  std::lock_guard lock(m);
  assert(i > 0);
  std::vector<int> v(static_cast<unsigned long>(i), 1);
  void* p = mmap(nullptr, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  munmap(p, 4096);
  std::thread([] {}).join();
  if (std::memchr(&d, i, 4)) std::abort();
  d = std::sqrt(std::fmod(std::floor(d), std::ldexp(d, i)));
  return fmt::format("{} {:.3} {}", v.size(), d, i) + std::to_string(std::lround(d));
}
"""


class NamesTest(unittest.TestCase):
    def test_variants_of_libc_names(self):
        for symbol in ("open", "open64", "__open_2", "__open64_2", "openat64", "__read_chk", "__isoc99_fscanf",
                       "__fxstat64", "lseek64", "__printf_chk"):
            self.assertEqual("files", check_symbols.reaches(symbol), symbol)
        for symbol in ("__ctype_b_loc", "__isoc23_strtod", "strtod_l", "isalpha_l"):
            self.assertEqual("the locale", check_symbols.reaches(symbol), symbol)
        self.assertEqual("the environment", check_symbols.reaches("secure_getenv"))

    def test_elementary_functions(self):
        for symbol in ("sin", "atanhf", "atan2", "coshl", "sincos", "exp", "expm1", "exp10", "log1pl", "log2", "powf", "cbrt",
                       "hypot", "lgamma_r", "erfc", "j0"):
            self.assertEqual("the CPU", check_symbols.reaches(symbol), symbol)
        for symbol in ("fmod", "sqrt", "floor", "ldexp", "ilogb", "rint", "nearbyint", "expect", "logb"):
            self.assertIsNone(check_symbols.reaches(symbol), symbol)

    def test_names_that_only_look_alike(self):
        for symbol in ("memcpy", "malloc", "abort", "__assert_fail", "strlen", "_ZN6orrery4base5Arena6rewindE",
                       "_ZN6orrery6syntax4openEv", "__errno_location", "pthread_create", "snprintf", "mmap"):
            self.assertIsNone(check_symbols.reaches(symbol), symbol)

    def test_exceptions_hold_for_their_folder_only(self):
        with mock.patch.dict(check_symbols.ALLOWED, {"base": {"fputs": "says why the process ends"}}):
            self.assertEqual([], check_symbols.violations("base", {"fputs"}))
            self.assertEqual([("fputs", "files")], check_symbols.violations("vm", {"fputs"}))

    def test_what_another_object_of_the_archive_defines_is_not_imported(self):
        output = ("lib.a:a.cpp.o:                  U time\nlib.a:a.cpp.o:                  U read\n"
                  "lib.a:b.cpp.o: 0000000000000000 T read\nlib.a:c.cpp.o: ---------------- T g\n"
                  "lib.a:c.cpp.o:                  w getenv\n")
        self.assertEqual({"time": {"a.cpp.o"}, "getenv": {"c.cpp.o"}}, check_symbols.imported_symbols(output))


class CompiledTest(unittest.TestCase):
    def imports(self, *texts, flags=("-O1",)):
        with tempfile.TemporaryDirectory() as folder:
            objects = []
            for number, text in enumerate(texts):
                source = Path(folder) / f"{number}.cpp"
                source.write_text(text)
                objects.append(str(source.with_suffix(".o")))
                subprocess.run(["clang++-19", "-std=c++23", "-fno-exceptions", "-fno-rtti", *flags, "-c", str(source),
                                "-DFMT_STATIC_THOUSANDS_SEPARATOR=','", "-o", objects[-1]], check=True)
            nm = subprocess.run([check_symbols.NM, "-A", "--no-sort", *objects], capture_output=True, text=True,
                                check=True)
        return check_symbols.imported_symbols(nm.stdout)

    def test_finds_every_kind_of_call(self):
        for text, expected in CALLS.items():
            found = {what for _, what in check_symbols.violations("gc", self.imports(text))}
            self.assertIn(expected, found, text)

    def test_sees_into_bitcode(self):
        text, expected = next(iter(CALLS.items()))
        found = check_symbols.violations("vm", self.imports(text, flags=("-O2", "-flto=thin")))
        self.assertEqual([("clock_gettime", expected)], found)

    def test_lets_the_rest_pass(self):
        self.assertEqual([], check_symbols.violations("vm", self.imports(HARMLESS)))


if __name__ == "__main__":
    unittest.main()
