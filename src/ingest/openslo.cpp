#include "ingest/openslo.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <span>

#include "base/text.hpp"

namespace faultline::ingest {

namespace {

using model::Slo;

constexpr const char* kKinds[] = {
    "SLO", "SLI", "Service", "DataSource", "AlertPolicy", "AlertCondition", "AlertNotificationTarget"};

struct Document {
  std::string text;
  int first_line = 1;
};

// At lines that begin a document; a broken one then costs itself only.
std::vector<Document> documents_of(std::string_view text) {
  std::vector<Document> documents(1);
  int number = 0;
  for (const std::string_view line : base::split_lines(text)) {
    ++number;
    if (line.starts_with("---") &&
        (line.size() == 3 || line[3] == ' ' || line[3] == '\t' || line[3] == '#')) {
      documents.push_back({"", number});
    }
    documents.back().text += std::string(line) + '\n';
  }
  return documents;
}

class Reader {
 public:
  Reader(std::string_view text, const std::string& source, const base::DiagnosticSink& sink)
      : lines_(base::split_lines(text)), source_(source), sink_(sink), documents_(documents_of(text)) {}

  std::vector<Slo> read() {
    std::vector<std::pair<YAML::Node, int>> roots;
    for (const Document& document : documents_) {
      first_line_ = document.first_line;
      guarded([&] {
        const YAML::Node root = YAML::Load(document.text);
        if (root.IsNull()) return;
        if (takes(root)) roots.emplace_back(root, first_line_);
      });
    }
    for (const auto& [root, line] : roots) {
      first_line_ = line;
      guarded([&, &node = root] { note_indicator(node); });
    }
    for (const auto& [root, line] : roots) {
      first_line_ = line;
      guarded([&, &node = root] {
        if (text_of(node["kind"]) == "SLO") read_slo(node);
      });
    }
    return std::move(slos_);
  }

 private:
  template <typename Step>
  void guarded(Step step) {
    try {
      step();
    } catch (const YAML::Exception& error) {
      tell(base::Severity::error, error.mark, error.msg);
    }
  }

  void tell(base::Severity severity, const YAML::Mark& mark, std::string message) {
    base::Diagnostic diagnostic;
    diagnostic.severity = severity;
    diagnostic.source = source_;
    if (!mark.is_null() && mark.line >= 0) {
      diagnostic.line = first_line_ + mark.line;
      diagnostic.column = mark.column + 1;
      const std::size_t index = static_cast<std::size_t>(diagnostic.line) - 1;
      if (index < lines_.size()) diagnostic.excerpt = std::string(lines_[index].substr(0, 200));
    }
    diagnostic.message = std::move(message);
    sink_(diagnostic);
  }
  void warn(const YAML::Node& at, std::string message) {
    tell(base::Severity::warning, at.Mark(), std::move(message));
  }

  static std::string text_of(const YAML::Node& node) {
    return node.IsDefined() && node.IsScalar() ? node.Scalar() : std::string();
  }

  // Absent or of another shape is the same to a reader of maps: an undefined node has no keys.
  YAML::Node map_at(const YAML::Node& parent, const char* key, const std::string& whose) {
    const YAML::Node node = parent[key];
    if (node.IsDefined() && !node.IsNull() && !node.IsMap())
      warn(node, fmt::format("{} '{}' is no map", whose, key));
    return node.IsDefined() && node.IsMap() ? node : YAML::Node(YAML::NodeType::Map);
  }

  void know_keys(const YAML::Node& map, std::span<const std::string> known, std::string_view whose) {
    for (const auto& entry : map) {
      const std::string key = text_of(entry.first);
      if (std::find(known.begin(), known.end(), key) != known.end()) continue;
      const auto near = base::nearest(key, known);
      warn(entry.first, fmt::format("{} has no key '{}'{}", whose, key,
                                    near ? fmt::format("; is '{}' meant?", *near) : "; it is not read"));
    }
  }

  bool takes(const YAML::Node& root) {
    if (!root.IsMap()) {
      warn(root, "a document of OpenSLO is a map with apiVersion, kind, metadata and spec");
      return false;
    }
    const std::string version = text_of(root["apiVersion"]), kind = text_of(root["kind"]);
    if (version != "openslo/v1") {
      warn(root["apiVersion"].IsDefined() ? root["apiVersion"] : root,
           version.empty() ? "no apiVersion; openslo/v1 is read"
                           : fmt::format("apiVersion '{}' is not read; openslo/v1 is", version));
      return false;
    }
    if (std::find(std::begin(kKinds), std::end(kKinds), kind) == std::end(kKinds)) {
      warn(root["kind"].IsDefined() ? root["kind"] : root, fmt::format("OpenSLO has no kind '{}'", kind));
      return false;
    }
    return true;
  }

