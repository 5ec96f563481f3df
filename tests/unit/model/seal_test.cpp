// Seals: rows as canonical JSON and back, and a hash over all of it.
#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "model/sla_json.hpp"

namespace faultline::model {

namespace {

SlaRow full_row() {
  SlaRow row;
  row.policy = "gold";
  row.period = "2021-03";
  row.period_start = base::parse_rfc3339("2021-03-01T00:00:00Z").value();
  row.period_end = base::parse_rfc3339("2021-04-01T00:00:00Z").value();
  row.period_seconds = 2678400;
  row.as_of = row.period_end;
  row.scope = {make_name("Corvane"), make_name("Prod 1"), make_name("Checkout \"API\""),
               make_name("Platform")};
  row.objective.name = "all of it";
  row.objective.target = {9995, 10000};
  row.objective.target_text = "99.95";
  row.objective.is_default = false;
  row.objective.combination = Combination::serial;
  row.objective.members = {{{}, make_name("prod-1"), {}, {}}, {{}, make_name("prod-2"), {}, {}}};
  row.unit = SlaUnit::pico_intervals;
  row.least = {1, 26784000};
  row.best = {2, 26784000};
  row.most = {3, 26784000};
  row.down_seconds = 4;
  row.counted_seconds = 5;
  row.maintenance_seconds = 6;
  row.unknown_seconds = 7;
  row.coverage = base::Ratio{8, 9};
  row.requests = 1000000000000;
  row.failed_requests = 11;
  row.budget = 12;
  row.remaining = -13;
  row.is_provisional = true;
  row.verdict = SlaRow::Verdict::depends;
  row.depends_on = "the end of 'x'";
  row.shares = {{"corvane-1", 1, ""}, {"", 1, "outside of any incident"}};
  row.deploy_shares = {{"checkout 2.4", 1, {"corvane-1"}}, {"", 1, {}}};
  row.credit_least = {SlaCredit::Kind::none, "", ""};
  row.credit_best = {SlaCredit::Kind::between_tiers, "0", "lies in no tier"};
  row.credit_most = {SlaCredit::Kind::tier, "10", ""};
  row.free_hours = 14;
  row.notes = {"minutes below 2,000 requests: 12"};
  return row;
}

Seal full_seal() {
  Seal seal;
  seal.period = "2021-03";
  seal.start = base::parse_rfc3339("2021-03-01T00:00:00Z").value();
  seal.end = base::parse_rfc3339("2021-04-01T00:00:00Z").value();
  seal.policy = "gold";
  seal.policy_text = "name = gold\n";
  seal.organisation = "corvane";
  seal.sealed_at = base::parse_rfc3339("2021-04-02T09:00:00Z").value();
  seal.author = "M. Ode";
  seal.note = "letters";
  seal.rows_text = rows_to_text({full_row()});
  seal.inputs_text = inputs_to_text({"c0ffee", {"d1", "d2"}, {"a-1"}});
  seal.digest = seal_digest(seal);
  return seal;
}

}  // namespace

TEST_CASE("rows come back exactly, to the same bytes") {
  SlaRow plain;
  const std::string text = rows_to_text({full_row(), plain});
  const std::vector<SlaRow> rows = rows_from_text(text);
  REQUIRE(rows.size() == 2);
  CHECK(rows_to_text(rows) == text);
  CHECK(rows[0].scope.service.label == "Checkout \"API\"");
  CHECK(rows[0].objective.members.size() == 2);
  CHECK(rows[0].best == Portion{2, 26784000});
  CHECK(rows[0].coverage->denominator == 9);
  CHECK(rows[0].requests == 1000000000000);
  CHECK(rows[0].verdict == SlaRow::Verdict::depends);
  CHECK(rows[0].deploy_shares[0].incidents == std::vector<std::string>{"corvane-1"});
  CHECK(rows[0].credit_best.words == "lies in no tier");
  CHECK_FALSE(rows[1].coverage.has_value());
}

TEST_CASE("inputs and differences come back") {
  const SealInputs inputs{"c0ffee", {"d1", "d2"}, {"a-1"}};
  CHECK(inputs_from_text(inputs_to_text(inputs)) == inputs);
  const std::vector<RowDifference> differences{
      {RowDifference::Kind::added, "Corvane, prod-1", {{"bad", "-", "12"}}, {"corvane-1"}},
      {RowDifference::Kind::removed, "x", {}, {}},
      {RowDifference::Kind::changed, "y", {{"verdict", "met", "breached"}}, {}}};
  CHECK(differences_from_text(differences_to_text(differences)) == differences);
}

TEST_CASE("what is no text of a seal is refused") {
  for (const char* text : {"{", "[]", "{\"policy\": 1}", "{\"kind\": []}", "null"}) {
    INFO(text);
    CHECK_THROWS_AS(rows_from_text(text), base::Error);
    CHECK_THROWS_AS(inputs_from_text(text), base::Error);
    CHECK_THROWS_AS(differences_from_text(text), base::Error);
  }
  std::string text = rows_to_text({full_row()});
  text.replace(text.find("\"verdict\":2"), 11, "\"verdict\":9");
  CHECK_THROWS_AS(rows_from_text(text), base::Error);
}

TEST_CASE("a seal's hash is that of its text, and covers every field") {
  const Seal seal = full_seal();
  CHECK(seal.digest == base::sha256_of(seal_text(seal)));
  CHECK_FALSE(seal_damage(seal));
  struct Row {
    const char* name;
    void (*change)(Seal&);
  };
  const Row rows[] = {
      {"period", [](Seal& s) { s.period = "2021-04"; }},
      {"start", [](Seal& s) { s.start += std::chrono::seconds(1); }},
      {"end", [](Seal& s) { s.end += std::chrono::seconds(1); }},
      {"policy", [](Seal& s) { s.policy = "silver"; }},
      {"policy text", [](Seal& s) { s.policy_text += "x = 1\n"; }},
      {"organisation", [](Seal& s) { s.organisation.clear(); }},
      {"by name", [](Seal& s) { s.is_by_name = true; }},
      {"version", [](Seal& s) { s.version = 1; }},
      {"previous", [](Seal& s) { s.previous = "abc"; }},
      {"provisional", [](Seal& s) { s.is_provisional = true; }},
      {"sealed at", [](Seal& s) { s.sealed_at += std::chrono::seconds(1); }},
      {"author", [](Seal& s) { s.author = "K. Lund"; }},
      {"note", [](Seal& s) { s.note.clear(); }},
      {"rows", [](Seal& s) { s.rows_text += "\n"; }},
      {"inputs", [](Seal& s) { s.inputs_text += "\n"; }},
      {"difference", [](Seal& s) { s.difference_text = "{}\n"; }},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    Seal changed = seal;
    row.change(changed);
    CHECK(seal_damage(changed).has_value());
  }
}

TEST_CASE("the last version of each period counts") {
  Seal first = full_seal(), second = first, other = first;
  second.version = 1;
  second.note = "a page came to light";
  other.period = "2021-04";
  const auto last = last_versions({first, second, other});
  REQUIRE(last.size() == 2);
  CHECK(last[0].version == 1);
  const SealMark mark = mark_of(last[0], first.sealed_at);
  CHECK(mark.restatements == 1);
  CHECK(mark.reason == "a page came to light");
  CHECK(mark_of(first, first.sealed_at).reason.empty());
}

}  // namespace faultline::model
