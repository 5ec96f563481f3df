#include "render/page/page_style.hpp"

#include <fmt/format.h>

namespace faultline::render {

namespace {

// A level has a fill, a line around it that carries the contrast to the ground, and the text upon it.
constexpr PageColour kColours[] = {
    {"ground", "#ffffff", "#14171c"},
    {"panel", "#f6f7f9", "#1c2027"},
    {"text", "#1b1f24", "#e8eaed"},
    {"quiet", "#555c66", "#a9b1bc"},
    {"rule", "#d5d9df", "#343b45"},
    {"grid", "#e8ebef", "#262b33"},
    {"focus", "#1257b8", "#8ab8ff"},
    {"line", "#6b7280", "#8b94a1"},
    {"milestone", "#6d28a8", "#c79cf2"},
    {"major-fill", "#b3261e", "#f2675c"},
    {"major-line", "#8c1d18", "#f2675c"},
    {"major-text", "#ffffff", "#14171c"},
    {"partial-fill", "#f2a65a", "#e0954a"},
    {"partial-line", "#9a5200", "#f0b076"},
    {"partial-text", "#1b1f24", "#14171c"},
    {"degraded-fill", "#f9e08b", "#cdb34d"},
    {"degraded-line", "#806600", "#e6cf74"},
    {"degraded-text", "#1b1f24", "#14171c"},
    {"maintenance-fill", "#cfe1fb", "#29466f"},
    {"maintenance-line", "#1f5fae", "#7fb0f0"},
    {"maintenance-text", "#1b1f24", "#e8eaed"},
    {"unknown-fill", "#e9ecf0", "#333a44"},
    {"unknown-line", "#6b7280", "#8b94a1"},
    {"unknown-text", "#1b1f24", "#e8eaed"},
    {"operational-fill", "#cfead6", "#24452f"},
    {"operational-line", "#2c7a43", "#6cbd84"},
    {"operational-text", "#1b1f24", "#e8eaed"},
    {"post-fill", "#1f5fae", "#7fb0f0"},
    {"post-text", "#ffffff", "#14171c"},
    {"resolved-fill", "#2c7a43", "#6cbd84"},
    {"deploy-line", "#0f6f76", "#54c4cc"},
    {"alert-fill", "#a3366f", "#e58bbb"},
    {"alert-text", "#ffffff", "#14171c"},
    {"curve", "#b3261e", "#f2675c"},
    {"area", "#f4d3d0", "#4a2625"},
    {"traffic", "#1f5fae", "#7fb0f0"},
};

constexpr std::string_view kPage = R"css(
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--text);font:15px/1.5 system-ui,"Segoe UI","DejaVu Sans",sans-serif}
main{max-width:1320px;margin:0 auto;padding:20px 24px 40px}
h1{font-size:24px;line-height:1.25;margin:0 0 4px;overflow-wrap:anywhere}
h2{font-size:17px;margin:30px 0 8px}
p{margin:0 0 8px;overflow-wrap:anywhere}
.legend+p{margin-top:10px}
.quiet{color:var(--quiet)}
.facts{display:flex;flex-wrap:wrap;gap:10px 32px;margin:14px 0 18px;padding:12px 16px;background:var(--panel);border:1px solid var(--rule);border-radius:6px}
.facts div{min-width:0}
.facts dt{color:var(--quiet);font-size:12.5px}
.facts dd{margin:0;font-weight:600;overflow-wrap:anywhere}
.frame{overflow-x:auto;border:1px solid var(--rule);border-radius:6px;padding:8px 0}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.picture{display:block;width:100%;min-width:860px;height:auto}
.legend{display:flex;flex-wrap:wrap;gap:4px 20px;list-style:none;margin:10px 0 0;padding:0;font-size:13px;color:var(--quiet)}
.legend li{display:flex;align-items:center;gap:7px}
.swatch{width:28px;height:16px;flex:none}
table{width:100%;border-collapse:collapse;font-size:14px}
th,td{text-align:left;vertical-align:top;padding:6px 10px 6px 0;border-bottom:1px solid var(--rule);unicode-bidi:isolate}
th{color:var(--quiet);font-weight:600;font-size:12.5px;white-space:nowrap}
td{overflow-wrap:break-word}
.words,.names,.place{overflow-wrap:anywhere}
.time{white-space:nowrap;font-variant-numeric:tabular-nums}
.words{min-width:16em}
.names{min-width:9em}
.place{min-width:9em;font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:12.5px;color:var(--quiet)}
.level{display:inline-block;padding:0 7px;border-radius:3px;border:1px solid;white-space:nowrap}
)css";

