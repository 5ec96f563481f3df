#include "resolve_fixture.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <string_view>

namespace faultline::ingest::prose {

std::chrono::year_month_day day(const char* text) {
  return std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(base::parse_local(text).value())};
}

ResolveContext context_of(const ResolveRow& row) {
  ResolveContext context;
  if (*row.zone != '\0') {
    context.zone = base::Zone::find(row.zone);
    context.zone_basis = base::ZoneBasis::page_stamp;
  }
  if (*row.date != '\0') {
    context.date = day(row.date);
    context.date_basis = base::DateBasis::title;
  }
  if (*row.not_after != '\0') {
    context.not_after = day(row.not_after);
    context.year_basis = base::DateBasis::option;
  }
  return context;
}

std::string print(const base::Moment& moment) {
  std::string text = moment.local ? base::format_local(*moment.local) : "-";
  if (moment.utc) {
    const auto width =
        std::chrono::duration_cast<std::chrono::seconds>(moment.utc->latest - moment.utc->earliest);
    text += fmt::format(" = {} {}", base::format_rfc3339(moment.utc->earliest), base::format_duration(width));
    if (moment.utc->best != moment.utc->earliest)
      text += fmt::format(" best {}", base::format_rfc3339(moment.utc->best));
  }
  if (!moment.zone.empty())
    text += fmt::format(", {} by {}", moment.zone, base::to_string(moment.zone_basis));
  if (moment.local) text += fmt::format(", date {}", base::to_string(moment.date_basis));
  for (const base::Reading& reading : moment.rejected) {
    const bool is_other_zone = reading.local == moment.local && reading.utc;
    text += fmt::format(", not {}", is_other_zone ? base::format_rfc3339(reading.utc->best)
                                                  : base::format_local(reading.local.value()));
  }
  return text;
}

void check_rows(const std::vector<ResolveRow>& rows) {
  for (const ResolveRow& row : rows) {
    INFO(row.name);
    const auto mentions = scan_times(row.text);
    const auto context = context_of(row);
    const auto moments = resolve_list(mentions, context);
    REQUIRE(moments.size() == row.expected.size());
    for (std::size_t i = 0; i < moments.size(); ++i) {
      INFO(mentions[i].written);
      CHECK(print(moments[i]) == row.expected[i]);
      CHECK(moments[i].written == mentions[i].written);
      if (moments[i].utc) {
        CHECK(moments[i].utc->earliest <= moments[i].utc->best);
        CHECK(moments[i].utc->best <= moments[i].utc->latest);
      } else {
        CHECK_FALSE(moments[i].reason.empty());
      }
    }
    const std::string_view text = row.text;
    for (std::size_t length = 0; length < text.size(); ++length)
      resolve_list(scan_times(text.substr(0, length)), context);
  }
}

}  // namespace faultline::ingest::prose
