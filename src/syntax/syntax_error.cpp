#include "syntax/syntax_error.h"
namespace orrery::syntax {
std::string describe(const SyntaxError& e, const SourceText& s, bool) { auto l=s.line_map().locate(e.range.start); return std::string(s.name())+":"+std::to_string(l.line)+":"+std::to_string(l.column_code_points+1)+": SyntaxError: "+e.message+"\n"; }
}
