#include "render/seal_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "render/json.hpp"
#include "render/table.hpp"

namespace faultline::render {

namespace {

using model::RowDifference;
using model::Seal;
using model::SealCheck;

std::string name_of(const std::string& digest, const std::vector<model::Source>& sources) {
  const auto found = std::find_if(sources.begin(), sources.end(),
                                  [&](const model::Source& source) { return source.digest == digest; });
  return found == sources.end() ? std::string() : found->name;
}

std::string source_text(const std::string& digest, const std::vector<model::Source>& sources) {
  const std::string name = name_of(digest, sources);
  return name.empty() ? digest : fmt::format("{} ({})", one_line(name), digest.substr(0, 12));
}

std::string title_of(const Seal& seal) {
  std::string title = fmt::format("{} under {}", seal.period, one_line(seal.policy));
  if (!seal.organisation.empty()) title += ", organisation " + one_line(seal.organisation);
  return title;
}

// "verdict met -> breached", words with spaces for underscores; of a row that is new or gone the one value.
std::string figure_text(const model::FigureChange& change, RowDifference::Kind kind) {
  const std::string figure = base::replace_all(change.figure, "_", " ");
  if (kind == RowDifference::Kind::added) return figure + ' ' + change.after;
  if (kind == RowDifference::Kind::removed) return figure + ' ' + change.before;
  return fmt::format("{} {} -> {}", figure, change.before, change.after);
}

std::string indented(int columns, const std::string& text, const Style& style) {
  return std::string(static_cast<std::size_t>(columns), ' ') +
         wrapped(one_line(text), style.width - columns, columns + 2) + '\n';
}

std::string difference_text(const RowDifference& difference, const Style& style) {
  std::vector<std::string> figures;
  for (const model::FigureChange& change : difference.figures)
    figures.push_back(figure_text(change, difference.kind));
  std::string text = fmt::format("{} {}", model::to_string(difference.kind), difference.row);
  if (!figures.empty()) text += ": " + base::join(figures, "; ");
  text = indented(2, text, style);
  if (!difference.incidents.empty())
    text += indented(4, "because of " + base::join(difference.incidents, ", "), style);
  return text;
}

std::string inputs_text(const SealCheck& check, const std::vector<model::Source>& sources) {
  std::string text;
  const model::InputsDifference& inputs = check.inputs;
  for (const std::string& digest : inputs.new_sources)
    text += "  new source " + source_text(digest, sources) + '\n';
  for (const std::string& digest : inputs.gone_sources)
    text += "  no longer behind the period: source " + source_text(digest, sources) + '\n';
  for (const std::string& id : inputs.new_annotations) text += "  new correction " + id + '\n';
  for (const std::string& id : inputs.gone_annotations)
    text += "  correction no longer in force " + id + '\n';
  if (inputs.is_config_changed) text += "  the config is another one\n";
  if (inputs.is_policy_changed)
    text +=
        fmt::format("  policy '{}' says something else today; the sealed text: faultline seal {} --show\n",
                    one_line(check.seal.policy), check.seal.period);
  return text;
}

Tint tint_of(SealCheck::State state) {
  return state == SealCheck::State::unchanged ? Tint::green : Tint::red;
}

std::string check_text(const SealCheck& check, const std::vector<model::Source>& sources,
                       const Style& style) {
  const Seal& seal = check.seal;
  std::string text =
      fmt::format("{}: {}\n", title_of(seal), tinted(style, tint_of(check.state), to_string(check.state)));
  const std::string what = seal.version == 0 ? "sealed" : fmt::format("restatement {} of", seal.version);
  text += indented(2,
                   fmt::format("{} {} by {} as {}{}{}", what, base::format_rfc3339(seal.sealed_at),
                               seal.author, model::short_id(seal), seal.note.empty() ? "" : ": ", seal.note),
                   style);
  if (check.state == SealCheck::State::damaged) return text + "  " + check.damage + '\n';
  for (const RowDifference& difference : check.differences) text += difference_text(difference, style);
  text += inputs_text(check, sources);
  if (check.state == SealCheck::State::changed)
    text += fmt::format("  restate with: faultline seal {} --restate --reason '...'\n", seal.period);
  return text;
}

Json seal_json(const Seal& seal) {
  return {{"period", seal.period},
          {"period_start", base::format_rfc3339(seal.start)},
          {"period_end", base::format_rfc3339(seal.end)},
          {"policy", seal.policy},
          {"organisation", seal.organisation.empty() ? Json(nullptr) : Json(seal.organisation)},
          {"is_by_name", seal.is_by_name},
          {"version", seal.version},
          {"digest", seal.digest},
          {"sealed_at", base::format_rfc3339(seal.sealed_at)},
          {"by", seal.author},
          {"note", seal.note},
          {"is_provisional", seal.is_provisional}};
}

Json differences_json(const std::vector<RowDifference>& differences) {
  Json list = Json::array();
  for (const RowDifference& difference : differences) {
    Json figures = Json::array();
    for (const model::FigureChange& change : difference.figures)
      figures.push_back({{"figure", change.figure}, {"before", change.before}, {"after", change.after}});
    list.push_back({{"kind", model::to_string(difference.kind)},
                    {"row", difference.row},
                    {"figures", std::move(figures)},
                    {"incidents", difference.incidents}});
  }
  return list;
}

Json sources_json(const std::vector<std::string>& digests, const std::vector<model::Source>& sources) {
  Json list = Json::array();
  for (const std::string& digest : digests) {
    const std::string name = name_of(digest, sources);
    list.push_back({{"digest", digest}, {"name", name.empty() ? Json(nullptr) : Json(name)}});
  }
  return list;
}

}  // namespace

std::string sealed_text(const std::vector<SealReceipt>& receipts, const Style& style) {
  std::string text;
  for (const SealReceipt& receipt : receipts) {
    const Seal& seal = receipt.seal;
    const std::string what =
        seal.version == 0 ? std::string("sealed") : fmt::format("restated (restatement {})", seal.version);
    text += fmt::format("{}: {}, {} row{} as {}\n", title_of(seal), what, receipt.rows,
                        receipt.rows == 1 ? "" : "s", model::short_id(seal));
    for (const RowDifference& difference : receipt.differences) text += difference_text(difference, style);
    if (seal.is_provisional) text += "  provisional: an incident was open\n";
  }
  return text;
}

std::string sealed_json(const std::vector<SealReceipt>& receipts) {
  Json list = Json::array();
  for (const SealReceipt& receipt : receipts) {
    Json json = seal_json(receipt.seal);
    json["rows"] = receipt.rows;
    json["differences"] = differences_json(receipt.differences);
    list.push_back(std::move(json));
  }
  return printed(Json{{"seals", std::move(list)}});
}

std::string checks_text(const std::vector<SealCheck>& checks, const std::vector<model::Source>& sources,
                        const Style& style) {
  if (checks.empty()) return "no period is sealed\n";
  std::string text;
  for (const SealCheck& check : checks)
    text += (text.empty() ? "" : "\n") + check_text(check, sources, style);
  return text;
}

std::string checks_json(const std::vector<SealCheck>& checks, const std::vector<model::Source>& sources) {
  Json list = Json::array();
  for (const SealCheck& check : checks) {
    Json json = {{"state", model::to_string(check.state)}, {"seal", seal_json(check.seal)}};
    if (!check.damage.empty()) json["damage"] = check.damage;
    json["differences"] = differences_json(check.differences);
    json["inputs"] = {{"new_sources", sources_json(check.inputs.new_sources, sources)},
                      {"gone_sources", sources_json(check.inputs.gone_sources, sources)},
                      {"new_annotations", check.inputs.new_annotations},
                      {"gone_annotations", check.inputs.gone_annotations},
                      {"is_config_changed", check.inputs.is_config_changed},
                      {"is_policy_changed", check.inputs.is_policy_changed}};
    list.push_back(std::move(json));
  }
  return printed(Json{{"seals", std::move(list)}});
}

}  // namespace faultline::render
