#!/usr/bin/env python3
"""Law 1: the engine reads no clock, entropy, file, socket, environment or locale, and computes alike on every CPU.

    tools/check_symbols.py build/dev

Looks at what the libraries of the engine's folders import (llvm-nm -u) and fails on functions that reach outside.
Whatever a folder really needs from there goes through the door, an interface that the host implements.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NM = "llvm-nm-19"

# The folders under the law; those that do not exist yet are checked from their first .cpp file on. `*` stands for
# every folder in a folder.
ENGINE_FOLDERS = [
    "base", "trace", "gc", "elementary", "regexp", "syntax", "bytecode", "compiler", "vm", "interpreter", "builtins/*", "jit",
    "engine", "loop", "html_parser", "web/encoding", "web/url", "web/urlpattern",
]

# C functions by what they reach. Variants are found by their plain name: open64, __open_2 and __open_chk are `open`,
# __isoc23_strtod is `strtod`, __newlocale is `newlocale`. A name may be a regular expression.
FORBIDDEN_C = {
    "a clock": r"""
        clock clock_(gettime|getres|settime|nanosleep) time times gettimeofday settimeofday ftime timespec_get(res)?
        localtime localtime_r gmtime gmtime_r mktime timegm strftime strptime ctime ctime_r asctime asctime_r tzset
        tzname timezone daylight sleep usleep nanosleep alarm setitimer getitimer timer_\w+ timerfd_\w+ getrusage
        adjtime(x)?
        """,
    "entropy": r"""
        rand rand_r srand random random_r srandom srandom_r initstate setstate [dejlmn]rand48(_r)? srand48 seed48
        getrandom getentropy arc4random arc4random_\w+ uuid_generate\w*
        """,
    "the environment": r"""
        getenv secure_getenv setenv putenv unsetenv clearenv environ getpid getppid getuid geteuid getgid getegid
        getlogin getlogin_r getpw\w+ gethostname getdomainname uname sysinfo getauxval program_invocation_\w+
        confstr getcwd get_current_dir_name chdir fchdir get_nprocs get_nprocs_conf get_phys_pages get_avphys_pages
        """,
    "the locale": r"""
        setlocale localeconv nl_langinfo nl_langinfo_l newlocale uselocale duplocale freelocale
        ctype_(b|tolower|toupper)_loc ctype_get_mb_cur_max isalpha isalnum isblank iscntrl isdigit isgraph islower
        isprint ispunct isspace isupper isxdigit tolower toupper isw\w+ tow(lower|upper|ctrans) wctype wctrans
        strcoll strxfrm wcscoll wcsxfrm strcasecmp strncasecmp strto[dfl] strtold atof wcsto[dfl] wcstold
        mblen mbtowc wctomb mbstowcs wcstombs mbrtowc wcrtomb mbsrtowcs wcsrtombs mbrlen btowc wctob
        iconv iconv_open bindtextdomain textdomain d?gettext dcgettext
        """,
    "files": r"""
        f?open freopen fdopen fmemopen tmpfile tmpnam tempnam mk(s|os)?temps? mkdtemp openat openat2 creat close
        close_range fclose read readv pread preadv\d* write writev pwrite pwritev\d* fread fgets fgetc getc getchar gets
        getline getdelim f?scanf vf?scanf fwrite fputs fputc putc putchar puts fprintf printf vfprintf vprintf dprintf
        vdprintf perror ungetc fseek fseeko ftell ftello rewind fflush setv?buf fileno
        [lf]?stat fstatat statx statfs fstatfs statvfs fstatvfs xstat lxstat fxstat fxstatat access faccessat eaccess
        euidaccess opendir fdopendir readdir readdir_r closedir scandir glob ftw nftw fts_\w+ realpath readlink readlinkat
        canonicalize_file_name unlink unlinkat remove rename renameat renameat2 mkdir mkdirat rmdir symlink link
        truncate ftruncate chmod fchmod chown fchown utime\w* futimens lseek dup dup2 dup3 pipe pipe2 fcntl flock
        lockf ioctl isatty ttyname fsync fdatasync sync sendfile copy_file_range splice inotify_\w+ shm_open
        memfd_create
        """,
    "sockets and other processes": r"""
        socket socketpair bind listen accept accept4 connect shutdown send sendto sendmsg sendmmsg recv recvfrom
        recvmsg recvmmsg getsockopt setsockopt getsockname getpeername getaddrinfo freeaddrinfo getnameinfo
        gethostby\w+ getserv\w+ getifaddrs poll ppoll select pselect epoll_\w+ eventfd\w* fork vfork clone exec[lv]p?e?
        execvpe fexecve posix_spawnp? system popen pclose wait waitpid waitid wait3 wait4 kill dlopen dlmopen dlsym
        syscall
        """,
    # The C library picks an implementation by what the CPU can do (FMA), and the last bits differ between them:
    # src/elementary has our own. What is exact (floor, fmod, sqrt, ldexp…) may be used.
    "the CPU": r"""
        a?(sin|cos|tan)h?[fl]? atan2[fl]? sincos[fl]? exp(2|10|m1)?[fl]? pow10[fl]? log(2|10|1p)?[fl]? pow[fl]?
        cbrt[fl]? hypot[fl]? erfc?[fl]? [lt]gamma[fl]?(_r)? gamma[fl]? [jy][01n][fl]? c(sin|cos|tan)h?[fl]?
        """,
}

# Mangled C++ names by what they start with.
FORBIDDEN_CXX = {
    "a clock": r"_ZNSt6chrono|_ZNSt11this_thread11__sleep",
    "entropy": r"_ZNK?St13random_device",
    "the environment": r"_ZNSt6thread20hardware_concurrencyEv",
    "the locale": r"_ZNK?St6locale|_ZNSt7__cxx118numpunct|_ZSt9use_facet|_ZSt9has_facet|_ZNK?St5ctype|_ZNSt7codecvt",
    "files": r"_ZNSt8ios_base|_ZNSo|_ZNSi|_ZNSd|_ZSt[34](cin|cout|cerr|clog)|_ZSt16__ostream_insert|_ZStlsI|_ZSt4endlI"
             r"|_ZNK?St(13|14)basic_(filebuf|[io]?fstream)|_ZNK?St7__cxx1118basic_stringstream"
             r"|_ZNK?St7__cxx1119basic_[io]stringstream|_ZNK?St7__cxx1115basic_stringbuf|_ZNK?St10filesystem"
             r"|_ZN3fmt2v\d+6vprint",
}

# Folder -> imported symbol -> why it may stay. Keep it short: the law has few exceptions.
MEMORY_WITH_TWO_VIEWS = "machine code is written in one view of its memory and runs in another; no file has a name for that memory"
ALLOWED = {"jit": dict.fromkeys(("memfd_create", "ftruncate", "close"), MEMORY_WITH_TWO_VIEWS)}


def plain_name(symbol):
    """A C symbol without the decoration of glibc's variants."""
    name = re.sub(r"^_+(isoc\d\d_|libc_)?", "", symbol)
    return re.sub(r"(64)?(_2|_chk|_l)?$", "", name)


