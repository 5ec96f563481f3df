// Promises: "next update within 30 minutes", and the post that came. Compared in printed minutes, so that
// 60 minutes after "within an hour" is kept.
//
//   12:08 "within 30 minutes", next post 12:40 -> due 12:38, late by 2 minutes
// A promise without a later post is open. A post is told by several formats; its promise counts once.
#pragma once

#include "analyze/case.hpp"

namespace faultline::analyze {

void audit_promises(Case& incident, const FactTable& table);

}  // namespace faultline::analyze
