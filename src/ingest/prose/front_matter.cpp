#include "ingest/prose/front_matter.hpp"

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>
#include <vector>

namespace faultline::ingest::prose {

namespace {

std::string_view without_end_space(std::string_view line) {
  while (!line.empty() && std::isspace(static_cast<unsigned char>(line.back())) != 0) line.remove_suffix(1);
  return line;
}

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

bool is_quote(char c) {
  return c == '"' || c == '\'';
}

// The closing quote of the string that opens at `begin`; npos where it is missing.
std::size_t closing_quote(std::string_view text, std::size_t begin) {
  const char quote = text[begin];
  for (std::size_t i = begin + 1; i < text.size(); ++i) {
    const bool is_doubled = quote == '\'' && text.substr(i).starts_with("''");
    if ((text[i] == '\\' && quote == '"') || is_doubled) {
      ++i;
    } else if (text[i] == quote) {
      return i;
    }
  }
  return std::string_view::npos;
}

// Where the key of "key: value" ends; npos where the line is none.
std::size_t key_end(std::string_view text, char separator) {
  if (text.empty() || text.front() == '#') return std::string_view::npos;
  std::size_t from = 0;
  if (is_quote(text.front())) {
    from = closing_quote(text, 0);
    if (from == std::string_view::npos) return from;
  }
  for (std::size_t i = text.find(separator, from); i != std::string_view::npos;
       i = text.find(separator, i + 1)) {
    if (separator == '=' || i + 1 == text.size() || text[i + 1] == ' ') return i;
  }
  return std::string_view::npos;
}

class FrontReader {
 public:
  FrontReader(const SourceText& source, std::size_t last, char separator, FrontMatter& front)
      : source_(source), last_(last), separator_(separator), front_(front) {}

  void run() {
    while (next_ < last_) line(next_++);
  }

 private:
  struct Key {
    std::size_t column = 0;
    std::string name;  // with those around it
  };

  void line(std::size_t i) {
    const std::string_view raw = source_.line(i);
    const std::string_view text = base::trim(raw);
    if (text.empty() || text.front() == '#') return;
    if (separator_ == '=' && text.front() == '[') return table(text);
    entry(indent_of(raw), text);
  }

  // "[extra]" of TOML.
  void table(std::string_view text) {
    const std::size_t begin = std::min(text.find_first_not_of('['), text.size());
    const std::size_t end = std::min(text.find(']', begin), text.size());
    keys_.assign(1, {0, base::to_lower(base::trim(text.substr(begin, end - begin)))});
    is_in_table_ = true;
  }

  void entry(std::size_t column, std::string_view text) {
    if (separator_ == ':' && (text == "-" || text.starts_with("- "))) return list_item(column, text);
    const std::size_t end = key_end(text, separator_);
    if (end == std::string_view::npos) return;
    if (!is_in_table_) {
      while (!keys_.empty() && keys_.back().column >= column) keys_.pop_back();
    }
    std::string name = base::to_lower(base::trim(text.substr(0, end)));
    if (name.size() >= 2 && is_quote(name.front()) && name.back() == name.front())
      name = name.substr(1, name.size() - 2);
    if (!keys_.empty()) name = keys_.back().name + '.' + name;
    Passage read = value(column, base::trim(text.substr(end + 1)));
    const bool is_parent = read.empty() && !is_in_table_;
    front_.fields.push_back({name, std::move(read)});
    if (is_parent) keys_.push_back({column, std::move(name)});
  }

  void list_item(std::size_t column, std::string_view text) {
    while (!keys_.empty() && keys_.back().column > column) keys_.pop_back();
    if (keys_.empty()) return;
    const std::string_view item = base::trim(text.substr(1));
    if (item.empty()) return;
    if (!is_quote(item.front()) && key_end(item, ':') != std::string_view::npos) {
      const std::size_t inner = column + static_cast<std::size_t>(item.data() - text.data());
      keys_.push_back({inner - 1, keys_.back().name});
      return entry(inner, item);
    }
    const Passage read = value(column, item);
    const auto field = std::find_if(front_.fields.rbegin(), front_.fields.rend(),
                                    [&](const FrontMatter::Field& f) { return f.key == keys_.back().name; });
    if (field == front_.fields.rend()) return;
    if (!field->value.empty() && !read.empty()) field->value.add(',', read.at.front());
    field->value.add(read, ' ');
  }

