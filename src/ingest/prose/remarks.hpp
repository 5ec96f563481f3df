// What nobody asked a document for and its reader should see: names of customers, names like a cluster's that
// are none, and every time of a sentence that no window and no milestone has taken.
#pragma once

#include <string>
#include <vector>

#include "ingest/prose/milestones.hpp"
#include "model/claim.hpp"

namespace faultline::ingest::prose {

struct Remark {
  model::ClaimKind kind = model::ClaimKind::told_time;
  Passage text;       // the name, or the sentence
  base::Moment when;  // told_time
  std::string rule;
  int part = 0;
};

// `found` = the document's milestones; times that these or the windows take are none.
std::vector<Remark> find_remarks(const DocumentParts& document, const std::vector<FoundMilestone>& found,
                                 const std::string& organisation);

}  // namespace faultline::ingest::prose
