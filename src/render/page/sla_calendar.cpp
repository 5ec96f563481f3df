#include "render/page/sla_calendar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "render/page/escape.hpp"
#include "render/page/svg.hpp"
#include "render/sla_text.hpp"

namespace faultline::render {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr double kCell = 18, kStep = 21, kLeft = 34, kTop = 20;
constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

constexpr std::size_t kMarks = 7;

struct Look {
  std::string_view level;  // its colours, of the page's style
  std::string_view figure;
  std::string_view words;
};

const Look& look_of(DayMark mark) {
  static constexpr std::array<Look, kMarks> kLooks{{{"operational", "", "no downtime"},
                                                    {"degraded", "1", "under 0.1 % of the day (86 s)"},
                                                    {"partial", "2", "under 1 % of the day (14 min)"},
                                                    {"major", "3", "1 % of the day and more"},
                                                    {"unknown", "?", "no downtime known, but time unknown"},
                                                    {"blank", "-", "not counted"},
                                                    {"blank ahead", "", "still to come"}}};
  return kLooks[static_cast<std::size_t>(mark)];
}

std::string day_text(const year_month_day& day) {
  return fmt::format("{} {} {}", static_cast<unsigned>(day.day()),
                     kMonths[static_cast<unsigned>(day.month()) - 1], static_cast<int>(day.year()));
}

std::string hover_of(const model::SlaRow& row, const model::SlaDay& day, int decimals) {
  std::string text =
      fmt::format("{}: {} %, {}", day_text(day.day), availability_percent(day.portion, decimals),
                  with_unit(row, amount_text(row, day.portion.bad)) +
                      (row.unit == model::SlaUnit::requests ? " failed" : " down"));
  if (day.unknown_seconds > 0)
    text += fmt::format(", {} min unknown", base::truncated_quotient(day.unknown_seconds, 60, 2));
  if (day.maintenance_seconds > 0)
    text += fmt::format(", {} min of maintenance", base::truncated_quotient(day.maintenance_seconds, 60, 2));
  if (!day.incidents.empty()) text += ", " + base::join(day.incidents, ", ");
  return text;
}

void draw_day(SvgWriter& svg, const model::SlaRow& row, const model::SlaDay& day, DayMark mark,
              const CalendarPlace& place, int decimals) {
  const Look& look = look_of(mark);
  const double x = kLeft + place.column * kStep, y = kTop + place.row * kStep;
  const bool is_ahead = mark == DayMark::ahead;
  svg.open_group(
      "mark", is_ahead ? fmt::format("{}: {}", day_text(day.day), look.words) : hover_of(row, day, decimals));
  svg.rect({x, y, kCell, kCell}, fmt::format("bar {}", look.level), 2);
  const bool has_maintenance = day.maintenance_seconds > 0 && !is_ahead;
  const std::string_view figure = look.figure.empty() && has_maintenance ? "m" : look.figure;
  if (has_maintenance) svg.rect({x + 1.5, y + 1.5, kCell - 3, kCell - 3}, "kept", 1);
  if (!figure.empty())
    svg.text({x + kCell / 2, y + kCell - 5}, figure, fmt::format("on-{}", look.level), Anchor::middle);
  svg.close_group();
}

DayMark mark_in(const model::SlaRow& row, std::size_t day, std::size_t begun) {
  return day < begun ? mark_of(row.days[day]) : DayMark::ahead;
}

std::string description_of(const std::vector<const model::SlaRow*>& rows, const base::Zone& zone) {
  std::array<int, kMarks> counts{};
  std::size_t days = 0;
  for (const model::SlaRow* row : rows) {
    const std::size_t begun = days_begun(*row, zone);
    for (std::size_t i = 0; i < row->days.size(); ++i)
      ++counts[static_cast<std::size_t>(mark_in(*row, i, begun))];
    days += row->days.size();
  }
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (counts[i] > 0)
      parts.push_back(fmt::format("{}: {}", look_of(static_cast<DayMark>(i)).words, counts[i]));
  return fmt::format("{} days: {}.", days, base::join(parts, "; "));
}

}  // namespace

DayMark mark_of(const model::SlaDay& day) {
  __extension__ using Wide = __int128;
  const Wide bad = day.portion.bad, total = day.portion.total;
  // What is not known is not uptime, also where the policy counts it as good.
  if (bad == 0 && day.unknown_seconds > 0) return DayMark::unknown;
  if (total == 0) return DayMark::uncounted;
  if (bad == 0) return DayMark::up;
  if (bad * 1000 < total) return DayMark::slight;
  return bad * 100 < total ? DayMark::some : DayMark::much;
}

