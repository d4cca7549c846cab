#pragma once

/// Puts a file's bytes into the program, between the symbols orrery_GROUP_NAME and orrery_GROUP_NAME_end,
/// which it declares. At file scope. (#embed would make a token of each byte, which takes seconds and much
/// memory.)
/// \param path  a string literal; the assembler reads it, so neither the compiler nor its cache knows of it:
/// CMakeLists.txt must
#define ORRERY_EMBED_FILE(group, name, path)                                                               \
  asm(".pushsection .rodata.orrery_" #group                                                                \
      ",\"a\",@progbits\n"                                                                                 \
      ".global orrery_" #group "_" #name "\n.hidden orrery_" #group "_" #name "\norrery_" #group "_" #name \
      ":\n"                                                                                                \
      ".incbin \"" path                                                                                    \
      "\"\n"                                                                                               \
      ".global orrery_" #group "_" #name "_end\n.hidden orrery_" #group "_" #name "_end\norrery_" #group   \
      "_" #name                                                                                            \
      "_end:\n"                                                                                            \
      ".popsection\n");                                                                                    \
  extern "C" const char orrery_##group##_##name[];                                                         \
  extern "C" const char orrery_##group##_##name##_end[];
