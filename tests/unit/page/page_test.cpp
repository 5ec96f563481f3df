#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>

#include "base/text.hpp"
#include "page_incidents.hpp"
#include "render/page/page_style.hpp"
#include "render/page/scope_lanes.hpp"
#include "render/timeline_page.hpp"

namespace faultline::render {
namespace {

constexpr const char* kHostile =
    "</title></svg></style><script>alert(1)</script>\" onload='x' \x1b[2J \xff \xE2\x80\xAE ]]> --> &amp; "
    "averylongwordthatnoscreeniswideenoughforaverylongwordthatnoscreeniswideenoughfor";

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

std::string page_of(const model::Incident& incident) {
  return timeline_html(incident, page_style_of("Europe/Madrid", "2026-03-29T22:00:00Z"));
}

// WCAG 2.2, relative luminance and contrast ratio.
double luminance(std::string_view colour) {
  double parts[3];
  for (std::size_t i = 0; i < 3; ++i) {
    const double value = std::stoi(std::string(colour.substr(1 + 2 * i, 2)), nullptr, 16) / 255.0;
    parts[i] = value <= .04045 ? value / 12.92 : std::pow((value + .055) / 1.055, 2.4);
  }
  return .2126 * parts[0] + .7152 * parts[1] + .0722 * parts[2];
}

double contrast(std::string_view a, std::string_view b) {
  const double one = luminance(a), other = luminance(b);
  return (std::max(one, other) + .05) / (std::min(one, other) + .05);
}

}  // namespace

TEST_CASE("the page has what a reader and a browser need, and loads nothing") {
  const std::string page = page_of(short_incident());
  for (const char* part :
       {"<!doctype html>", "<html lang=\"en\">", "<title>Checkouts fail in Prod 2</title>",
        "name=\"viewport\"", "default-src &#39;none&#39;", "role=\"img\"",
        "aria-labelledby=\"picture-title picture-desc\"", "times in Europe/Madrid", "trigger 91 %",
        "failed requests, %", "requests per minute", "page.txt:9", "12:02-12:06",
        "unknown: the source was silent", "CheckoutErrorRate", "page-understates"}) {
    INFO(part);
    const std::string plain = base::replace_all(part, "&#39;", "'");
    CHECK(page.find(plain) != std::string::npos);
  }
  for (const char* part : {"<script", "href=", "src=", "@import", "<link", "<img", "javascript:"}) {
    INFO(part);
    CHECK(count(page, part) == 0);
  }
  CHECK(count(page, "http") == count(page, "http-equiv") + count(page, "http://www.w3.org/2000/svg"));
  CHECK(page == page_of(short_incident()));
}

TEST_CASE("nothing that a source says gets out of its place") {
  const std::string page = page_of(hostile_incident(kHostile));
  CHECK(count(page, "alert(1)") > 20);
  CHECK(count(page, "<script") == 0);
  CHECK(count(page, "</style>") == 1);
  CHECK(count(page, " onload='") == 0);
  CHECK(count(page, "\x1b") == 0);
  CHECK(count(page, "\xff") == 0);
  CHECK(count(page, "\xE2\x80\xAE") == 0);
  CHECK(page == base::to_valid_utf8(page));
  for (const char* tag :
       {"svg", "g", "title", "table", "tr", "td", "div", "dl", "ul", "section", "main", "text"}) {
    INFO(tag);
    const std::string open = std::string("<") + tag;
    CHECK(count(page, open + ">") + count(page, open + " ") == count(page, std::string("</") + tag + ">"));
  }
}

TEST_CASE("services with equal windows share a lane") {
  const auto lanes = scope_lanes(long_incident());
  REQUIRE(lanes.size() == 2);
  CHECK(name_of(lanes[0]) == "prod-3 / 8 services");
  CHECK(full_name_of(lanes[0]).find("Indexing") != std::string::npos);
  CHECK(name_of(lanes[1]) == "prod-3 / Uploads");
  CHECK(lanes[0].of(model::Ledger::fused).size() == 1);
}

TEST_CASE("open windows fade, uncertain edges are hatched, far facts are counted") {
  const std::string page = page_of(long_incident());
  CHECK(count(page, "class=\"fade fade-degraded\"") == 2);
  CHECK(count(page, "class=\"edge edge-degraded\"") == 2);
  CHECK(page.find("One fact lies further") != std::string::npos);
}

TEST_CASE("an incident without a time has a page without a picture") {
  model::Incident incident;
  incident.id = "x";
  const std::string page = page_of(incident);
  CHECK(page.find("there is no picture") != std::string::npos);
  CHECK(count(page, "<svg") == 0);
}

TEST_CASE("colours have enough contrast in both schemes") {
  std::map<std::string_view, PageColour> colours;
  for (const PageColour& colour : page_colours()) colours.emplace(colour.name, colour);
  const auto check = [&](const char* mark, const char* ground, double least) {
    INFO(mark << " on " << ground);
    CHECK(contrast(colours.at(mark).light, colours.at(ground).light) >= least);
    CHECK(contrast(colours.at(mark).dark, colours.at(ground).dark) >= least);
  };
  for (const char* text : {"text", "quiet", "milestone"}) check(text, "ground", 4.5);
  check("text", "panel", 4.5);
  check("quiet", "panel", 4.5);
  for (const std::string level : {"major", "partial", "degraded", "maintenance", "unknown", "operational"}) {
    check((level + "-text").c_str(), (level + "-fill").c_str(), 4.5);
    check((level + "-line").c_str(), "ground", 3);
  }
  check("post-text", "post-fill", 4.5);
  check("post-text", "resolved-fill", 4.5);
  check("alert-text", "alert-fill", 4.5);
  for (const char* mark :
       {"line", "post-fill", "resolved-fill", "deploy-line", "alert-fill", "curve", "traffic", "focus"})
    check(mark, "ground", 3);
}

// Hidden: run by tests/browser/run, which names it.
TEST_CASE("pages for a browser", "[.]") {
  const char* folder = std::getenv("FAULTLINE_PAGES");
  REQUIRE(folder != nullptr);
  const std::string path = std::string(folder) + '/';
  std::ofstream(path + "invented-short.html") << page_of(short_incident());
  std::ofstream(path + "invented-long.html") << page_of(long_incident());
  std::ofstream(path + "invented-hostile.html") << page_of(hostile_incident(kHostile));
}

}  // namespace faultline::render