  void note_indicator(const YAML::Node& root) {
    if (text_of(root["kind"]) != "SLI") return;
    const YAML::Node spec = map_at(root, "spec", "the SLI's");
    indicators_[text_of(map_at(root, "metadata", "the SLI's")["name"])] = spec["thresholdMetric"].IsDefined();
  }

  void read_slo(const YAML::Node& root) {
    static const std::string kSpecKeys[] = {"description", "service",         "indicator",  "indicatorRef",
                                            "timeWindow",  "budgetingMethod", "objectives", "alertPolicies"};
    const YAML::Node metadata = map_at(root, "metadata", "the SLO's");
    const YAML::Node spec = map_at(root, "spec", "the SLO's");
    Slo slo;
    slo.name = text_of(metadata["name"]);
    slo.display_name = text_of(metadata["displayName"]);
    if (slo.name.empty()) warn(root, "an SLO without metadata.name");
    read_labels(metadata, slo);
    know_keys(spec, kSpecKeys, "an SLO's spec");
    slo.service = text_of(spec["service"]);
    if (slo.service.empty()) warn(root, fmt::format("SLO '{}' names no service", slo.name));
    read_indicator(spec, root, slo.name);
    if (!read_method(spec, root, slo)) return;
    slo.window = read_window(spec);
    const YAML::Node objectives = spec["objectives"];
    if (!objectives.IsDefined() || !objectives.IsSequence() || objectives.size() == 0) {
      warn(objectives.IsDefined() ? objectives : root,
           fmt::format("SLO '{}' has no list of objectives", slo.name));
      return;
    }
    for (const YAML::Node& entry : objectives) read_objective(entry, slo);
  }

  void read_labels(const YAML::Node& metadata, Slo& slo) {
    for (const auto& entry : map_at(metadata, "labels", "metadata's")) {
      std::string value = text_of(entry.second);
      if (entry.second.IsSequence()) {
        std::vector<std::string> values;
        for (const YAML::Node& one : entry.second) values.push_back(text_of(one));
        value = base::join(values, ", ");
      }
      slo.labels.emplace_back(text_of(entry.first), std::move(value));
    }
  }

  // What is good of a threshold metric is decided by its `op` and `value`, which we have no series for.
  void read_indicator(const YAML::Node& spec, const YAML::Node& root, const std::string& name) {
    const YAML::Node reference = spec["indicatorRef"];
    bool is_threshold = false;
    if (spec["indicator"].IsDefined()) {
      is_threshold =
          map_at(map_at(spec, "indicator", "the SLO's"), "spec", "the indicator's")["thresholdMetric"]
              .IsDefined();
    } else if (reference.IsDefined()) {
      const auto found = indicators_.find(text_of(reference));
      if (found == indicators_.end()) {
        tell(base::Severity::note, reference.Mark(),
             fmt::format("SLI '{}' is not in this file; whether it is a ratio is not known",
                         text_of(reference)));
      } else {
        is_threshold = found->second;
      }
    } else {
      warn(root, fmt::format("SLO '{}' has neither indicator nor indicatorRef", name));
    }
    if (is_threshold)
      warn(spec["indicator"].IsDefined() ? spec["indicator"] : reference,
           "a threshold metric: Faultline counts failed requests, not values over a threshold");
  }

  bool read_method(const YAML::Node& spec, const YAML::Node& root, Slo& slo) {
    const YAML::Node node = spec["budgetingMethod"];
    const auto method = model::parse_budgeting_method(text_of(node));
    if (!method) {
      warn(node.IsDefined() ? node : root,
           node.IsDefined()
               ? fmt::format("no budgetingMethod '{}'; there are Occurrences, Timeslices, RatioTimeslices",
                             text_of(node))
               : fmt::format("SLO '{}' has no budgetingMethod", slo.name));
      return false;
    }
    slo.method = *method;
    return true;
  }

  model::SloWindow read_window(const YAML::Node& spec) {
    model::SloWindow window;
    const YAML::Node list = spec["timeWindow"];
    if (!list.IsDefined() || list.IsNull()) return window;
    if (!list.IsSequence() || list.size() != 1 || !list[0].IsMap()) {
      warn(list, "timeWindow is a list of exactly one window");
      if (!list.IsSequence() || list.size() == 0 || !list[0].IsMap()) return window;
    }
    const YAML::Node entry = list[0];
    static const std::string kKeys[] = {"duration", "isRolling", "calendar"};
    know_keys(entry, kKeys, "a time window");
    const YAML::Node calendar = entry["calendar"];
    window.is_rolling = !calendar.IsDefined();
    if (entry["isRolling"].IsDefined()) {
      const std::string rolling = base::to_lower(text_of(entry["isRolling"]));
      if (rolling != "true" && rolling != "false") warn(entry["isRolling"], "isRolling is true or false");
      window.is_rolling = rolling == "true" || (rolling != "false" && window.is_rolling);
    }
    if (calendar.IsDefined() && calendar.IsMap()) {
      window.start_text = text_of(calendar["startTime"]);
      window.zone = text_of(calendar["timeZone"]);
      if (window.is_rolling) warn(calendar, "a rolling window has no calendar; it is taken as rolling");
    } else if (!window.is_rolling) {
      warn(entry, "a window that does not roll needs its calendar: startTime and timeZone");
    }
    const YAML::Node duration = entry["duration"];
    if (!read_duration(duration, window.count, window.unit)) {
      warn(duration.IsDefined() ? duration : entry,
           fmt::format("duration '{}' is none; write 28d, 4w, 1M, 1Q, 1Y", text_of(duration)));
    } else if (window.unit == 'm') {
      warn(duration, fmt::format("{0} is {1}; a calendar month is 1M", text_of(duration),
                                 window.count == 1 ? "one minute" : fmt::format("{} minutes", window.count)));
    }
    return window;
  }

