#include "store/derived_loader.hpp"

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "store/snapshot.hpp"

namespace faultline::store {

std::optional<model::Report> load_derived(const Database& database, const std::string& key) {
  Statement state = database.prepare("SELECT snapshot_digest, snapshot FROM derived_state WHERE key = ?");
  if (!state.put(key).step()) return std::nullopt;
  const std::string_view snapshot = state.bytes(1);
  if (base::digest_of(snapshot) != state.text(0)) {
    throw base::Error(fmt::format(
        "'{}' is damaged (the stored incidents are not what was written); restore a copy, or ingest the "
        "sources again into a new file",
        database.path()));
  }
  return unpack(snapshot);
}

}  // namespace faultline::store
