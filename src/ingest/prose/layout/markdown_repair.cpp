#include "ingest/prose/layout/markdown_repair.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "ingest/html_tree.hpp"
#include "ingest/prose/layout/table_cells.hpp"
#include "ingest/prose/layout/text.hpp"

namespace faultline::ingest::prose {

namespace {

// Read as HTML up to their end tag.
constexpr std::array<std::string_view, 7> kRegions = {"table", "ul", "ol", "dl", "pre", "script", "style"};
// Around Markdown, or beside it.
constexpr std::array<std::string_view, 14> kWrappers = {"details", "summary", "br",     "div",  "p",
                                                        "center",  "a",       "img",    "span", "hr",
                                                        "section", "figure",  "iframe", "font"};

bool is_one_of(std::string_view name, auto names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

struct Fence {
  char mark = '`';
  std::size_t length = 0;
  bool is_highlight = false;  // {% highlight %}
};

// "```bash", "~~~"; "```one line```" opens none.
std::optional<Fence> opens_fence(std::string_view text) {
  if (text.empty() || (text.front() != '`' && text.front() != '~')) return std::nullopt;
  const char mark = text.front();
  const std::size_t length = std::min(text.find_first_not_of(mark), text.size());
  if (length < 3 || (mark == '`' && text.find('`', length) != std::string_view::npos)) return std::nullopt;
  return Fence{mark, length, false};
}

bool closes_fence(const Fence& fence, std::string_view text) {
  if (fence.is_highlight) return text.find("endhighlight") != std::string_view::npos;
  return text.size() >= fence.length && text.find_first_not_of(fence.mark) == std::string_view::npos;
}

class Repair {
 public:
  explicit Repair(const SourceText& source)
      : source_(source), last_comment_end_(source.folded().rfind("-->")) {}

  RepairedMarkdown run(std::size_t first) {
    for (at_ = first; at_ < source_.lines().size(); ++at_) line();
    return std::move(out_);
  }

 private:
  void line() {
    const std::string_view text = base::trim(source_.line(at_));
    if (fence_) {
      if (closes_fence(*fence_, text)) return close_fence(text);
      if (opens_fence(text)) return blank();  // "```bash" below "```": the first was one too many
      if (!leaves_fence(text)) return keep();
      put_in(std::string(fence_->length, fence_->mark));
      fence_.reset();
    }
    if (in_comment_) {
      in_comment_ = text.find("-->") == std::string_view::npos;
      return keep();
    }
    ordinary(text);
  }

  void ordinary(std::string_view text) {
    if (text.empty()) return keep();
    const std::string_view behind_marker = text.substr(marker_length(text));
    if ((fence_ = opens_fence(behind_marker))) return with_prefix("", behind_marker);
    if (text.starts_with("<!--") && text.find("-->") == std::string_view::npos) {
      in_comment_ = last_comment_end_ != std::string::npos && last_comment_end_ > source_.lines()[at_];
      return in_comment_ ? keep() : blank();  // one that never ends hides nothing
    }
    if (text.starts_with(":::")) return blank();
    if (text.starts_with("{%")) return template_mark(text);
    if (const std::size_t sign = bullet_sign_length(text)) {
      const std::string_view raw = source_.line(at_);
      const auto indent = raw.substr(0, static_cast<std::size_t>(text.data() - raw.data()));
      return with_prefix(std::string(indent) + "- ", text.substr(sign));
    }
    if (text.front() == '<') return tag(text);
    keep();
  }

  void template_mark(std::string_view text) {
    if (text.find(" highlight") != std::string_view::npos) {
      fence_ = Fence{'`', 3, true};
      return with_prefix("```", {});
    }
    return text.ends_with("%}") ? blank() : keep();
  }

  void tag(std::string_view text) {
    const auto found = html_tag_at(text, 0);
    if (found && !found->is_end && is_one_of(found->name, kRegions)) return region(found->name);
    keep();
    if (found && text.back() == '>' &&
        (is_one_of(found->name, kWrappers) || is_one_of(found->name, kRegions)))
      put_in("");
  }

  // As one block of HTML, which a blank line would end.
  void region(const std::string& name) {
    const std::string end_tag = "</" + name;
    std::size_t last = at_;
    const bool may_close = std::find(unclosed_.begin(), unclosed_.end(), name) == unclosed_.end();
    const auto closes = [&](std::size_t i) {
      return base::to_lower(source_.line(i)).find(end_tag) != std::string::npos;
    };
    while (may_close && last < source_.lines().size() && !closes(last)) ++last;
    if (!may_close || last == source_.lines().size()) {
      unclosed_.push_back(name);
      return blank();
    }
    put_in("");
    for (; at_ < last; ++at_) {
      if (!base::trim(source_.line(at_)).empty()) with_prefix("", base::trim(source_.line(at_)));
    }
    with_prefix("", base::trim(source_.line(at_)));
    put_in("");
  }

  void close_fence(std::string_view text) {
    if (fence_->is_highlight)
      put_in("```");
    else
      with_prefix("", text);
    fence_.reset();
  }

  // The line as it stands, behind another beginning.
  void with_prefix(const std::string& prefix, std::string_view rest) {
    const std::size_t begin =
        rest.empty() ? source_.lines()[at_] : static_cast<std::size_t>(rest.data() - source_.folded().data());
    add({at_, begin, prefix.size(), false}, prefix, rest);
  }
  void keep() { add({at_, source_.lines()[at_], 0, false}, "", source_.line(at_)); }
  void blank() { add({at_, source_.lines()[at_], 0, true}, "", ""); }
  void put_in(const std::string& text) { add({at_, source_.lines()[at_], text.size(), true}, text, ""); }

  void add(RepairedMarkdown::Line where, std::string_view prefix, std::string_view rest) {
    out_.lines.push_back(where);
    out_.text += prefix;
    out_.text += rest;
    // A carriage return on its own would be the end of a line for cmark.
    std::replace(out_.text.end() - static_cast<std::ptrdiff_t>(rest.size()), out_.text.end(), '\r', ' ');
    out_.text += '\n';
  }

  const SourceText& source_;
  const std::size_t last_comment_end_;
  RepairedMarkdown out_;
  std::size_t at_ = 0;
  std::optional<Fence> fence_;
  std::vector<std::string> unclosed_;  // region tags that have no end tag farther on
  bool in_comment_ = false;
};

}  // namespace

bool is_cheap_markdown(const SourceText& source, std::size_t first) {
  constexpr std::size_t kMostCells = std::size_t{1} << 20, kDeepest = 200;
  std::size_t columns = 0, cells = 0, bars_above = 0;
  for (std::size_t i = first; i < source.lines().size(); ++i) {
    const std::string_view text = base::trim(source.line(i));
    const std::size_t markers = std::min(text.find_first_not_of(">-+*0123456789.) \t"), text.size());
    const auto bars = static_cast<std::size_t>(std::count(text.begin(), text.end(), '|'));
    if (is_delimiter_row(text.substr(markers))) {
      columns = std::max(bars_above, bars) + 1;
      cells += columns * columns;  // it counts them one by one
    }
    if (text.empty()) columns = 0;
    cells += columns;
    bars_above = bars;
    if (cells > kMostCells || markers > kDeepest) return false;
  }
  return true;
}

RepairedMarkdown repair_markdown(const SourceText& source, std::size_t first) {
  return Repair(source).run(first);
}

}  // namespace faultline::ingest::prose