  // A number and one letter; case counts: m is minutes, M months.
  static bool read_duration(const YAML::Node& node, std::int64_t& count, char& unit) {
    const std::string text = text_of(node);
    std::int64_t value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc() || value < 1 || value > 1000000 || end + 1 != text.data() + text.size())
      return false;
    if (std::string_view("mhdwMQY").find(*end) == std::string_view::npos) return false;
    count = value;
    unit = *end;
    return true;
  }

  void read_objective(const YAML::Node& entry, const Slo& common) {
    static const std::string kKeys[] = {
        "displayName",     "op",        "value",        "target",         "targetPercent", "timeSliceTarget",
        "timeSliceWindow", "indicator", "indicatorRef", "compositeWeight"};
    if (!entry.IsMap()) return warn(entry, "an objective is a map");
    know_keys(entry, kKeys, "an objective");
    Slo slo = common;
    slo.line = first_line_ + entry.Mark().line;
    slo.objective_name = text_of(entry["displayName"]);
    const YAML::Node fraction = entry["target"], percent = entry["targetPercent"];
    if (fraction.IsDefined() == percent.IsDefined())
      return warn(entry, fraction.IsDefined() ? "target and targetPercent are both given; which one counts?"
                                              : "an objective needs target or targetPercent");
    const auto written = fraction.IsDefined() ? model::percent_of_fraction(text_of(fraction))
                                              : std::optional(text_of(percent));
    const auto target = written ? base::parse_percent(*written) : std::nullopt;
    if (!target || target->numerator >= target->denominator)
      return warn(fraction.IsDefined() ? fraction : percent,
                  fraction.IsDefined()
                      ? fmt::format("target '{}' is no ratio from 0 to below 1", text_of(fraction))
                      : fmt::format("targetPercent '{}' is no percentage below 100", *written));
    slo.target = *target;
    slo.target_text = *written;
    if (slo.method != model::BudgetingMethod::occurrences && !read_slices(entry, slo)) return;
    slos_.push_back(std::move(slo));
  }

  bool read_slices(const YAML::Node& entry, Slo& slo) {
    const YAML::Node length = entry["timeSliceWindow"], target = entry["timeSliceTarget"];
    std::int64_t count = 0;
    char unit = 'm';
    const std::string bare = text_of(length);
    const bool is_bare =
        !bare.empty() && std::all_of(bare.begin(), bare.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (is_bare) std::from_chars(bare.data(), bare.data() + bare.size(), count);  // a number is minutes
    const std::map<char, std::int64_t> seconds{{'m', 60}, {'h', 3600}, {'d', 86400}, {'w', 604800}};
    if ((!is_bare && !read_duration(length, count, unit)) || count < 1 || count > 1000000 ||
        seconds.count(unit) == 0) {
      warn(length.IsDefined() ? length : entry,
           fmt::format("{} needs timeSliceWindow, such as 1m or 5m", model::to_string(slo.method)));
      return false;
    }
    slo.slice_seconds = count * seconds.at(unit);
    if (slo.method == model::BudgetingMethod::ratio_timeslices) return true;
    const auto percent = model::percent_of_fraction(text_of(target));
    if (!percent) {
      warn(target.IsDefined() ? target : entry,
           "Timeslices needs timeSliceTarget, a ratio from 0 to 1 such as 0.9");
      return false;
    }
    slo.slice_target = base::parse_percent(*percent);
    slo.slice_target_text = *percent;
    return true;
  }

  std::vector<std::string_view> lines_;
  const std::string& source_;
  const base::DiagnosticSink& sink_;
  std::vector<Document> documents_;
  int first_line_ = 1;
  std::map<std::string, bool> indicators_;  // by name: whether it is a threshold metric
  std::vector<Slo> slos_;
};

}  // namespace

std::vector<Slo> read_openslo(std::string_view text, const std::string& source,
                              const base::DiagnosticSink& sink) {
  return Reader(text, source, sink).read();
}

}  // namespace faultline::ingest
