#include "ingest/prose/blocks.hpp"

#include "ingest/prose/front_matter.hpp"
#include "ingest/prose/layout/builder.hpp"
#include "ingest/prose/layout/html_layout.hpp"
#include "ingest/prose/layout/markdown.hpp"
#include "ingest/prose/layout/markup_kind.hpp"
#include "ingest/prose/layout/restructured.hpp"
#include "ingest/prose/layout/text.hpp"

namespace faultline::ingest::prose {

bool Blocks::is_within(std::size_t section, SectionKind kind) const {
  for (;; section = sections[section].parent) {
    if (sections[section].kind == kind) return true;
    if (section == 0) return false;
  }
}

SectionKind Blocks::kind_of(const Block& block) const {
  for (std::size_t section = block.section;; section = sections[section].parent) {
    if (sections[section].kind != SectionKind::other || section == 0) return sections[section].kind;
  }
}

Blocks parse_blocks(const SourceText& source, std::string_view file_name) {
  BlockBuilder builder;
  const std::size_t first = parse_front_matter(source, builder.front());
  const std::size_t begin = first < source.lines().size() ? source.lines()[first] : source.folded().size();
  const std::string_view body = std::string_view(source.folded()).substr(begin);
  switch (markup_of(body, first > 0, file_name)) {
    case Markup::markdown:
      read_markdown(source, first, builder);
      break;
    case Markup::html:
      read_html(source, begin, source.folded().size(), builder);
      break;
    case Markup::restructured:
      read_restructured(source, first, builder);
      break;
    case Markup::text:
      read_text(source, first, source.lines().size(), builder);
      break;
  }
  return builder.take();
}

}  // namespace faultline::ingest::prose
