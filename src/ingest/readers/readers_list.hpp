// The pairs of functions of all readers; ../readers.cpp makes the table of them. Contract: ../reader.hpp.
// The namespace is `formats`, since `ingest::readers()` is the table.
#pragma once

#include <vector>

#include "ingest/reader.hpp"

namespace faultline::ingest::formats {

Sniff sniff_statuspage_json(const Input& input);
void read_statuspage_json(const Input& input, const ReadOptions& options, FactSink& sink);

Sniff sniff_statuspage_feed(const Input& input);
void read_statuspage_feed(const Input& input, const ReadOptions& options, FactSink& sink);

Sniff sniff_statuspage_html(const Input& input);
void read_statuspage_html(const Input& input, const ReadOptions& options, FactSink& sink);

Sniff sniff_statuspage_text(const Input& input);
void read_statuspage_text(const Input& input, const ReadOptions& options, FactSink& sink);

Sniff sniff_document(const Input& input);
void read_document(const Input& input, const ReadOptions& options, FactSink& sink);

Sniff sniff_events(const Input& input);
void read_events(const Input& input, const ReadOptions& options, FactSink& sink);

Sniff sniff_github_deploys(const Input& input);
void read_github_deploys(const Input& input, const ReadOptions& options, FactSink& sink);

Sniff sniff_git_log(const Input& input);
void read_git_log(const Input& input, const ReadOptions& options, FactSink& sink);

Sniff sniff_alertmanager(const Input& input);
void read_alertmanager(const Input& input, const ReadOptions& options, FactSink& sink);

Sniff sniff_rollups(const Input& input);
void stream_rollups(LineStream& lines, const ReadOptions& options, FactSink& sink);

Sniff sniff_jsonl(const Input& input);
void stream_jsonl(LineStream& lines, const ReadOptions& options, FactSink& sink);

// One for each file in schemas/logs/, by name.
std::vector<Reader> line_format_readers();

}  // namespace faultline::ingest::formats
