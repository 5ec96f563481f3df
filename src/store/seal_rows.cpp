#include "store/seal_rows.hpp"

#include <fmt/format.h>

#include "store/codec.hpp"

namespace faultline::store {

namespace {

constexpr std::string_view kColumns =
    "digest, period, start_us, end_us, policy, policy_text, organisation, is_by_name, version, previous, "
    "is_provisional, "
    "sealed_at_us, author, note, sla_rows, inputs, difference";

}  // namespace

Added write_seal(const Database& database, const model::Seal& seal) {
  Statement known = database.prepare("SELECT 1 FROM seal WHERE digest = ?");
  if (known.put(seal.digest).step()) return Added::known;
  Statement taken = database.prepare(
      "SELECT 1 FROM seal WHERE period = ? AND policy = ? AND organisation = ? AND is_by_name = ? AND "
      "version = ?");
  if (taken.put(seal.period)
          .put(seal.policy)
          .put(seal.organisation)
          .put(seal.is_by_name ? 1 : 0)
          .put(seal.version)
          .step())
    throw base::Error(
        fmt::format("{} was sealed by another run meanwhile; look again with faultline verify", seal.period));
  Statement insert = database.prepare(insert_sql("seal", kColumns));
  insert.put(seal.digest).put(seal.period).put(base::to_micros(seal.start)).put(base::to_micros(seal.end));
  insert.put(seal.policy).put(seal.policy_text).put(seal.organisation).put(seal.is_by_name ? 1 : 0);
  insert.put(seal.version).put(seal.previous);
  insert.put(seal.is_provisional ? 1 : 0)
      .put(base::to_micros(seal.sealed_at))
      .put(seal.author)
      .put(seal.note);
  insert.put(seal.rows_text).put(seal.inputs_text).put(seal.difference_text).run();
  return Added::added;
}

std::vector<model::Seal> load_seals(const Database& database) {
  std::vector<model::Seal> seals;
  Statement statement = database.prepare(fmt::format(
      "SELECT {} FROM seal ORDER BY period, policy, organisation, is_by_name, version", kColumns));
  while (statement.step()) {
    Row row(statement);
    model::Seal& seal = seals.emplace_back();
    seal.digest = row.text();
    seal.period = row.text();
    seal.start = base::from_micros(row.integer());
    seal.end = base::from_micros(row.integer());
    seal.policy = row.text();
    seal.policy_text = row.text();
    seal.organisation = row.text();
    seal.is_by_name = row.integer() != 0;
    seal.version = row.small();
    seal.previous = row.text();
    seal.is_provisional = row.integer() != 0;
    seal.sealed_at = base::from_micros(row.integer());
    seal.author = row.text();
    seal.note = row.text();
    seal.rows_text = row.text();
    seal.inputs_text = row.text();
    seal.difference_text = row.text();
  }
  return seals;
}

}  // namespace faultline::store
