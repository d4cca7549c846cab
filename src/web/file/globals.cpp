#include "web/file/globals.h"

#include "vm/objects/realm_interface.h"
#include "web/file/file.h"
#include "web/file/file_reader.h"
#include "web/file/progress_event.h"

namespace orrery::web {

namespace {

constexpr vm::LazyRow k_blob_rows[] = {
    vm::lazy_interface("Blob", Blob::k_interface),
    vm::lazy_interface("File", File::k_interface),
};
constexpr vm::LazyRow k_file_reader_rows[] = {
    vm::lazy_interface("FileReader", FileReader::k_interface),
    vm::lazy_interface("ProgressEvent", ProgressEvent::k_interface),
};

}  // namespace

void add_blob_globals(vm::Agent& agent, vm::Realm& realm) {
  vm::add_global_rows(agent, realm, k_blob_rows);
}

void add_file_reader_globals(vm::Agent& agent, vm::Realm& realm) {
  vm::add_global_rows(agent, realm, k_file_reader_rows);
}

}  // namespace orrery::web