C_PATTERNS = {what: re.compile("|".join(f"(?:{name})" for name in names.split())) for what, names in FORBIDDEN_C.items()}
CXX_PATTERNS = {what: re.compile(pattern) for what, pattern in FORBIDDEN_CXX.items()}


def reaches(symbol):
    """What the function behind `symbol` reaches, as words, or None for a harmless one."""
    if symbol.startswith("_Z"):
        return next((what for what, pattern in CXX_PATTERNS.items() if pattern.match(symbol)), None)
    names = {symbol, plain_name(symbol)}
    return next((what for what, pattern in C_PATTERNS.items() if any(map(pattern.fullmatch, names))), None)


def violations(folder, imports):
    """(symbol, what it reaches) of the imports that `folder` may not have."""
    allowed = ALLOWED.get(folder, {})
    return [(symbol, what) for symbol in sorted(imports) if symbol not in allowed and (what := reaches(symbol))]


def imported_symbols(nm_output):
    """Symbol -> object files that import it and do not find it in their own archive, from `llvm-nm -A`."""
    imports, defined = {}, set()
    for line in nm_output.splitlines():
        # archive.a:object.o:                  U symbol
        match = re.match(r"^(?:.*?:)?([^:\s]+):\s*(?:[0-9a-f]+|-+)?\s*([A-Za-z])\s(\S+)$", line)
        if not match:
            continue
        source, kind, symbol = match.groups()
        if kind in "Uvw":
            imports.setdefault(symbol, set()).add(source)
        else:
            defined.add(symbol)
    return {symbol: sources for symbol, sources in imports.items() if symbol not in defined}


def engine_folders(source_root):
    """The folders under the law that have anything to link."""
    folders = []
    for pattern in ENGINE_FOLDERS:
        for path in sorted(source_root.glob(pattern)):
            if any(not source.name.endswith("_test.cpp") for source in path.rglob("*.cpp")):
                folders.append(path.relative_to(source_root).as_posix())
    return folders


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=Path, help="a folder built without link-time optimisation, such as build/dev")
    build = parser.parse_args().build

    problems, symbols = 0, 0
    folders = engine_folders(ROOT / "src")
    for folder in folders:
        archive = build / "src" / folder / f"liborrery_{folder.replace('/', '_')}.a"
        if not archive.is_file():
            sys.exit(f"check_symbols: {archive} is missing; build first, with the library named after its folder")
        nm = subprocess.run([NM, "-A", "--no-sort", str(archive)], capture_output=True, text=True, check=True)
        if not nm.stdout.strip():
            sys.exit(f"check_symbols: {NM} finds no symbols in {archive}")
        imports = imported_symbols(nm.stdout)
        symbols += len(imports)
        for symbol, what in violations(folder, imports):
            problems += 1
            print(f"src/{folder}: {symbol} reaches {what} (used by {', '.join(sorted(imports[symbol]))})")
        for symbol in sorted(set(ALLOWED.get(folder, {})) - set(imports)):
            problems += 1
            print(f"src/{folder}: the exception for {symbol} in tools/check_symbols.py is not needed")
    print(f"check_symbols: {len(folders)} libraries, {symbols} imported symbols, {problems} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
