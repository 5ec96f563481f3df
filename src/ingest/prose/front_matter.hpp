// The keys at the head of a document, between two lines "---" (YAML) or "+++" (TOML).
#pragma once

#include <cstddef>

#include "ingest/prose/blocks.hpp"

namespace faultline::ingest::prose {

// Fills `front` and returns the first line after it; 0 where there is none or it is not closed.
std::size_t parse_front_matter(const SourceText& source, FrontMatter& front);

}  // namespace faultline::ingest::prose