  Passage value(std::size_t column, std::string_view text) {
    if (text.empty() || text.front() == '#') return {};
    if (text.starts_with("\"\"\"") || text.starts_with("'''")) return long_string(text);
    if (is_quote(text.front())) {
      const std::size_t close = closing_quote(text, 0);
      return close == std::string_view::npos ? cut_of(text) : string(text.substr(1, close - 1), text.front());
    }
    if (text.front() == '[') return flow_list(text);
    if (separator_ == ':' && (text.front() == '|' || text.front() == '>') && text.size() <= 3)
      return block_scalar(column, text.front() == '|' ? '\n' : ' ');
    Passage out = cut_of(without_comment(text));
    while (separator_ == ':' && goes_on(column))
      out.add(cut_of(without_comment(base::trim(source_.line(next_++)))), ' ');
    return out;
  }

  // A plain value that is wrapped: the next line is indented farther and no key or item.
  bool goes_on(std::size_t column) const {
    if (next_ >= last_) return false;
    const std::string_view raw = source_.line(next_), text = base::trim(raw);
    return !text.empty() && indent_of(raw) > column && text.front() != '-' && text.front() != '#' &&
           key_end(text, ':') == std::string_view::npos;
  }

  Passage block_scalar(std::size_t column, char joint) {
    Passage out;
    for (; next_ < last_; ++next_) {
      const std::string_view raw = source_.line(next_), text = base::trim(raw);
      if (!text.empty() && indent_of(raw) <= column) break;
      out.add(cut_of(text), joint);
    }
    return out;
  }

  // """ of TOML, to the closing one.
  Passage long_string(std::string_view text) {
    const std::string_view mark = text.substr(0, 3);
    std::string_view rest = text.substr(3);
    Passage out;
    for (;;) {
      const std::size_t close = rest.find(mark);
      out.add(cut_of(rest.substr(0, close)), '\n');
      if (close != std::string_view::npos || next_ >= last_) return out;
      rest = source_.line(next_++);
    }
  }

  // "[a, "b, c"]", over several lines where it is not closed on the first.
  Passage flow_list(std::string_view text) {
    Passage out;
    text.remove_prefix(1);
    for (;;) {
      std::size_t begin = 0;
      while (begin < text.size() && text[begin] != ']') {
        if (text[begin] == ',' || std::isspace(static_cast<unsigned char>(text[begin])) != 0) {
          ++begin;
          continue;
        }
        std::size_t end = std::min(text.find_first_of(",]", begin), text.size());
        std::string_view item = base::trim(text.substr(begin, end - begin));
        if (is_quote(text[begin])) {
          const std::size_t close = closing_quote(text, begin);
          if (close != std::string_view::npos) {
            item = text.substr(begin + 1, close - begin - 1);
            end = close + 1;
          }
        }
        if (!out.empty() && !item.empty()) out.add(',', position(item));
        out.add(cut_of(item), ' ');
        begin = std::max(end, begin + 1);
      }
      if (begin < text.size() || next_ >= last_) return out;
      text = base::trim(source_.line(next_++));
    }
  }

  // What stands between quotes.
  Passage string(std::string_view text, char quote) const {
    Passage out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool is_escape = (quote == '"' && text[i] == '\\') || (quote == '\'' && text[i] == '\'');
      if (is_escape && i + 1 < text.size()) ++i;
      out.add(text[i], position(text) + i);
    }
    return out.part(0, out.text.size());
  }

  static std::string_view without_comment(std::string_view text) {
    const std::size_t hash = text.find(" #");
    return base::trim(text.substr(0, hash));
  }
  std::size_t position(std::string_view part) const {
    return static_cast<std::size_t>(part.data() - source_.folded().data());
  }
  Passage cut_of(std::string_view part) const {
    return part.empty() ? Passage{} : cut(source_, position(part), position(part) + part.size());
  }

  const SourceText& source_;
  const std::size_t last_;
  const char separator_;
  FrontMatter& front_;
  std::vector<Key> keys_;  // that are open, outermost first
  std::size_t next_ = 1;
  bool is_in_table_ = false;
};

}  // namespace

const Passage* FrontMatter::find(std::string_view key) const {
  for (const auto& field : fields) {
    if (field.key == key) return &field.value;
  }
  return nullptr;
}

std::size_t parse_front_matter(const SourceText& source, FrontMatter& front) {
  const auto& lines = source.lines();
  if (lines.empty()) return 0;
  const std::string_view fence = without_end_space(source.line(0));
  if (fence != "---" && fence != "+++") return 0;
  std::size_t last = 1;
  while (last < lines.size() && without_end_space(source.line(last)) != fence) ++last;
  if (last == lines.size()) return 0;
  const char separator = fence == "---" ? ':' : '=';
  // "---" may also be a line across the page.
  for (std::size_t i = 1; i < last; ++i) {
    const std::string_view text = base::trim(source.line(i));
    if (text.empty() || text.front() == '#' || (separator == '=' && text.front() == '[')) continue;
    if (key_end(text, separator) == std::string_view::npos) return 0;
    break;
  }
  FrontReader(source, last, separator, front).run();
  return last + 1;
}

}  // namespace faultline::ingest::prose
