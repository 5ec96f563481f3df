#include "ingest/logs/rollup_table.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "base/text.hpp"

namespace faultline::ingest::logs {

namespace {

model::Name cluster_of(std::string_view label) {
  return model::cluster_name(label).value_or(model::make_name(label));
}

// Of two spellings of one name: the shorter label, then the smaller.
void keep_label(model::Name& name, const model::Name& other) {
  const auto key = [](const model::Name& n) { return std::make_tuple(n.label.size(), n.label); };
  if (key(other) < key(name)) name.label = other.label;
}

// Parts one after the other, each with its length before it, so that no two keys share their bytes.
void append_part(std::string& key, std::string_view part) {
  const auto size = static_cast<std::uint32_t>(part.size());
  key.append(reinterpret_cast<const char*>(&size), sizeof size);
  key.append(part);
}

}  // namespace

RollupTable::Stream* RollupTable::stream_of(const StreamKey& key) {
  raw_.clear();
  for (const std::string_view part : {key.cluster, key.service, key.version, key.organisation})
    append_part(raw_, part);
  if (const auto found = spellings_.find(raw_); found != spellings_.end()) return &streams_[found->second];
  if (spellings_.size() >= kMostStreams) return nullptr;

  Stream fresh;
  const auto text = [](std::string_view part) { return base::to_valid_utf8(base::printable(part)); };
  fresh.scope.organisation = model::make_name(text(key.organisation));
  fresh.scope.cluster = cluster_of(text(key.cluster));
  fresh.scope.service = model::make_name(text(key.service));
  fresh.version = text(key.version);
  std::string slugs;
  for (const std::string_view part :
       {std::string_view(fresh.scope.organisation.slug), std::string_view(fresh.scope.cluster.slug),
        std::string_view(fresh.scope.service.slug), std::string_view(fresh.version)})
    append_part(slugs, part);
  const auto [place, is_new] = canonical_.emplace(std::move(slugs), streams_.size());
  if (is_new) {
    streams_.push_back(std::move(fresh));
  } else {
    model::Scope& scope = streams_[place->second].scope;
    keep_label(scope.organisation, fresh.scope.organisation);
    keep_label(scope.cluster, fresh.scope.cluster);
    keep_label(scope.service, fresh.scope.service);
  }
  spellings_.emplace(raw_, place->second);
  return &streams_[place->second];
}

RollupTable::Place RollupTable::find(const StreamKey& key, base::Instant minute) {
  Stream* stream = stream_of(key);
  if (stream == nullptr) return {};
  if (stream->last != nullptr && stream->last->minute == minute) return {stream->last, false};
  const auto [place, is_new] = stream->minutes.try_emplace(minute);
  stream->last = &place->second;
  stream->last->minute = minute;
  return {stream->last, is_new};
}

RollupTable::Distinct RollupTable::distinct() const {
  std::set<std::string_view> clusters, services, versions;
  for (const Stream& stream : streams_) {
    clusters.insert(stream.scope.cluster.slug);
    services.insert(stream.scope.service.slug);
    versions.insert(stream.version);
  }
  return {clusters.size(), services.size(), versions.size()};
}

void RollupTable::clear() {
  spellings_.clear();
  canonical_.clear();
  streams_.clear();
}

std::vector<model::RollupStream> RollupTable::take() {
  std::vector<model::RollupStream> result;
  for (Stream& stream : streams_) {
    model::RollupStream out;
    out.scope = std::move(stream.scope);
    out.version = std::move(stream.version);
    out.minutes.reserve(stream.minutes.size());
    for (auto& [minute, rollup] : stream.minutes) out.minutes.push_back(std::move(rollup));
    result.push_back(std::move(out));
  }
  std::sort(result.begin(), result.end(), [](const auto& a, const auto& b) {
    return std::tie(a.scope, a.version) < std::tie(b.scope, b.version);
  });
  clear();
  return result;
}

}  // namespace faultline::ingest::logs