constexpr std::string_view kPicture = R"css(
.picture text{fill:var(--text);font:12px system-ui,"Segoe UI","DejaVu Sans",sans-serif}
.picture .date{font-weight:600}
.picture .clock,.picture .scale,.picture .ledger,.picture .zone{fill:var(--quiet);font-size:11px}
.picture .zone{font-weight:600}
.picture .ledger.fused{fill:var(--text);font-weight:600}
.picture .lane-name{fill:var(--quiet);font-size:11.5px}
.picture .scope-name{font-weight:600}
.picture .scope-name,.picture .beside,.picture .more,.picture .milestone-label{paint-order:stroke;stroke:var(--ground);stroke-width:4px;stroke-linejoin:round}
.picture .beside,.picture .more{font-size:11.5px}
.picture .in-bar{font-size:11.5px;font-weight:600;paint-order:stroke;stroke-width:3px;stroke-linejoin:round}
.picture .milestone-label{fill:var(--milestone);font-size:11.5px}
.grid{stroke:var(--grid);stroke-width:1}
.grid.day{stroke:var(--line);stroke-dasharray:1 3}
.rule{stroke:var(--rule);stroke-width:1}
.base{stroke:var(--rule);stroke-width:1}
.milestone{stroke:var(--milestone);stroke-width:1.3}
.milestone.bound{stroke-dasharray:4 3}
.bound-width{fill:var(--milestone);opacity:.75}
.bar,.edge{stroke-width:1}
.edge{fill:var(--ground);stroke-dasharray:3 2}
.bar.unknown{stroke-dasharray:3 2}
.hatched{fill:url(#hatch)}
.hatch-line{fill:var(--line)}
.pattern-partial{fill:url(#stripes)}
.pattern-degraded{fill:url(#dots)}
.pattern-maintenance{fill:url(#levels)}
.stripe-line{fill:var(--partial-line);opacity:.55}
.dot{fill:var(--degraded-line)}
.level-line{fill:var(--maintenance-line);opacity:.6}
.gone{stop-opacity:0}
.post{fill:var(--post-fill)}
.post.resolved{fill:var(--resolved-fill)}
.post.update{fill:var(--ground);stroke:var(--post-fill);stroke-width:1.6}
.picture .letter,.swatch .letter{fill:var(--post-text);stroke:none;font:700 11.5px system-ui,"Segoe UI","DejaVu Sans",sans-serif}
.picture .update.letter{fill:var(--text)}
.deploy{fill:var(--ground);stroke:var(--deploy-line);stroke-width:1.8;stroke-linejoin:round}
.deploy.suspect,.deploy.trigger{fill:var(--deploy-line)}
.ring{fill:none;stroke:var(--deploy-line);stroke-width:1.6}
.alert{fill:var(--alert-fill);stroke:var(--alert-fill)}
.alert.unended{fill:var(--ground);stroke-dasharray:3 2}
.picture .on-alert{fill:var(--alert-text)}
.note{fill:var(--line)}
.change{fill:var(--ground);stroke:var(--line);stroke-width:1.5}
.area{fill:var(--area)}
.curve{fill:none;stroke:var(--curve);stroke-width:1.4;stroke-linejoin:round}
.traffic{fill:none;stroke:var(--traffic);stroke-width:1.4;stroke-linejoin:round}
.expected{fill:none;stroke:var(--line);stroke-width:1.2;stroke-dasharray:4 3}
.silence{fill:var(--ground);stroke:var(--line);stroke-dasharray:3 2}
.bracket{fill:var(--curve)}
.catch{fill:transparent}
.mark:hover .bar,.mark:hover .note,.mark:hover .change,.mark:hover .milestone{stroke:var(--text);stroke-width:2}
)css";

constexpr std::string_view kNarrowAndPaper = R"css(
@media (max-width:640px){
main{padding:14px 12px 28px}
h1{font-size:20px}
.facts{gap:8px 20px;padding:10px 12px}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table,tbody,tr,td{display:block;width:100%}
tr{padding:8px 0;border-bottom:1px solid var(--rule)}
td{border:0;padding:1px 0}
td:empty{display:none}
td[data-label]::before{content:attr(data-label) ": ";color:var(--quiet);font-size:12.5px}
.words,.names,.place{min-width:0}
.time{white-space:normal}
}
@media print{
@page{size:A4 landscape;margin:11mm}
body{font-size:10pt}
main{max-width:none;padding:0}
.frame{overflow:visible;border:0;padding:0;break-inside:avoid}
.picture{min-width:0;max-height:148mm}
.legend{font-size:8pt;break-inside:avoid}
h2{break-after:avoid}
tr,li{break-inside:avoid}
thead{display:table-header-group}
table{font-size:8.5pt}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
)css";

constexpr std::string_view kLevels[] = {"major",       "partial", "degraded",
                                        "maintenance", "unknown", "operational"};

std::string variables(bool is_dark) {
  std::string text = ":root{";
  for (const PageColour& colour : kColours)
    text += fmt::format("--{}:{};", colour.name, is_dark ? colour.dark : colour.light);
  text.back() = '}';
  return text;
}

std::string level_rules() {
  std::string text;
  for (const std::string_view name : kLevels) {
    text += fmt::format(
        ".bar.{0}{{fill:var(--{0}-fill);stroke:var(--{0}-line)}}\n.edge-{0}{{stroke:var(--{0}-line)}}\n"
        ".stop-{0}{{stop-color:var(--{0}-fill)}}\n.fade-{0}{{fill:url(#fading-{0})}}\n"
        ".picture .on-{0}{{fill:var(--{0}-text);stroke:var(--{0}-fill)}}\n"
        ".level.{0}{{background:var(--{0}-fill);border-color:var(--{0}-line);color:var(--{0}-text)}}\n",
        name);
  }
  return text;
}

}  // namespace

std::span<const PageColour> page_colours() {
  return kColours;
}

std::string page_style() {
  return fmt::format("{}\n@media screen and (prefers-color-scheme:dark){{{}}}{}{}{}{}", variables(false),
                     variables(true), kPage, kPicture, level_rules(), kNarrowAndPaper);
}

}  // namespace faultline::render
