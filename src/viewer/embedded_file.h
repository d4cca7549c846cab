#pragma once

/// Puts a file's bytes into the program, between the symbols SYMBOL and SYMBOL_end, which it declares. At
/// file scope. (#embed would make a token of each byte, which takes seconds and much memory.)
/// \param path  a string literal; the assembler reads it, so neither the compiler nor its cache knows of it:
/// CMakeLists.txt must
#define ORRERY_EMBED_FILE(symbol, path)                                                             \
  asm(".pushsection .rodata.orrery_embedded,\"a\",@progbits\n"                                      \
      ".global " #symbol "\n.hidden " #symbol "\n" #symbol                                          \
      ":\n"                                                                                         \
      ".incbin \"" path                                                                             \
      "\"\n"                                                                                        \
      ".global " #symbol "_end\n.hidden " #symbol "_end\n" #symbol                                  \
      "_end:\n"                                                                                     \
      ".popsection\n");                                                                             \
  extern "C" const char symbol[]; /* NOLINT(bugprone-macro-parentheses): a name that is declared */ \
  extern "C" const char symbol##_end[];
