// Names in a document that somebody should look at before it goes out.
//
//   customers   "Norvale was the primary impacted customer", "stale for Norvale and a few other customers"
//   clusters    "Prod-Primary" beside prod-1 and prod-2: an environment word with a name for a number; it may
//   be
//               one of them, and which is never guessed
//
// A name is one to three capitalised words in a row. People are not looked for: a first name is no different
// from a product's.
#pragma once

#include <string>
#include <vector>

#include "ingest/prose/sentences.hpp"

namespace faultline::ingest::prose {

// Each as it stands in the sentence; `organisation` is no customer of its own.
std::vector<Passage> customers_named(const Sentence& sentence, const std::string& organisation);
std::vector<Passage> unknown_clusters(const Sentence& sentence);

}  // namespace faultline::ingest::prose