std::size_t days_begun(const model::SlaRow& row, const base::Zone& zone) {
  // Half-open: a day of which no instant lies before `as_of` has not begun.
  const auto last =
      std::chrono::floor<std::chrono::days>(zone.to_local(row.as_of - base::Instant::duration{1}));
  const auto end = std::find_if(row.days.begin(), row.days.end(), [&](const model::SlaDay& day) {
    return std::chrono::local_days{day.day} > last;
  });
  return static_cast<std::size_t>(end - row.days.begin());
}

CalendarPlace place_in_calendar(year_month_day first, year_month_day day) {
  const auto row_of = [](year_month_day date) {
    return static_cast<int>(std::chrono::weekday{sys_days{date}}.iso_encoding()) - 1;
  };
  const auto monday = sys_days{first} - std::chrono::days{row_of(first)};
  return {static_cast<int>((sys_days{day} - monday).count() / 7), row_of(day)};
}

std::string calendar_svg(const std::vector<const model::SlaRow*>& rows, const base::Zone& zone,
                         const std::string& id, const std::string& name, int decimals) {
  const model::SlaRow* with_days = nullptr;
  for (const model::SlaRow* row : rows)
    if (!row->days.empty() && (with_days == nullptr || row->period_start < with_days->period_start))
      with_days = row;
  if (with_days == nullptr) return "";
  const year_month_day first = with_days->days.front().day;
  SvgWriter svg;
  int last_column = 0;
  for (const auto& [row, label] : {std::pair{0, "Mon"}, {2, "Wed"}, {4, "Fri"}})
    svg.text({kLeft - 5, kTop + row * kStep + kCell - 5}, label, "scale", Anchor::end);
  int labelled = -3;
  for (const model::SlaRow* row : rows) {
    const std::size_t begun = days_begun(*row, zone);
    for (std::size_t i = 0; i < row->days.size(); ++i) {
      const model::SlaDay& day = row->days[i];
      const CalendarPlace place = place_in_calendar(first, day.day);
      last_column = std::max(last_column, place.column);
      // A month's name over its first days, where the one before leaves room.
      const bool is_new = day.day == first || static_cast<unsigned>(day.day.day()) == 1;
      if (is_new && place.column - labelled >= 3) {
        const bool tells_year = day.day == first || static_cast<unsigned>(day.day.month()) == 1;
        svg.text({kLeft + place.column * kStep, kTop - 6},
                 tells_year ? fmt::format("{} {}", kMonths[static_cast<unsigned>(day.day.month()) - 1],
                                          static_cast<int>(day.day.year()))
                            : std::string(kMonths[static_cast<unsigned>(day.day.month()) - 1]),
                 "date");
        labelled = place.column;
      }
      draw_day(svg, *row, day, mark_in(*row, i, begun), place, decimals);
    }
  }
  const double width = std::max(kLeft + (last_column + 1) * kStep, kLeft + 90), height = kTop + 7 * kStep;
  return fmt::format(
      "<svg class=\"calendar\" role=\"img\" aria-labelledby=\"{0}-title {0}-desc\" viewBox=\"0 0 {1} {2}\" "
      "width=\"{1}\" height=\"{2}\" xmlns=\"http://www.w3.org/2000/svg\">\n<title id=\"{0}-title\">Days of "
      "{3}</title>\n<desc id=\"{0}-desc\">{4}</desc>\n{5}</svg>\n",
      id, number(width), number(height), escaped(name), escaped(description_of(rows, zone)), svg.content());
}

std::string calendar_legend() {
  std::string text;
  for (const DayMark mark : {DayMark::up, DayMark::slight, DayMark::some, DayMark::much, DayMark::unknown,
                             DayMark::uncounted, DayMark::ahead}) {
    const Look& look = look_of(mark);
    text += fmt::format("<li><span class=\"level {}\">{}</span>{}</li>\n", look.level,
                        look.figure.empty() ? "&nbsp;" : escaped(look.figure), escaped(look.words));
  }
  return text + "<li><span class=\"level kept-swatch\">m</span>with maintenance, framed</li>\n";
}

}  // namespace faultline::render
