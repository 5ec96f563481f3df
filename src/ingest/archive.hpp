// Archives: gz, zst, xz, bz2, tar and zip to contents; the only place where libarchive is used.
//
// Content is an archive only where its first bytes say so, and only those formats are enabled, so that no
// plain text is ever taken for one. An archive in an archive is opened too, three deep. All are unpacked
// piece by piece while they are read; only a zip that cannot be sought in (in another archive, on standard
// input) is held whole, since its directory stands at its end.
//
// Limits, over all depths together: members with ".." or an absolute path are named by their last part only;
// what is held in memory may not come to more than kMaxRatio times the bytes that were read of the outermost
// archive. A log that is streamed does not count for that: equal lines pack by more than 1000 in honest logs.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

#include "base/diagnostic.hpp"
#include "ingest/content.hpp"

namespace faultline::ingest {

inline constexpr std::size_t kMaxRatio = 1000;  // decompressed to compressed; docs/ingest.md, "Limits"
inline constexpr std::size_t kMaxMembers = 100'000;
inline constexpr std::size_t kMagicBytes = 512;  // enough for is_archive

bool is_archive(std::string_view bytes);

// Calls `each` for every member of the archive that `archive` holds; what `each` leaves unread is skipped.
// A cut or damaged archive gives a diagnostic; what was read of it before is kept, the member that was cut
// too.
void expand_archive(Content& archive, const base::DiagnosticSink& diagnose,
                    const std::function<void(Content&)>& each);

// Tells why `content` was left out, where it was.
void tell_left_out(const Content& content, const base::DiagnosticSink& diagnose);

}  // namespace faultline::ingest
