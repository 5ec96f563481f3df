#include "ingest/prose/remarks.hpp"

#include <algorithm>

#include "ingest/prose/names.hpp"

namespace faultline::ingest::prose {

namespace {

bool is_same(const base::Moment& a, const base::Moment& b) {
  return a.utc == b.utc && a.local == b.local;
}

bool is_taken(const DocumentParts& document, const std::vector<FoundMilestone>& found,
              const base::Moment& when) {
  return std::any_of(found.begin(), found.end(), [&](const auto& f) { return is_same(f.when, when); }) ||
         std::any_of(document.windows.begin(), document.windows.end(), [&](const auto& window) {
           return is_same(window.start, when) || (window.end && is_same(*window.end, when));
         });
}

}  // namespace

std::vector<Remark> find_remarks(const DocumentParts& document, const std::vector<FoundMilestone>& found,
                                 const std::string& organisation) {
  std::vector<Remark> out;
  // The text of a status site's entry repeats the times of its front matter without their day.
  const bool is_entry = document.blocks.front.find("resolved") != nullptr;
  for (const auto& sentence : document.sentences) {
    if (sentence.is_heading) continue;
    for (auto& name : customers_named(sentence, organisation))
      out.push_back(
          {model::ClaimKind::customer_named, std::move(name), {}, "a customer's name", sentence.part});
    for (auto& name : unknown_clusters(sentence))
      out.push_back(
          {model::ClaimKind::unknown_name, std::move(name), {}, "a name like a cluster's", sentence.part});
    const bool is_plan = sentence.section == SectionKind::actions || sentence.section == SectionKind::stats ||
                         sentence.section == SectionKind::key_events;
    if (is_plan || is_entry) continue;
    for (const auto& time : sentence.times) {
      const bool is_placed = (time.mention.clock || time.mention.exact) && (time.when.utc || time.when.local);
      if (is_placed && !is_taken(document, found, time.when))
        out.push_back(
            {model::ClaimKind::told_time, sentence.text, time.when, "a time in a sentence", sentence.part});
    }
  }
  return out;
}

}  // namespace faultline::ingest::prose
