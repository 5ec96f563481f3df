#include "ingest/prose/action_items.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "ingest/prose/action_item_marks.hpp"

namespace faultline::ingest::prose {

namespace {

using model::ActionState;

bool is_sample_text(std::string_view text) {
  // What the template itself says; a person left it in.
  return base::starts_with_ignoring_case(text, "these are only sample") ||
         base::equals_ignoring_case(text, "none") || base::equals_ignoring_case(text, "n/a");
}

enum class Column { text, owner, due, ticket, state, aside };

Column column_of(std::string_view title) {
  static const std::pair<Column, std::vector<Phrase>> kColumns[] = {
      {Column::owner,
       {Phrase("owner*"), Phrase("assign*"), Phrase("responsible"), Phrase("dri"), Phrase("^who"),
        Phrase("^lead$")}},
      {Column::due,
       {Phrase("due"), Phrase("date"), Phrase("eta"), Phrase("deadline"), Phrase("^when"),
        Phrase("^target$")}},
      {Column::ticket,
       {Phrase("ticket*"), Phrase("issue*"), Phrase("jira"), Phrase("tracking|tracker"), Phrase("^bug$"),
        Phrase("^link*")}},
      {Column::state, {Phrase("status"), Phrase("state"), Phrase("done"), Phrase("completed")}},
      {Column::aside,
       {Phrase("^type$"), Phrase("^priority$"), Phrase("^#$"), Phrase("^no$"), Phrase("^id$"),
        Phrase("^team$")}}};
  const auto words = words_of(title);
  for (const auto& [column, phrases] : kColumns) {
    if (find_any(phrases, words)) return column;
  }
  return Column::text;
}

class Collector {
 public:
  Collector(const SourceText& source, const Blocks& blocks) : source_(source), blocks_(blocks) {}

  std::vector<ActionItemText> of(SectionKind kind, std::string rule) {
    std::vector<ActionItemText> out;
    std::vector<Column> header;
    for (const auto& block : blocks_.blocks) {
      if (!blocks_.is_within(block.section, kind) || block.text.empty()) continue;
      ActionItemText item;
      item.rule = rule;
      if (block.kind == Block::Kind::item) {
        if (block.level > 0 && !out.empty()) {  // a detail of the item above
          take_marks(block.text.text, out.back());
          continue;
        }
        item.text = block.text;
      } else if (block.kind == Block::Kind::row) {
        if (block.is_header) {
          header.clear();
          for (const auto& cell : block.cells) header.push_back(column_of(cell.text));
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
      take_marks(item.text.text, item);
      if (!item.state && is_struck(item.text)) item.state = ActionState::done;
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

  // "~~Add a canary~~": the marks are gone from the passage, not from the source.
  bool is_struck(const Passage& text) const {
    const std::size_t first = text.at.front();
    return first >= 2 && source_.folded().compare(first - 2, 2, "~~") == 0;
  }

  static void take_marks(std::string_view text, ActionItemText& item) {
    if (item.owner.empty()) item.owner = owner_in(text);
    if (item.due.empty()) item.due = due_in(text);
    if (item.ticket.empty()) item.ticket = ticket_in(text);
    if (!item.state) item.state = state_in(text);
  }

  static void row(const Block& block, const std::vector<Column>& header, ActionItemText& item) {
    for (std::size_t i = 0; i < block.cells.size(); ++i) {
      const std::string& cell = block.cells[i].text;
      switch (i < header.size() ? header[i] : Column::text) {
        case Column::owner:
          if (!is_nobody(cell)) item.owner = cell;
          break;
        case Column::due:
          if (!is_nobody(cell)) item.due = cell;
          break;
        case Column::ticket:
          if (!is_nobody(cell)) item.ticket = cell;
          break;
        case Column::state:
          item.state = state_of_cell(cell);
          break;
        case Column::aside:
          break;
        case Column::text:
          if (item.text.text.size() < cell.size()) item.text = block.cells[i];
          break;
      }
    }
  }

  const SourceText& source_;
  const Blocks& blocks_;
};

}  // namespace

std::vector<ActionItemText> find_action_items(const SourceText& source, const Blocks& blocks) {
  Collector collector(source, blocks);
  auto items = collector.of(SectionKind::actions, "listed below action items");
  if (items.empty()) items = collector.of(SectionKind::lessons, "listed below lessons; no action items are");
  return items;
}

}  // namespace faultline::ingest::prose
