#include "cli/sealed_result.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <tuple>

#include "analyze/restatement.hpp"
#include "base/error.hpp"
#include "cli/policy_choice.hpp"
#include "cli/sla_computation.hpp"
#include "model/sla_json.hpp"

namespace faultline::cli {

namespace {

using model::Seal;
using model::SlaRow;

std::vector<SlaRow> rows_under(const model::SlaResult& result, const std::string& policy) {
  std::vector<SlaRow> rows;
  std::copy_if(result.rows.begin(), result.rows.end(), std::back_inserter(rows),
               [&](const SlaRow& row) { return row.policy == policy; });
  return rows;
}

// What the seal's rows are today.
model::SlaResult rows_today(Session& session, const store::Store& store, const model::Report& report,
                            const Seal& seal) {
  model::SlaResult fresh =
      fresh_rows(session, store, report, seal.period, seal.organisation, seal.is_by_name ? seal.policy : "");
  fresh.rows = rows_under(fresh, seal.policy);
  return fresh;
}

const model::Policy* policy_of(const model::SlaResult& result, const std::string& name) {
  const auto found = std::find_if(result.policies.begin(), result.policies.end(),
                                  [&](const model::Policy& policy) { return policy.name == name; });
  return found == result.policies.end() ? nullptr : &*found;
}

bool is_asked(const analyze::SlaQuery& query, const model::Scope& scope) {
  return (query.organisation.empty() || query.organisation == scope.organisation.slug) &&
         (query.cluster.empty() || query.cluster == scope.cluster.slug) &&
         (query.service.empty() || query.service == scope.service.slug);
}

bool is_of(const Seal& seal, const SlaRow& row) {
  return row.policy == seal.policy && row.period == seal.period &&
         (seal.organisation.empty() || row.scope.organisation.slug == seal.organisation);
}

// "2021-03..2021-05" covers "2021-04": labels of one kind sort as their periods do.
bool is_period_asked(const analyze::SlaQuery& query, const model::SlaResult& result, const Seal& seal) {
  if (query.period.empty() || query.period == seal.period) return true;
  if (std::any_of(result.rows.begin(), result.rows.end(),
                  [&](const SlaRow& row) { return is_of(seal, row); }))
    return true;
  const std::size_t dots = query.period.find("..");
  if (dots == std::string::npos) return false;
  const std::string first = query.period.substr(0, dots), last = query.period.substr(dots + 2);
  return first.size() == seal.period.size() && first <= seal.period && seal.period <= last;
}

std::optional<std::string> damage_of(const std::vector<Seal>& all, const Seal& last) {
  std::string previous;
  for (const Seal& seal : all) {
    if (!model::is_of_one_chain(seal, last)) continue;
    if (auto damage = model::seal_damage(seal)) return damage;
    if (seal.previous != previous)
      return fmt::format("version {} does not follow on the one before it", seal.version);
    previous = seal.digest;
  }
  return std::nullopt;
}

// A row that the query did not give stays away unless the facts no longer give it at all.
bool is_shown(const SlaRow& row, const analyze::SlaQuery& query, const std::vector<SlaRow>& before,
              const std::vector<SlaRow>& today) {
  if (!is_asked(query, row.scope)) return false;
  if (!query.period.empty()) return true;
  const auto is_same = [&](const SlaRow& other) {
    return other.period == row.period && analyze::is_same_row(other, row);
  };
  return std::any_of(before.begin(), before.end(), is_same) ||
         std::none_of(today.begin(), today.end(), is_same);
}

// Days, stretches and alerts are no part of a seal; those of today belong to a row only while its figure is
// the same.
void keep_details(SlaRow& row, const std::vector<SlaRow>& fresh) {
  for (const SlaRow& other : fresh) {
    if (other.period != row.period || other.policy != row.policy || !analyze::is_same_row(other, row))
      continue;
    if (other.best != row.best) return;
    row.days = other.days;
    row.stretches = other.stretches;
    row.burn_rules = other.burn_rules;
    row.firings = other.firings;
    return;
  }
}

std::string day_of(base::Instant instant) {
  return base::format_rfc3339(instant).substr(0, 10);
}

std::string note_of(const Seal& seal, const model::SealCheck& check) {
  const std::size_t count = check.differences.size();
  return fmt::format(
      "{} is sealed: the figures {} on {} are shown; what is known today changes {} row{}: "
      "faultline verify {}",
      seal.period, seal.version == 0 ? "sealed" : "restated", day_of(seal.sealed_at), count,
      count == 1 ? "" : "s", seal.period);
}

base::Instant first_sealed_at(const std::vector<Seal>& all, const Seal& last) {
  for (const Seal& seal : all)
    if (seal.version == 0 && model::is_of_one_chain(seal, last)) return seal.sealed_at;
  return last.sealed_at;
}

// Absent where the seal is whole.
std::optional<model::SealCheck> damaged_check(const std::vector<Seal>& all, const Seal& last) {
  const auto damage = damage_of(all, last);
  if (!damage) return std::nullopt;
  model::SealCheck check;
  check.seal = last;
  check.state = model::SealCheck::State::damaged;
  check.damage = *damage;
  return check;
}

// Of a whole seal, against what the facts of today give.
model::SealCheck compared_check(const model::Report& report, const Seal& last,
                                const model::SlaResult& fresh) {
  model::SealCheck check;
  check.seal = last;
  const model::Policy* policy = policy_of(fresh, last.policy);
  check.differences = analyze::compare_rows(model::rows_from_text(last.rows_text), fresh.rows,
                                            policy == nullptr ? 4 : policy->decimals);
  const model::SealInputs inputs =
      analyze::inputs_of(report, last.organisation, last.start, last.end, fresh.config_digest);
  const std::string policy_text = policy == nullptr ? std::string() : model::canonical_text(*policy);
  check.inputs = analyze::compare_inputs(model::inputs_from_text(last.inputs_text), inputs, last.policy_text,
                                         policy_text);
  if (!check.differences.empty()) check.state = model::SealCheck::State::changed;
  return check;
}

}  // namespace

model::SlaResult fresh_rows(Session& session, const store::Store& store, const model::Report& report,
                            const std::string& period, const std::string& organisation,
                            const std::string& policy) {
  analyze::SlaQuery query;
  query.period = period;
  query.organisation = organisation;
  if (!policy.empty()) query.under = {policy_named(session.config(), policy)};
  return computed_sla(session, store, report, query);
}

std::vector<Seal> seals_of(const model::SlaResult& fresh, const model::Report& report,
                           const std::string& organisation, bool is_by_name) {
  std::vector<Seal> seals;
  for (const model::Policy& policy : fresh.policies) {
    const std::vector<SlaRow> rows = rows_under(fresh, policy.name);
    if (rows.empty()) continue;
    Seal& seal = seals.emplace_back();
    seal.period = rows.front().period;
    seal.start = rows.front().period_start;
    seal.end = rows.front().period_end;
    seal.policy = policy.name;
    seal.policy_text = model::canonical_text(policy);
    seal.organisation = organisation;
    seal.is_by_name = is_by_name;
    seal.is_provisional =
        std::any_of(rows.begin(), rows.end(), [](const SlaRow& row) { return row.is_provisional; });
    seal.rows_text = model::rows_to_text(rows);
    seal.inputs_text = model::inputs_to_text(
        analyze::inputs_of(report, organisation, seal.start, seal.end, fresh.config_digest));
  }
  return seals;
}

model::SealCheck check_seal(Session& session, const store::Store& store, const model::Report& report,
                            const std::vector<Seal>& all, const Seal& last) {
  if (auto damaged = damaged_check(all, last)) return *damaged;
  return compared_check(report, last, rows_today(session, store, report, last));
}

void show_sealed(model::SlaResult& result, Session& session, const store::Store& store,
                 const model::Report& report, const analyze::SlaQuery& query) {
  const bool is_by_name = !query.under.empty();
  const std::vector<Seal> all = store.load_seals();
  for (const Seal& last : model::last_versions(all)) {
    if (policy_of(result, last.policy) == nullptr || last.is_by_name != is_by_name ||
        !is_period_asked(query, result, last))
      continue;
    if (const auto damaged = damaged_check(all, last)) {
      result.notes.push_back(fmt::format("the seal of {} is not shown: {}: faultline verify {}", last.period,
                                         damaged->damage, last.period));
      continue;
    }
    const model::SlaResult fresh = rows_today(session, store, report, last);
    const model::SealCheck check = compared_check(report, last, fresh);
    std::vector<SlaRow> shown;
    for (SlaRow& row : model::rows_from_text(last.rows_text)) {
      if (!is_shown(row, query, result.rows, fresh.rows)) continue;
      keep_details(row, result.rows);
      shown.push_back(std::move(row));
    }
    const bool had_rows = std::erase_if(result.rows, [&](const SlaRow& row) { return is_of(last, row); }) > 0;
    if (shown.empty() && !had_rows) continue;
    for (SlaRow& row : shown) result.rows.push_back(std::move(row));
    result.seals.push_back(model::mark_of(last, first_sealed_at(all, last)));
    if (!check.differences.empty()) result.notes.push_back(note_of(last, check));
    if (check.inputs.is_policy_changed)
      result.notes.push_back(fmt::format(
          "{} was sealed while policy '{}' said something else; its figures are those that were sealed",
          last.period, last.policy));
  }
  if (result.seals.empty()) return;
  const auto place_of = [&](const SlaRow& row) {
    return std::find_if(result.policies.begin(), result.policies.end(),
                        [&](const model::Policy& policy) { return policy.name == row.policy; }) -
           result.policies.begin();
  };
  std::stable_sort(result.rows.begin(), result.rows.end(), [&](const SlaRow& a, const SlaRow& b) {
    return std::make_tuple(place_of(a), std::cref(a.scope), std::cref(a.objective.name), a.period_start) <
           std::make_tuple(place_of(b), std::cref(b.scope), std::cref(b.objective.name), b.period_start);
  });
}

}  // namespace faultline::cli
