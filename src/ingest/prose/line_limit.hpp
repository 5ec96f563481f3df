// The limit on one line of a document: 1 MiB. What lies beyond it is not read, and a diagnostic says so.
#pragma once

#include <string>
#include <string_view>

#include "ingest/fact_sink.hpp"

namespace faultline::ingest::prose {

// `text` with the rest of every longer line taken out; line numbers stay. Empty where no line is too long, so
// that the usual document is not copied.
std::string cut_long_lines(std::string_view text, FactSink& sink);

}  // namespace faultline::ingest::prose
