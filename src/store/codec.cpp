#include "store/codec.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "model/moment_json.hpp"

namespace faultline::store {

namespace {

constexpr std::string_view kMomentParts[] = {"earliest_us", "best_us",    "latest_us",  "local_s",
                                             "resolution",  "zone_basis", "date_basis", "zone",
                                             "written",     "reason",     "rejected"};
constexpr int kMomentColumns = static_cast<int>(std::size(kMomentParts));

constexpr std::string_view kScopeColumns =
    "organisation, organisation_label, cluster, cluster_label, service, service_label, component_group, "
    "component_group_label";

void put_name(Statement& statement, const model::Name& name) {
  statement.put(name.slug).put(name.label);
}

model::Name read_name(Row& row) {
  std::string slug = row.text();
  return {std::move(slug), row.text()};
}

void put_scope(Statement& statement, const model::Scope& scope) {
  put_name(statement, scope.organisation);
  put_name(statement, scope.cluster);
  put_name(statement, scope.service);
  put_name(statement, scope.group);
}

// Unlike Scope's own comparison this tells labels apart: a load gives back the very scope.
std::string key_of(const model::Scope& scope) {
  std::string key;
  for (const model::Name* name : {&scope.organisation, &scope.cluster, &scope.service, &scope.group}) {
    // The lengths keep ("ab", "c") and ("a", "bc") apart.
    key += std::to_string(name->slug.size());
    key += ':';
    key += std::to_string(name->label.size());
    key += ':';
    key += name->slug;
    key += name->label;
  }
  return key;
}

}  // namespace

std::string moment_columns(std::string_view prefix) {
  std::string result;
  for (const std::string_view part : kMomentParts) {
    if (!result.empty()) result += ", ";
    result += prefix;
    result += part;
  }
  return result;
}

void MomentText::put(Statement& statement, const base::Moment& moment) {
  if (moment.utc) {
    statement.put(base::to_micros(moment.utc->earliest))
        .put(base::to_micros(moment.utc->best))
        .put(base::to_micros(moment.utc->latest));
  } else {
    statement.put(std::nullopt).put(std::nullopt).put(std::nullopt);
  }
  if (moment.local) {
    statement.put(moment.local->time_since_epoch().count());
  } else {
    statement.put(std::nullopt);
  }
  statement.put(moment.resolution).put(moment.zone_basis).put(moment.date_basis);
  statement.put(moment.zone).put(moment.written).put(moment.reason);
  if (moment.rejected.empty()) {
    statement.put(std::nullopt);
  } else {
    base::Moment readings;
    readings.rejected = moment.rejected;
    rejected_ = model::moment_to_json(readings)
                    .at("rejected")
                    .dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    statement.put(rejected_);
  }
}

void MomentText::put(Statement& statement, const std::optional<base::Moment>& moment) {
  if (moment) return put(statement, *moment);
  for (int i = 0; i < kMomentColumns; ++i) statement.put(std::nullopt);
}

base::Moment read_moment(Row& row) {
  base::Moment moment;
  if (row.is_null()) {
    row.skip(3);
  } else {
    const auto earliest = base::from_micros(row.integer());
    const auto best = base::from_micros(row.integer());
    const auto latest = base::from_micros(row.integer());
    moment.utc = base::Bounds{earliest, best, latest};
  }
  if (const auto local = row.maybe_integer()) moment.local = base::LocalTime(base::Seconds(*local));
  moment.resolution = row.one_of(base::Resolution::unknown);
  moment.zone_basis = row.one_of(base::ZoneBasis::none);
  moment.date_basis = row.one_of(base::DateBasis::none);
  moment.zone = row.text();
  moment.written = row.text();
  moment.reason = row.text();
  if (!row.is_null()) {
    nlohmann::ordered_json json = model::moment_to_json(base::Moment{});
    json["rejected"] = nlohmann::ordered_json::parse(row.view());
    moment.rejected = model::moment_from_json(json).rejected;
  } else {
    row.skip(1);
  }
  return moment;
}

std::optional<base::Moment> read_maybe_moment(Row& row) {
  Row resolution = row;
  resolution.skip(4);
  if (!resolution.is_null()) return read_moment(row);
  row.skip(kMomentColumns);
  return std::nullopt;
}

void put_location(Statement& statement, const model::Location& location) {
  statement.put(location.line).put(location.column).put(location.pointer);
}

model::Location read_location(Row& row) {
  const int line = row.small();
  const int column = row.small();
  return {line, column, row.text()};
}

void put_evidence(Statement& statement, const model::Evidence& evidence) {
  if (evidence.source_digest.empty()) {
    statement.put(std::nullopt);
  } else {
    statement.put(evidence.source_digest);
  }
  statement.put(evidence.source_name);
  put_location(statement, evidence.location);
  statement.put(evidence.excerpt);
}

void put_amount(Statement& statement, const std::optional<model::Amount>& amount) {
  if (!amount) {
    for (int column = 0; column < 8; ++column) statement.put(std::nullopt);
    return;
  }
  statement.put(amount->kind).put(amount->lowest).put(amount->highest).put(amount->total);
  statement.put(amount->is_hedged ? 1 : 0).put(amount->noun).put(amount->unit).put(amount->written);
}

std::optional<model::Amount> read_amount(Row& row) {
  const auto kind = row.maybe_one_of(model::AmountKind::change);
  if (!kind) {
    row.skip(7);
    return std::nullopt;
  }
  model::Amount amount;
  amount.kind = *kind;
  amount.lowest = row.maybe_integer();
  amount.highest = row.maybe_integer();
  amount.total = row.maybe_integer();
  amount.is_hedged = row.integer() != 0;
  amount.noun = row.text();
  amount.unit = row.text();
  amount.written = row.text();
  return amount;
}

std::optional<std::int64_t> maybe_micros(const std::optional<base::Instant>& instant) {
  if (!instant) return std::nullopt;
  return base::to_micros(*instant);
}

std::optional<base::Instant> maybe_instant(std::optional<std::int64_t> micros) {
  if (!micros) return std::nullopt;
  return base::from_micros(*micros);
}

std::string insert_sql(std::string_view table, std::string_view columns) {
  std::string marks = "?";
  for (auto commas = std::count(columns.begin(), columns.end(), ','); commas > 0; --commas) marks += ", ?";
  return fmt::format("INSERT INTO {} ({}) VALUES ({})", table, columns, marks);
}

ScopeWriter::ScopeWriter(const Database& database)
    : find_(database.prepare(
          "SELECT id FROM scope WHERE organisation = ? AND organisation_label = ? AND cluster = ? AND "
          "cluster_label = ? "
          "AND service = ? AND service_label = ? AND component_group = ? AND component_group_label = ?")),
      insert_(database.prepare(insert_sql("scope", kScopeColumns))) {}

std::int64_t ScopeWriter::id_of(const model::Scope& scope) {
  const auto [entry, is_new] = known_.try_emplace(key_of(scope), 0);
  if (!is_new) return entry->second;
  put_scope(find_, scope);
  if (find_.step()) {
    entry->second = find_.integer(0);
    while (find_.step()) {
    }
  } else {
    put_scope(insert_, scope);
    insert_.run();
    entry->second = insert_.last_insert_id();
  }
  return entry->second;
}

ScopeTable::ScopeTable(const Database& database) : path_(database.path()) {
  Statement statement = database.prepare(fmt::format("SELECT {} FROM scope ORDER BY id", kScopeColumns));
  while (statement.step()) {
    Row row(statement);
    model::Scope scope;
    scope.organisation = read_name(row);
    scope.cluster = read_name(row);
    scope.service = read_name(row);
    scope.group = read_name(row);
    scopes_.push_back(std::move(scope));
  }
}

const model::Scope& ScopeTable::at(std::int64_t id) const {
  if (id < 1 || id > static_cast<std::int64_t>(scopes_.size())) {
    throw base::Error(fmt::format(
        "'{}' is damaged (scope {} is missing); ingest the sources again into a new file", path_, id));
  }
  return scopes_[static_cast<std::size_t>(id - 1)];
}

}  // namespace faultline::store
