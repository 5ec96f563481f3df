// Annotation rows: corrections by people into their tables and back.
#pragma once

#include <vector>

#include "model/annotation.hpp"
#include "store/database.hpp"

namespace faultline::store {

// Call inside a write transaction. An id that is there already adds nothing.
Added write_annotation(const Database& database, const model::Annotation& annotation);

// By (made_at, id). Call inside a read transaction.
std::vector<model::Annotation> load_annotations(const Database& database);

}  // namespace faultline::store
