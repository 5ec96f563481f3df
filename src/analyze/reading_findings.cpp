// Readings: times that were taken otherwise than they stand there, each with what was rejected.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "analyze/findings.hpp"
#include "analyze/moments.hpp"
#include "analyze/stated.hpp"
#include "base/text.hpp"
#include "base/zone.hpp"

namespace faultline::analyze {

namespace {

using model::FindingSeverity;

constexpr std::int64_t kHalfDay = 12 * 3600;

bool tells_half(const std::string& written) {
  const std::string lower = base::to_lower(written);
  const std::size_t at = lower.find_first_of("0123456789");
  if (at == std::string::npos) return false;
  return lower.find("am", at) != std::string::npos || lower.find("pm", at) != std::string::npos ||
         lower.find("a.m", at) != std::string::npos || lower.find("p.m", at) != std::string::npos;
}

struct Kind {
  const char* rule;
  FindingSeverity severity;
};

// By what differs: the zone alone, the half of the day, anything else.
Kind kind_of(const base::Moment& moment, const base::Reading& rejected) {
  if (moment.local && rejected.local) {
    const std::int64_t apart = std::abs((*moment.local - *rejected.local).count());
    if (apart == 0) return {"zone-abbreviation", FindingSeverity::warning};
    if (apart == kHalfDay) {
      return tells_half(moment.written) ? Kind{"clock-runs-backwards", FindingSeverity::warning}
                                        : Kind{"half-of-day", FindingSeverity::info};
    }
  }
  return {"reading-chosen", FindingSeverity::info};
}

// Both readings in the same form: in UTC, or on the clock whose zone is not known.
std::string other_reading(const base::Moment& moment, const base::Reading& rejected) {
  if (moment.utc && rejected.utc) return utc_text(rejected.utc->best);
  if (!rejected.local) return rejected.utc ? utc_text(rejected.utc->best) : std::string("another");
  base::Moment other = moment;
  other.resolution = base::Resolution::minute;
  other.local = rejected.local;
  other.utc.reset();
  const auto zone = moment.utc ? base::Zone::find(moment.zone) : std::nullopt;
  if (zone) other.utc = base::minute_bounds(zone->to_utc(*rejected.local).first);
  return clock_text(other);
}

std::string chosen_reading(const base::Moment& moment) {
  return moment.utc ? utc_text(moment.utc->best) : clock_text(moment);
}

// Readings that nothing was rejected for, yet that a person should know of: by the words of their reason.
struct Remark {
  const char* words;
  const char* rule;
  FindingSeverity severity;
};
constexpr Remark kRemarks[] = {
    {" skipped ", "skipped-time", FindingSeverity::warning},
    {" twice that night", "time-shown-twice", FindingSeverity::info},
    {"slip of the key repaired", "repaired-date", FindingSeverity::warning},
    {"that day is a ", "wrong-weekday", FindingSeverity::warning},
    {"another day is written", "repaired-date", FindingSeverity::warning},
    {"fit equally well", "two-readings", FindingSeverity::info},
};

class ReadingFinder {
 public:
  explicit ReadingFinder(Case& incident) : case_(incident) {}

  void look(const base::Moment& moment, const model::Evidence& evidence) {
    remark(moment, evidence);
    for (const base::Reading& rejected : moment.rejected) {
      const auto [rule, severity] = kind_of(moment, rejected);
      // Nothing was chosen.
      if (!moment.utc && rule == std::string_view("zone-abbreviation")) {
        ambiguous_zone(moment, evidence);
        continue;
      }
      // One time is told by several claims and rows.
      const std::string key = std::string(rule) + '\n' + clock_text(moment);
      if (!seen_.insert(key).second) continue;
      const std::string message = fmt::format("'{}' is read as {}, not as {}", moment.written,
                                              chosen_reading(moment), other_reading(moment, rejected));
      // A misused zone is one slip, however many times it stands beside.
      if (rule == std::string_view("zone-abbreviation") && zone_finding_) {
        model::Finding& finding = case_.incident.findings[*zone_finding_];
        finding.message = fmt::format("{}; {}", message, finding.message);
        finding.evidence.push_back(evidence);
        continue;
      }
      if (rule == std::string_view("zone-abbreviation")) zone_finding_ = case_.incident.findings.size();
      case_.find(rule, severity, rejected.reason.empty() ? message : message + ": " + rejected.reason,
                 {evidence});
    }
  }

 private:
  void remark(const base::Moment& moment, const model::Evidence& evidence) {
    for (const Remark& about : kRemarks) {
      if (moment.reason.find(about.words) == std::string::npos) continue;
      if (!seen_.insert(std::string(about.rule) + '\n' + clock_text(moment)).second) continue;
      case_.find(about.rule, about.severity,
                 fmt::format("'{}' is read as {}: {}", moment.written, reading_of(moment), moment.reason),
                 {evidence});
    }
  }

  static std::string reading_of(const base::Moment& moment) {
    const bool is_wide = moment.utc && moment.resolution == base::Resolution::bounded;
    if (!is_wide) return clock_text(moment);
    return fmt::format("between {} and {}", utc_text(moment.utc->earliest), utc_text(moment.utc->latest));
  }

  // Told once for each abbreviation, unless a window already says so.
  void ambiguous_zone(const base::Moment& moment, const model::Evidence& evidence) {
    if (!seen_.insert("ambiguous\n" + moment.zone).second) return;
    const auto& findings = case_.incident.findings;
    if (std::any_of(findings.begin(), findings.end(),
                    [](const model::Finding& f) { return f.rule == "unplaced-window"; }))
      return;
    case_.find("zone-abbreviation", FindingSeverity::warning,
               missing_place(moment) + ": the time has no place in UTC", {evidence});
  }

  Case& case_;
  std::set<std::string> seen_;
  std::optional<std::size_t> zone_finding_;
};

}  // namespace

void find_readings(Case& incident, const FactTable& table) {
  ReadingFinder finder(incident);
  for (const Strand* strand : incident.strands) {
    for (const model::Event* event : strand->events) {
      finder.look(event->when, table.evidence(*event));
      if (event->until) finder.look(*event->until, table.evidence(*event));
    }
    for (const model::Claim* claim : strand->claims) {
      finder.look(claim->start, table.evidence(*claim));
      if (claim->end) finder.look(*claim->end, table.evidence(*claim));
    }
  }
}

}  // namespace faultline::analyze
