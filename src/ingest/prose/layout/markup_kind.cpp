#include "ingest/prose/layout/markup_kind.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "base/text.hpp"
#include "ingest/prose/layout/restructured.hpp"
#include "ingest/prose/layout/table_cells.hpp"
#include "ingest/prose/layout/text.hpp"

namespace faultline::ingest::prose {

namespace {

constexpr std::size_t kSampleBytes = std::size_t{1} << 16;  // enough to know a markup by

bool has_ending(std::string_view file_name, std::initializer_list<std::string_view> endings) {
  const std::string name = base::to_lower(file_name);
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return name.ends_with(ending); });
}

bool is_hash_heading(std::string_view line) {
  std::size_t level = 0;
  while (level < line.size() && line[level] == '#') ++level;
  return level > 0 && level <= 6 && level + 1 < line.size() && line[level] == ' ';
}

struct Signs {
  bool heading = false, fence = false, table = false, link = false, bullet_sign = false;
  bool adornment = false, directive = false, role = false;

  bool says_markdown() const { return heading || fence || table || link; }
  bool says_restructured() const { return adornment && (directive || role); }
};

bool has_role(std::string_view line) {
  const std::size_t tick = line.find('`');
  if (tick == std::string_view::npos) return false;
  if (line.find(":`") != std::string_view::npos || line.find(">`_") != std::string_view::npos) return true;
  const std::size_t literal = line.find("``");
  return literal != std::string_view::npos && line.find("``", literal + 2) != std::string_view::npos &&
         line.find("```") == std::string_view::npos;
}

Signs signs_of(std::string_view body) {
  Signs signs;
  int fences = 0;
  std::string_view before;
  body = body.substr(0, kSampleBytes);
  for (std::size_t begin = 0; begin < body.size();) {
    const std::size_t end = std::min(body.find('\n', begin), body.size());
    const std::string_view raw = body.substr(begin, end - begin);
    const std::string_view line = base::trim(raw);
    begin = end + 1;
    if (line.starts_with("```") || line.starts_with("~~~")) ++fences;
    signs.fence = fences >= 2;
    const bool is_in_fence = fences % 2 == 1;
    if (!is_in_fence) {
      signs.heading = signs.heading || is_hash_heading(line);
      signs.table = signs.table || is_delimiter_row(line);
      signs.link = signs.link || line.find("](") != std::string_view::npos;
      signs.bullet_sign = signs.bullet_sign || bullet_sign_length(line) > 0;
      signs.directive = signs.directive || is_directive(raw);
      signs.role = signs.role || has_role(line);
      signs.adornment = signs.adornment || (is_adornment(raw) && !before.empty());
    }
    before = line;
  }
  return signs;
}

// The name of the tag at the head of `text`, lower case; empty where it is none.
std::string leading_tag(std::string_view text) {
  if (!text.starts_with("<")) return {};
  std::size_t end = 1;
  while (end < text.size() && end < 16 && std::isalnum(static_cast<unsigned char>(text[end])) != 0) ++end;
  if (end >= text.size() ||
      (text[end] != '>' && text[end] != '/' && std::isspace(static_cast<unsigned char>(text[end])) == 0))
    return {};
  return base::to_lower(text.substr(1, end - 1));
}

std::string_view without_comments(std::string_view text) {
  text = base::trim(text);
  while (text.starts_with("<!--")) {
    const std::size_t close = text.find("-->");
    if (close == std::string_view::npos) return {};
    text = base::trim(text.substr(close + 3));
  }
  return text;
}

template <std::size_t N>
bool is_one_of(std::string_view tag, const std::array<std::string_view, N>& tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

// A page's own tags; and those that a fragment of a page begins with, as does some Markdown.
constexpr std::array<std::string_view, 7> kPageTags = {"html", "head",    "body", "article",
                                                       "main", "section", "title"};
constexpr std::array<std::string_view, 14> kFragmentTags = {
    "h1", "h2", "h3", "p", "div", "ul", "ol", "table", "meta", "link", "dl", "pre", "header", "blockquote"};

}  // namespace

bool begins_as_html(std::string_view text) {
  text = without_comments(text);
  if (text.starts_with("<?xml")) {
    const std::size_t close = text.find("?>");
    if (close == std::string_view::npos) return false;
    text = without_comments(text.substr(close + 2));
    if (!base::starts_with_ignoring_case(text, "<!doctype html") && leading_tag(text) != "html") return false;
  }
  if (base::starts_with_ignoring_case(text, "<!doctype html")) return true;
  const std::string tag = leading_tag(text);
  if (is_one_of(tag, kPageTags)) return true;
  return is_one_of(tag, kFragmentTags) && !signs_of(text).heading;
}

bool begins_as_markdown(std::string_view text) {
  text = without_comments(text);
  const std::string tag = leading_tag(text);
  const bool is_html = tag == "img" || tag == "a" || tag == "br" || tag == "details" || tag == "center" ||
                       is_one_of(tag, kFragmentTags);
  return (is_html || !text.starts_with('<')) && signs_of(text).heading;
}

Markup markup_of(std::string_view body, bool has_front_matter, std::string_view file_name) {
  if (begins_as_html(body)) return Markup::html;
  if (has_ending(file_name, {".rst", ".rest", ".rst.txt"})) return Markup::restructured;
  const Signs signs = signs_of(body);
  if (has_front_matter || signs.says_markdown()) return Markup::markdown;
  if (has_ending(file_name, {".md", ".markdown", ".mdown", ".qmd", ".rmd", ".erb"}))
    return signs.bullet_sign ? Markup::text : Markup::markdown;
  return signs.says_restructured() ? Markup::restructured : Markup::text;
}

}  // namespace faultline::ingest::prose
