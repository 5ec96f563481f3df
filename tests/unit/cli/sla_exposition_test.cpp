// The metrics against a parser of the text exposition format that was written from its description, not from
// the writer: HELP and TYPE once and first, a family's samples together, names and labels by their grammar.
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "base/text.hpp"
#include "render/sla_openmetrics.hpp"

namespace {

using namespace faultline;

struct Exposition {
  std::map<std::string, std::map<std::map<std::string, std::string>, std::string>> samples;
  std::vector<std::string> problems;
};

class Parser {
 public:
  Exposition parse(const std::string& text) {
    if (!text.ends_with("# EOF\n")) problem("no end");
    for (const std::string_view line : base::split_lines(text)) {
      line_ = line;
      place_ = 0;
      if (line.empty()) problem("empty line");
      if (line.starts_with("# HELP ") || line.starts_with("# TYPE ")) {
        comment();
      } else if (!line.starts_with("#")) {
        sample();
      }
    }
    return result_;
  }

 private:
  void problem(const std::string& what) { result_.problems.push_back(what + ": " + std::string(line_)); }

  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

  std::string name() {
    std::string text;
    while (place_ < line_.size() &&
           (is_letter(line_[place_]) || (!text.empty() && line_[place_] >= '0' && line_[place_] <= '9')))
      text += line_[place_++];
    if (text.empty()) problem("no name");
    return text;
  }

  bool take(char c) {
    if (place_ >= line_.size() || line_[place_] != c) return false;
    ++place_;
    return true;
  }

  void comment() {
    const bool is_type = line_.starts_with("# TYPE ");
    place_ = 7;
    const std::string family = name();
    if (!(is_type ? types_ : helps_).insert(family).second) problem("twice");
    if (result_.samples.count(family) != 0) problem("after its samples");
    if (is_type && line_.substr(place_) != " gauge") problem("no gauge");
    current_ = family;
  }

  std::string quoted() {
    std::string text;
    if (!take('"')) problem("no quote");
    while (place_ < line_.size() && line_[place_] != '"') {
      char c = line_[place_++];
      if (c == '\\') {
        const char escaped = place_ < line_.size() ? line_[place_++] : ' ';
        if (escaped == 'n') {
          c = '\n';
        } else if (escaped == '\\' || escaped == '"') {
          c = escaped;
        } else {
          problem("bad escape");
        }
      }
      text += c;
    }
    if (!take('"')) problem("open quote");
    return text;
  }

  void sample() {
    const std::string family = name();
    if (family != current_) problem("outside of its family");
    if (types_.count(family) == 0) problem("no type");
    std::map<std::string, std::string> labels;
    if (take('{')) {
      do {
        const std::string label = name();
        if (!take('=')) problem("no =");
        if (!labels.emplace(label, quoted()).second) problem("label twice");
      } while (take(','));
      if (!take('}')) problem("no }");
    }
    if (!take(' ')) problem("no space");
    const std::string value(line_.substr(place_));
    if (value.empty() || value.find_first_not_of("-0123456789.") != std::string::npos) problem("no number");
    if (!result_.samples[family].emplace(labels, value).second) problem("series twice");
  }

  std::string_view line_;
  std::size_t place_ = 0;
  std::string current_;
  std::set<std::string> helps_, types_;
  Exposition result_;
};

model::SlaResult result_of(std::vector<model::SlaRow> rows) {
  model::SlaResult result;
  result.policies.push_back({});
  result.rows = std::move(rows);
  return result;
}

model::SlaRow row_of(const char* service, std::int64_t bad) {
  model::SlaRow row;
  row.policy = "default";
  row.period = "2021-03";
  row.scope = {model::make_name("Corvane"), model::make_name("prod-1"), model::make_name(service), {}};
  row.period_seconds = row.counted_seconds = 2'678'400;
  row.least = row.best = row.most = {bad, 26'784'000};
  row.down_seconds = bad / 10;
  row.budget = 26'784;
  row.remaining = row.budget - bad;
  return row;
}

// The one sample of a family.
std::string only(const Exposition& exposition, const std::string& family) {
  const auto found = exposition.samples.find(family);
  if (found == exposition.samples.end()) return "";
  REQUIRE(found->second.size() == 1);
  return found->second.begin()->second;
}

TEST_CASE("numbers of a row") {
  const std::string text = render::sla_openmetrics(result_of({row_of("API", 15'000)}));
  const Exposition exposition = Parser().parse(text);
  CHECK(exposition.problems.empty());
  struct Row {
    const char* family;
    const char* value;
  };
  const Row rows[] = {
      {"faultline_sla_availability_ratio", "0.999439964157"},
      {"faultline_sla_target_ratio", "0.999"},
      {"faultline_sla_downtime_seconds", "1500"},
      {"faultline_sla_weighted_downtime_seconds", "1500"},
      {"faultline_sla_error_budget_seconds", "2678.4"},
      {"faultline_sla_error_budget_remaining_seconds", "1178.4"},
      {"faultline_sla_breached", "0"},
      {"faultline_sla_undecided", "0"},
      {"faultline_sla_provisional", "0"},
      {"faultline_sla_coverage_ratio", ""},
      {"faultline_sla_requests", ""},
  };
  for (const Row& row : rows) {
    INFO(row.family);
    CHECK(only(exposition, row.family) == row.value);
  }
}

TEST_CASE("what a row does not have is no sample") {
  model::SlaRow row = row_of("API", 0);
  row.least = row.best = row.most = {0, 0};
  row.budget = row.remaining = 0;
  row.verdict = model::SlaRow::Verdict::no_data;
  const Exposition exposition = Parser().parse(render::sla_openmetrics(result_of({row})));
  CHECK(exposition.problems.empty());
  CHECK(only(exposition, "faultline_sla_availability_ratio").empty());
  CHECK(only(exposition, "faultline_sla_breached").empty());
  CHECK(only(exposition, "faultline_sla_undecided") == "1");
}

TEST_CASE("labels hold any text; no rows and equal rows are valid as well") {
  const char* kHostile = "a\"b\\c\nd{e}=,\xff\xc3\xa9";
  const Exposition hostile = Parser().parse(render::sla_openmetrics(result_of({row_of(kHostile, 10)})));
  CHECK(hostile.problems.empty());
  const auto& labels = hostile.samples.at("faultline_sla_breached").begin()->first;
  CHECK(labels.at("service").starts_with("a\"b\\c"));
  CHECK(Parser().parse(render::sla_openmetrics(result_of({}))).problems.empty());
  CHECK(
      Parser().parse(render::sla_openmetrics(result_of({row_of("x", 0), row_of("x", 1)}))).problems.empty());
}

TEST_CASE("the parser of this test sees what is wrong") {
  for (const char* bad :
       {"a 1\n# EOF\n", "# TYPE a gauge\na{b=\"c\" 1\n# EOF\n", "# TYPE a gauge\na NaN\n# EOF\n",
        "# TYPE a gauge\na 1\na 2\n# EOF\n", "# TYPE a gauge\n# TYPE a gauge\n# EOF\n",
        "# TYPE a gauge\na 1\n# TYPE b gauge\na{c=\"d\"} 1\n# EOF\n", "# TYPE a gauge\na 1 17\n# EOF\n",
        "# TYPE a gauge\na 1\n"}) {
    INFO(bad);
    CHECK(!Parser().parse(bad).problems.empty());
  }
}

}  // namespace
