#include "ingest/prose/action_items.hpp"

#include <algorithm>
#include <cctype>

#include "base/text.hpp"

namespace faultline::ingest::prose {

namespace {

// The value after "owner:" or "due:", up to a comma or bracket.
std::string labelled(std::string_view text, std::string_view label) {
  const std::string lower = base::to_lower(text);
  const std::size_t at = lower.find(label);
  if (at == std::string::npos) return {};
  const std::size_t begin = at + label.size();
  const std::size_t end = std::min(text.find_first_of(",;)\n|", begin), text.size());
  return std::string(base::trim(text.substr(begin, end - begin)));
}

// "(owner: data platform, due 2025-10-15)": without a colon only before a digit, as "due to" is a reason.
std::string due_date(std::string_view text) {
  const std::string value = labelled(text, "due ");
  return !value.empty() && std::isdigit(static_cast<unsigned char>(value.front())) ? value : std::string();
}

bool is_sample_text(std::string_view text) {
  // What the template itself says; a person left it in.
  return base::starts_with_ignoring_case(text, "these are only sample") ||
         base::equals_ignoring_case(text, "none") || base::equals_ignoring_case(text, "n/a");
}

class Collector {
 public:
  explicit Collector(const Blocks& blocks) : blocks_(blocks) {}

  std::vector<ActionItemText> of(SectionKind kind, std::string rule) {
    std::vector<ActionItemText> out;
    std::vector<std::string> header;
    for (const auto& block : blocks_.blocks) {
      if (!blocks_.is_within(block.section, kind) || block.text.empty()) continue;
      ActionItemText item;
      item.rule = rule;
      if (block.kind == Block::Kind::item) {
        if (block.level > 0 && !out.empty()) continue;  // a detail of the item above
        item.text = block.text;
      } else if (block.kind == Block::Kind::row) {
        if (block.is_header) {
          header.clear();
          for (const auto& cell : block.cells) header.push_back(base::to_lower(cell.text));
          continue;
        }
        row(block, header, item);
      } else if (block.kind == Block::Kind::paragraph && kind == SectionKind::actions &&
                 !has_items(block.section)) {
        if (!find_any(vocabulary().commitments, words_of(block.text.text))) continue;
        item.text = block.text;
      } else {
        continue;
      }
      if (item.text.empty() || is_sample_text(item.text.text)) continue;
      if (item.owner.empty()) item.owner = labelled(item.text.text, "owner:");
      if (item.due.empty()) item.due = labelled(item.text.text, "due:");
      if (item.due.empty()) item.due = due_date(item.text.text);
      out.push_back(std::move(item));
    }
    return out;
  }

 private:
  bool has_items(std::size_t section) const {
    return std::any_of(blocks_.blocks.begin(), blocks_.blocks.end(), [&](const Block& b) {
      return b.section == section && (b.kind == Block::Kind::item || b.kind == Block::Kind::row);
    });
  }

  static void row(const Block& block, const std::vector<std::string>& header, ActionItemText& item) {
    for (std::size_t i = 0; i < block.cells.size(); ++i) {
      const std::string name = i < header.size() ? header[i] : std::string();
      if (name.find("owner") != std::string::npos || name.find("assignee") != std::string::npos ||
          name.find("responsible") != std::string::npos)
        item.owner = block.cells[i].text;
      else if (name.find("due") != std::string::npos || name.find("date") != std::string::npos ||
               name.find("eta") != std::string::npos)
        item.due = block.cells[i].text;
      else if (item.text.text.size() < block.cells[i].text.size())
        item.text = block.cells[i];
    }
  }

  const Blocks& blocks_;
};

}  // namespace

std::vector<ActionItemText> find_action_items(const Blocks& blocks) {
  Collector collector(blocks);
  auto items = collector.of(SectionKind::actions, "listed below action items");
  if (items.empty()) items = collector.of(SectionKind::lessons, "listed below lessons; no action items are");
  return items;
}

}  // namespace faultline::ingest::prose
