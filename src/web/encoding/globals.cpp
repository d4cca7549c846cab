#include "web/encoding/globals.h"

#include "vm/objects/realm_interface.h"
#include "web/encoding/text_decoder.h"
#include "web/encoding/text_encoder.h"

namespace orrery::web {

namespace {

const vm::LazyRow k_encoding_globals_rows[] = {
    vm::lazy_interface("TextDecoder", TextDecoder::k_interface),
    vm::lazy_interface("TextEncoder", TextEncoder::k_interface),
};

}  // namespace

void add_encoding_globals(vm::Agent& agent, vm::Realm& realm) {
  vm::add_global_rows(agent, realm, k_encoding_globals_rows);
}

}  // namespace orrery::web
