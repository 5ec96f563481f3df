// Archives: gz, zst, xz, bz2, tar and zip to inputs; the only place where libarchive is used.
//
// Content is an archive only where its first bytes say so, and only those formats are enabled, so that no
// plain text is ever taken for one. An archive in an archive is opened too, three deep. Limits (of
// input.hpp) hold over all depths together.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

#include "base/diagnostic.hpp"
#include "ingest/input.hpp"

namespace faultline::ingest {

inline constexpr std::size_t kMaxInputBytes = std::size_t{64} << 20;  // formats.md, "Limits"
inline constexpr std::size_t kMaxRatio = 1000;                        // decompressed to compressed
inline constexpr std::size_t kMaxMembers = 100'000;

bool is_archive(std::string_view bytes);

// Calls `each` for every member. A cut or damaged archive gives a diagnostic; what was read of it before
// is kept, the member that was cut too.
void expand_archive(const Input& archive, const base::DiagnosticSink& diagnose,
                    const std::function<void(Input&&)>& each);

}  // namespace faultline::ingest
