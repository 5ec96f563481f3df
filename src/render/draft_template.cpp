#include "render/draft_template.hpp"

#include <fmt/format.h>

#include <kainjow/mustache.hpp>
#include <set>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "render/markdown_escape.hpp"

namespace faultline::render {
namespace {

enum class TagKind { text, markdown, section, end };

struct Tag {
  TagKind kind = TagKind::text;
  std::string key;
  std::size_t position = 0;
};

int line_of(std::string_view text, std::size_t position) {
  int line = 1;
  for (const char c : text.substr(0, position)) line += c == '\n' ? 1 : 0;
  return line;
}

[[noreturn]] void fail(int line, const std::string& message) {
  throw base::Error(fmt::format("template, line {}: {}", line, message));
}

std::vector<Tag> scan_tags(std::string_view text) {
  std::vector<Tag> tags;
  for (std::size_t at = 0; (at = text.find("{{", at)) != std::string_view::npos;) {
    const int line = line_of(text, at);
    const bool is_triple = text.substr(at).starts_with("{{{");
    const std::string_view close = is_triple ? "}}}" : "}}";
    const std::size_t begin = at + close.size();
    const std::size_t end = text.find(close, begin);
    if (end == std::string_view::npos) fail(line, fmt::format("a tag is not closed with '{}'", close));
    std::string_view inside = base::trim(text.substr(begin, end - begin));
    Tag tag{is_triple ? TagKind::markdown : TagKind::text, {}, at};
    const char sigil = inside.empty() ? ' ' : inside.front();
    at = end + close.size();
    if (sigil == '!') continue;
    if (sigil == '>' || sigil == '=')
      fail(line, fmt::format("'{{{{{}}}}}': partials and other delimiters are not read", inside));
    if (sigil == '#' || sigil == '^') tag.kind = TagKind::section;
    if (sigil == '/') tag.kind = TagKind::end;
    if (sigil == '&') tag.kind = TagKind::markdown;
    if (tag.kind == TagKind::section || tag.kind == TagKind::end || sigil == '&')
      inside = base::trim(inside.substr(1));
    tag.key = inside;
    tags.push_back(std::move(tag));
  }
  return tags;
}

void check_tag(const Tag& tag, const DraftData& data, int line, bool is_in_block) {
  const auto found = data.find(tag.key);
  if (found == data.end()) {
    std::vector<std::string> known;
    for (const auto& [key, value] : data) known.push_back(key);
    const auto hint = base::nearest(tag.key, known);
    fail(line, hint ? fmt::format("unknown key '{}'; did you mean '{}'?", tag.key, *hint)
                    : fmt::format("unknown key '{}'; known: {}", tag.key, base::join(known, ", ")));
  }
  const DraftValue::Kind kind = found->second.kind;
  const bool is_condition = kind == DraftValue::Kind::condition;
  const bool is_section = tag.kind == TagKind::section || tag.kind == TagKind::end;
  if (is_section != is_condition)
    fail(line, is_condition
                   ? fmt::format("'{0}' is a condition: write {{{{#{0}}}}} ... {{{{/{0}}}}}", tag.key)
                   : fmt::format("'{}' is no condition", tag.key));
  if (is_section) return;
  if (tag.kind == TagKind::markdown && kind == DraftValue::Kind::text)
    fail(line, fmt::format("'{0}' is text of a source and must be escaped: write {{{{{0}}}}}", tag.key));
  if (tag.kind == TagKind::text && kind == DraftValue::Kind::markdown)
    fail(line, fmt::format("'{0}' is Markdown: write {{{{{{{0}}}}}}}", tag.key));
  if (!is_in_block)
    fail(line, fmt::format("'{}' stands outside a block: put '<!-- faultline:begin ID -->' before it and "
                           "'<!-- faultline:end ID -->' after it",
                           tag.key));
}

// The keys that each block uses, by the block's id.
std::map<std::string, std::set<std::string>> check_template(std::string_view text, const DraftData& data) {
  std::map<std::string, std::set<std::string>> keys;
  const std::vector<DraftPiece> pieces = split_draft(text, "template");
  for (const DraftPiece& piece : pieces)
    if (piece.is_block() && !keys.emplace(piece.id, std::set<std::string>{}).second)
      fail(piece.line, fmt::format("a second block '{}'; give it another id", piece.id));
  for (const Tag& tag : scan_tags(text)) {
    const DraftPiece* home = nullptr;
    for (const DraftPiece& piece : pieces) {
      const auto offset = static_cast<std::size_t>(piece.whole.data() - text.data());
      if (tag.position >= offset && tag.position < offset + piece.whole.size()) home = &piece;
    }
    const bool is_in_block = home != nullptr && home->is_block();
    check_tag(tag, data, line_of(text, tag.position), is_in_block);
    if (is_in_block) keys[home->id].insert(tag.key);
  }
  return keys;
}

// kainjow leaves an empty line where a section on lines of its own is left out (the specification wants
// none); an empty section of the opposite condition before it makes the line count as a section's line.
std::string with_opposites(const std::string& text) {
  std::string result;
  std::size_t copied = 0;
  for (const Tag& tag : scan_tags(text)) {
    if (tag.kind != TagKind::section) continue;
    const bool is_inverted = base::trim(std::string_view(text).substr(tag.position + 2)).starts_with('^');
    result += text.substr(copied, tag.position - copied);
    result += fmt::format("{{{{{0}{1}}}}}{{{{/{1}}}}}", is_inverted ? '#' : '^', tag.key);
    copied = tag.position;
  }
  return result + text.substr(copied);
}

}  // namespace

std::string render_template(std::string_view template_text, const DraftData& data,
                            const std::string& incident) {
  const std::string text = unix_lines(template_text);
  const auto keys = check_template(text, data);

  kainjow::mustache::data values;
  for (const auto& [key, value] : data) {
    if (value.kind == DraftValue::Kind::condition)
      values.set(key, value.is_present ? kainjow::mustache::data::type::bool_true
                                       : kainjow::mustache::data::type::bool_false);
    else
      values.set(key, value.text);
  }
  kainjow::mustache::mustache engine(with_opposites(text));
  if (!engine.is_valid())
    throw base::Error(fmt::format("template: {}", base::to_lower(engine.error_message())));
  engine.set_custom_escape([](const std::string& value) { return escape_inline(value); });
  const std::string rendered = engine.render(values);

  std::string result;
  for (const DraftPiece& piece : split_draft(rendered, "draft")) {
    if (!piece.is_block()) {
      result += piece.whole;
      continue;
    }
    DraftFacts facts;
    for (const std::string& key : keys.at(piece.id))
      facts.insert(data.at(key).facts.begin(), data.at(key).facts.end());
    const std::string content = std::string(piece.content) + facts_comment(facts);
    result += fmt::format("{}\n{}{}\n", begin_mark(piece.id, incident, block_digest(content)), content,
                          end_mark(piece.id));
  }
  return result;
}

}  // namespace faultline::render
