// Updates: the same post from several formats becomes one StatusPost; edits become versions.
//
// Two posts are one where they carry the same status in the same printed minute and their letters and
// digits agree; or have the page's same update id (then the later edited_at is shown); or are the only ones
// left in that minute on both sides and share half of their words (an edit that one format shows).
//   11:44:41.142 investigating (JSON)  +  11:44 Investigating (page)  +  11:44 (feed)  -> one, three sources
// A repeated status is shown as `update`, as pages print it, whatever the format. Nothing is lost:
// evidence lists every source.
#pragma once

#include "analyze/case.hpp"

namespace faultline::analyze {

// Fills posts, first_post and end_post.
void merge_updates(Case& incident, const FactTable& table);

}  // namespace faultline::analyze
