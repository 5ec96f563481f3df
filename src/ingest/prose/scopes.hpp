// Whose and where: the organisation a document speaks for, and the clusters it names.
//
// An organisation is told by the page, the front matter or an option; else it is a capitalised word of the
// text that is also the name in a web or mail domain of it, or that stands before an environment word twice
// ("Acme prod-1", "Acme production"). It is never made up.
// A cluster is an environment word with a number (model::cluster_name); "all the 3 clusters" are the ones
// the document lists, where it lists three. "Cluster A" is none.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/prose/sentences.hpp"
#include "model/scope.hpp"

namespace faultline::ingest::prose {

std::string find_organisation(const SourceText& source, const Blocks& blocks);

// Clusters named in the words of `text`, in order, each once.
std::vector<model::Name> clusters_in(std::string_view text, std::span<const Word> words);

// Scopes of each sentence, with the organisation; empty where it names none.
class ScopeFinder {
 public:
  ScopeFinder(const std::vector<Sentence>& sentences, const std::string& organisation);
  std::vector<model::Scope> of(const Sentence& sentence) const;
  // Clusters that any sentence names.
  const std::vector<model::Name>& clusters() const { return clusters_; }

 private:
  model::Name organisation_;
  std::vector<model::Name> clusters_;
};

}  // namespace faultline::ingest::prose
