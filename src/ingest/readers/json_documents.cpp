#include "ingest/readers/json_documents.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"

namespace faultline::ingest::formats {

namespace dom = simdjson::dom;

namespace {

constexpr std::size_t kMaxJsonDepth = 64;  // docs/ingest.md, "Limits"
constexpr std::size_t kShapeBytes = std::size_t{256} << 10;
constexpr std::size_t kShapeLines = 5;
constexpr std::size_t kShapeDepth = 8;

std::string_view without_mark(std::string_view bytes) {
  return bytes.starts_with("\xef\xbb\xbf") ? bytes.substr(3) : bytes;
}

bool opens(char c) {
  return c == '{' || c == '[';
}

// Behind the string that begins at `begin`; the end of the text where it is not closed.
std::size_t string_end(std::string_view text, std::size_t begin) {
  for (std::size_t i = begin + 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      return i + 1;
    }
  }
  return text.size();
}

// Behind the object or list that begins at `begin`; npos where it is not closed.
std::size_t document_end(std::string_view text, std::size_t begin) {
  std::size_t depth = 0;
  for (std::size_t i = begin; i < text.size();) {
    if (text[i] == '"') {
      i = string_end(text, i);
      continue;
    }
    if (opens(text[i])) ++depth;
    if ((text[i] == '}' || text[i] == ']') && --depth == 0) return i + 1;
    ++i;
  }
  return text.npos;
}

bool is_whole_document(std::string_view line) {
  line = base::trim(line);
  return !line.empty() && opens(line.front()) && document_end(line, 0) == line.size();
}

// JSON lines: one of the first lines that begin at the margin is a document by itself.
bool is_json_lines(std::string_view text) {
  std::size_t seen = 0;
  for (std::size_t begin = 0; begin < text.size() && seen < kShapeLines;) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    if (base::trim(line).empty()) continue;
    if (opens(line.front()) && is_whole_document(line)) return true;
    ++seen;
  }
  return false;
}

class Documents {
 public:
  Documents(FactSink& sink, const EachDocument& each) : sink_(sink), each_(each) {}

  void read(std::string_view text) {
    if (parse(text)) return each_(root_, 0);
    if (is_json_lines(text)) {
      int line = 0;
      for (const std::string_view raw : base::split_lines(text)) {
        ++line;
        if (!base::trim(raw).empty()) read_several(raw, line);
      }
    } else {
      read_several(text, 1);
    }
  }

 private:
  bool parse(std::string_view text) {
    error_ = parser_.allocate(std::max<std::size_t>(text.size(), 64), kMaxJsonDepth);
    if (error_ == simdjson::SUCCESS) error_ = parser_.parse(text.data(), text.size(), true).get(root_);
    return error_ == simdjson::SUCCESS;
  }

  // The documents behind each other in `text`, which begins at `line`.
  void read_several(std::string_view text, int line) {
    for (std::size_t at = 0; at < text.size();) {
      if (std::string_view(" \t\r\n\x1e").find(text[at]) != std::string_view::npos) {
        line += text[at] == '\n' ? 1 : 0;
        ++at;
        continue;
      }
      std::size_t end = opens(text[at]) ? document_end(text, at) : text.find('\n', at);
      end = std::min(end, text.size());
      const std::string_view document = text.substr(at, end - at);
      if (parse(document)) {
        each_(root_, line);
      } else {
        tell_error(document, line);
      }
      line += static_cast<int>(std::count(document.begin(), document.end(), '\n'));
      at = end;
    }
  }

  void tell_error(std::string_view document, int line) {
    if (error_ == simdjson::DEPTH_ERROR) {
      return sink_.reject({line, 1, {}}, fmt::format("JSON nested deeper than {}; left out", kMaxJsonDepth));
    }
    JsonError found = locate_json_error(document, simdjson::error_message(error_));
    found.where.line = line + std::max(found.where.line, 1) - 1;
    sink_.reject(std::move(found.where), std::move(found.message), found.excerpt);
  }

  FactSink& sink_;
  const EachDocument& each_;
  dom::parser parser_;
  dom::element root_;
  simdjson::error_code error_ = simdjson::SUCCESS;
};

struct ObjectWalk {
  int line;
  std::string_view what;
  FactSink& sink;
  const std::function<void(const JsonObject&)>& each;

  void walk(dom::element element, const std::string& pointer, int lists) const {
    dom::object object;
    dom::array list;
    if (element.get(object) == simdjson::SUCCESS) return each(JsonObject(object, pointer, sink, line));
    if (lists > 0 && element.get(list) == simdjson::SUCCESS) {
      std::size_t i = 0;
      for (const dom::element inner : list) walk(inner, fmt::format("{}/{}", pointer, i++), lists - 1);
      return;
    }
    sink.reject({line, line > 0 ? 1 : 0, pointer},
                fmt::format("{} is {} where an object is expected", what, type_name(element)));
  }
};

}  // namespace

void for_each_json_document(std::string_view text, FactSink& sink, const EachDocument& each) {
  text = without_mark(text);
  if (base::trim(text).empty()) return sink.reject({}, "the input is empty");
  Documents(sink, each).read(text);
}

void for_each_object(dom::element root, int line, std::string_view what, FactSink& sink,
                     const std::function<void(const JsonObject&)>& each) {
  ObjectWalk{line, what, sink, each}.walk(root, "", 2);  // a list of pages is a list of lists
}

JsonShape::JsonShape(std::string_view text) {
  text = base::trim(without_mark(text));
  text = text.substr(0, kShapeBytes);
  if (text.empty() || !opens(text.front())) return;
  scan(text);
  // A first line that is cut must not hide the shape of the next.
  std::size_t begin = 0;
  for (std::size_t n = 0; n < kShapeLines && begin < text.size(); ++n) {
    const auto end = std::min(text.find('\n', begin), text.size());
    if (end > begin && opens(text[begin])) scan(text.substr(begin, end - begin));
    begin = end + 1;
  }
}

void JsonShape::scan(std::string_view text) {
  struct Level {
    bool is_list;
    std::size_t length;  // of the path that leads here
  };
  std::vector<Level> levels;
  std::string path;
  bool wants_key = false;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == '"') {
      const std::size_t end = string_end(text, i);
      if (wants_key && levels.size() <= kShapeDepth) {
        path.resize(levels.back().length);
        if (!path.empty()) path += '.';
        path += text.substr(i + 1, end - std::min(end, i + 2));
        paths_.insert(path);
      }
      wants_key = false;
      i = end;
      continue;
    }
    if (c == '[') path += "[]";
    if (opens(c)) levels.push_back({c == '[', path.size()});
    if ((c == '}' || c == ']') && !levels.empty()) levels.pop_back();
    if (levels.empty()) {
      path.clear();
    } else if (c == ',') {
      path.resize(levels.back().length);
    }
    if (opens(c) || c == ',') wants_key = !levels.empty() && !levels.back().is_list;
    ++i;
  }
}

}  // namespace faultline::ingest::formats
