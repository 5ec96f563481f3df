// The names of enums: each leads back to its value, whatever the case and the separators.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "base/text.hpp"
#include "model/claim.hpp"
#include "model/event.hpp"
#include "model/finding.hpp"
#include "model/incident.hpp"
#include "model/level.hpp"
#include "model/metric.hpp"
#include "model/milestone.hpp"
#include "model/sla.hpp"

using namespace faultline::model;

namespace {

template <typename Enum, typename Parse>
void check_round_trip(Enum last, Parse parse) {
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    const auto value = static_cast<Enum>(i);
    std::string name(to_string(value));
    INFO(name);
    CHECK(parse(name) == value);
    std::replace(name.begin(), name.end(), '_', ' ');
    CHECK(parse(name) == value);
    std::replace(name.begin(), name.end(), ' ', '-');
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
    CHECK(parse(name) == value);
  }
  CHECK_FALSE(parse(""));
  CHECK_FALSE(parse("nonsense"));
}

template <typename Enum>
void check_distinct(Enum last) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(last); ++i) names.insert(to_string(static_cast<Enum>(i)));
  CHECK(names.size() == static_cast<std::size_t>(last) + 1);
}

}  // namespace

TEST_CASE("names lead back to their values") {
  check_round_trip(ClaimKind::told_time, parse_claim_kind);
  check_round_trip(AmountKind::change, parse_amount_kind);
  check_round_trip(EventKind::incident, parse_event_kind);
  check_round_trip(PostStatus::completed, parse_post_status);
  check_round_trip(MilestoneKind::postmortem_published, parse_milestone_kind);
  check_round_trip(MilestoneState::unknown, parse_milestone_state);
  check_round_trip(Ledger::fused, parse_ledger);
  check_round_trip(Level::major_outage, parse_level);
  check_round_trip(MetricKind::trigger_to_impact, parse_metric_kind);
}

TEST_CASE("names that are only printed are distinct") {
  check_distinct(FindingSeverity::contradiction);
  check_distinct(Promise::Verdict::open);
  check_distinct(DurationAudit::Verdict::not_checkable);
  check_distinct(TimelineRow::Kind::annotation);
  check_distinct(SlaRow::Verdict::depends);
  check_distinct(MetricState::invalid);
}

TEST_CASE("an enum value from elsewhere has a name too") {
  CHECK(to_string(static_cast<EventKind>(99)) == "unknown");
}

TEST_CASE("pages' words for levels") {
  const struct {
    const char* text;
    Level level;
  } kStates[] = {{"operational", Level::operational},       {"degraded_performance", Level::degraded},
                 {"Degraded Performance", Level::degraded}, {"partial_outage", Level::partial_outage},
                 {"Partial outage", Level::partial_outage}, {"MAJOR_OUTAGE", Level::major_outage},
                 {"full_outage", Level::major_outage},      {"under_maintenance", Level::maintenance},
                 {"Under Maintenance", Level::maintenance}};
  for (const auto& c : kStates) {
    INFO(c.text);
    CHECK(parse_level(c.text) == c.level);
  }
  CHECK_FALSE(parse_level("broken"));
  CHECK(level_of_impact("none") == Level::unknown);
  CHECK(level_of_impact("minor") == Level::degraded);
  CHECK(level_of_impact("Major") == Level::partial_outage);
  CHECK(level_of_impact("critical") == Level::major_outage);
  CHECK(level_of_impact("maintenance") == Level::maintenance);
  CHECK_FALSE(level_of_impact("severe"));
  CHECK(Level::major_outage > Level::partial_outage);
}
