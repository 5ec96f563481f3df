// dump: the whole content as one JSON object per line, ordered by content.
//
// Two databases to which the same sources were added, in whatever order, give the same bytes: row ids,
// ingest times and the name a source was first given under are left out (all its names are there, sorted).
// Empty texts and NULLs are left out; codes are names, times RFC 3339.
//
//   {"table":"event","source":"9f3c...","ordinal":0,"kind":"status_update","line":12,"best":"2026-05-05T01:17:00Z",...}
//
// Call it inside a read transaction.
#pragma once

#include <iosfwd>

#include "store/database.hpp"

namespace faultline::store {

void dump(const Database& database, std::ostream& out);

}  // namespace faultline::store
