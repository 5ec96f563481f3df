// The two kinds of HTML pages; statuspage_html.cpp tells them apart.
#pragma once

#include <gumbo.h>

#include "ingest/reader.hpp"

namespace faultline::ingest::formats {

void read_incident_page(const GumboNode& root, const ReadOptions& options, FactSink& sink);

// `index`: the element whose data-react-props holds the page.
void read_history_page(const GumboNode& index, const ReadOptions& options, FactSink& sink);

}  // namespace faultline::ingest::formats
