#include "store/derived_loader.hpp"

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "store/snapshot.hpp"

namespace faultline::store {

namespace {

// The bytes of the one row of `table`; absent where its key differs.
std::optional<std::string> load_snapshot(const Database& database, std::string_view table,
                                         std::string_view what, const std::string& key) {
  Statement state =
      database.prepare(fmt::format("SELECT snapshot_digest, snapshot FROM {} WHERE key = ?", table));
  if (!state.put(key).step()) return std::nullopt;
  const std::string_view snapshot = state.bytes(1);
  if (base::digest_of(snapshot) != state.text(0)) {
    throw base::Error(
        fmt::format("'{}' is damaged (the stored {} are not what was written); restore a copy, or ingest the "
                    "sources again into a new file",
                    database.path(), what));
  }
  return std::string(snapshot);
}

}  // namespace

std::optional<model::Report> load_derived(const Database& database, const std::string& key) {
  const auto snapshot = load_snapshot(database, "derived_state", "incidents", key);
  if (!snapshot) return std::nullopt;
  return unpack(*snapshot);
}

std::optional<model::Observations> load_observations(const Database& database, const std::string& key) {
  const auto snapshot = load_snapshot(database, "observations", "observations", key);
  if (!snapshot) return std::nullopt;
  return unpack_observations(*snapshot);
}

}  // namespace faultline::store
