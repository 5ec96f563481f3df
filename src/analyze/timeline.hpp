// Timeline: everything of an incident in the order of time: posts, rows of documents, component changes,
// maintenance, deploys, alerts, annotations. The same row of two sources stands once.
//
// A row without a time keeps its place between its document's neighbours, else it stands at the end.
#pragma once

#include "analyze/case.hpp"

namespace faultline::analyze {

void build_timeline(Case& incident, const FactTable& table);

}  // namespace faultline::analyze
