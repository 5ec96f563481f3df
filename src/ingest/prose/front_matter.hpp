// The keys at the head of a document, between two lines "---" (YAML) or "+++" (TOML), as Jekyll, Hugo, Quarto
// and cState write them.
//
//   title: "Search: down"           title        Search: down
//   affected: [search, api]         affected     search, api        also as a list below the key
//   summary: >                      summary      the lines below, joined
//   extra:
//     team: core                    extra.team   core
//   updates:
//     - at: 2024-03-05 14:07        updates.at   2024-03-05 14:07   once for each item
//
// Read are strings (plain, quoted, block scalars), flat lists and nested keys; anchors, flow maps and types
// are text like any other. It never fails: what is no key is passed over.
#pragma once

#include <cstddef>

#include "ingest/prose/blocks.hpp"

namespace faultline::ingest::prose {

// Fills `front` and returns the first line after it; 0 where there is none: not closed, or no key in it.
std::size_t parse_front_matter(const SourceText& source, FrontMatter& front);

}  // namespace faultline::ingest::prose
