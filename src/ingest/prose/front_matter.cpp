// Front matter: "---" YAML or "+++" TOML at the head of a document, read as flat keys.
//
// Keys nested under a table or a list keep their last part only; values other than text and flat lists are
// left out. Nothing else of YAML is needed to know a title, dates and the affected systems.
#include "ingest/prose/front_matter.hpp"
#include "ingest/prose/blocks.hpp"

namespace faultline::ingest::prose {

namespace {

std::string_view without_comment(std::string_view value) {
  if (!value.empty() && (value.front() == '"' || value.front() == '\'')) return value;
  const std::size_t hash = value.find(" #");
  return base::trim(hash == std::string_view::npos ? value : value.substr(0, hash));
}

}  // namespace

const Passage* FrontMatter::find(std::string_view key) const {
  for (const auto& field : fields) {
    if (field.key == key) return &field.value;
  }
  return nullptr;
}

std::size_t parse_front_matter(const SourceText& source, FrontMatter& front) {
  if (source.lines().empty()) return 0;
  const std::string_view fence = base::trim(source.line(0));
  if (fence != "---" && fence != "+++") return 0;
  std::size_t last = 1;
  while (last < source.lines().size() && base::trim(source.line(last)) != fence) ++last;
  if (last == source.lines().size()) return 0;
  const char separator = fence == "---" ? ':' : '=';
  for (std::size_t i = 1; i < last; ++i) {
    const std::string_view line = source.line(i);
    const std::string_view trimmed = base::trim(line);
    if (trimmed.empty() || trimmed.front() == '#' || trimmed.front() == '[') continue;
    const std::size_t start = source.lines()[i];
    if (trimmed.starts_with("- ") && !front.fields.empty()) {
      const std::size_t offset = static_cast<std::size_t>(trimmed.data() - line.data()) + 2;
      Passage item = plain(source, start + offset, start + line.size());
      Passage& value = front.fields.back().value;
      if (!value.empty() && !item.empty()) value.add(',', item.at.front());
      value.add(item, ' ');
      continue;
    }
    const std::size_t at = line.find(separator);
    if (at == std::string_view::npos) continue;
    std::string_view value = without_comment(base::trim(line.substr(at + 1)));
    if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
        value.back() == value.front()) {
      value = value.substr(1, value.size() - 2);
    }
    FrontMatter::Field field;
    field.key = base::to_lower(base::trim(line.substr(0, at)));
    const std::size_t begin =
        value.empty() ? start : start + static_cast<std::size_t>(value.data() - line.data());
    for (std::size_t j = 0; j < value.size(); ++j) field.value.add(value[j], begin + j);
    front.fields.push_back(std::move(field));
  }
  return last + 1;
}

}  // namespace faultline::ingest::prose
