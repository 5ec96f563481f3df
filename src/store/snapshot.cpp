#include "store/snapshot.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/error.hpp"

namespace faultline::store {

namespace {

// Changes with every change of the fields below.
constexpr std::int64_t kForm = 2;

// Numbers are zigzag varints, texts and lists have their length before them.
class Packer {
 public:
  void integer(const std::int64_t& value) {
    auto rest = (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
    for (; rest >= 0x80; rest >>= 7) bytes_ += static_cast<char>(rest | 0x80);
    bytes_ += static_cast<char>(rest);
  }
  // A text that was there before is its number; most rules and names are said a thousand times.
  void text(const std::string& text) {
    const auto [known, is_new] = known_.try_emplace(text, static_cast<std::int64_t>(known_.size()) + 1);
    integer(is_new ? 0 : known->second);
    if (!is_new) return;
    integer(static_cast<std::int64_t>(text.size()));
    bytes_ += text;
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
  std::unordered_map<std::string, std::int64_t> known_;
};

class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : bytes_(bytes) {}

  void integer(std::int64_t& value) {
    std::uint64_t raw = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const auto byte = static_cast<unsigned char>(take(1).front());
      raw |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) {
        value = static_cast<std::int64_t>(raw >> 1) ^ -static_cast<std::int64_t>(raw & 1);
        return;
      }
    }
    refuse();
  }
  void text(std::string& text) {
    std::int64_t number = 0;
    integer(number);
    if (number == 0) known_.push_back(take(size()));
    const auto count = static_cast<std::int64_t>(known_.size());
    if (number < 0 || number > count) refuse();
    text = known_[static_cast<std::size_t>(number == 0 ? count - 1 : number - 1)];
  }
  // Of a list or a text: never more than there are bytes left.
  std::size_t size() {
    std::int64_t size = 0;
    integer(size);
    if (size < 0 || static_cast<std::uint64_t>(size) > bytes_.size()) refuse();
    return static_cast<std::size_t>(size);
  }
  bool is_at_end() const { return bytes_.empty(); }
  [[noreturn]] static void refuse() {
    throw base::Error("what is stored of the analysis is damaged; ingest the sources again into a new file");
  }

 private:
  std::string_view take(std::size_t size) {
    if (size > bytes_.size()) refuse();
    const std::string_view result = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return result;
  }
  std::string_view bytes_;
  std::vector<std::string_view> known_;
};

template <typename T>
struct IsList : std::false_type {};
template <typename T>
struct IsList<std::vector<T>> : std::true_type {};
template <typename T>
struct IsOptional : std::false_type {};
template <typename T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <typename T>
struct IsArray : std::false_type {};
template <typename T, std::size_t n>
struct IsArray<std::array<T, n>> : std::true_type {};
template <typename T>
struct IsPair : std::false_type {};
template <typename A, typename B>
struct IsPair<std::pair<A, B>> : std::true_type {};

template <typename Archive, typename T>
void each(Archive& archive, T& value);

// All fields in order. Both directions go through the same list of fields, so they cannot drift apart;
// `T` is const when packing.
template <typename Archive, typename... Fields>
void all(Archive& archive, Fields&... fields) {
  (each(archive, fields), ...);
}

template <typename T, typename Model>
concept Is = std::same_as<std::remove_const_t<T>, Model>;

void fields(auto& archive, Is<base::Bounds> auto& x) {
  all(archive, x.earliest, x.best, x.latest);
}
void fields(auto& archive, Is<base::Reading> auto& x) {
  all(archive, x.utc, x.local, x.reason);
}
void fields(auto& archive, Is<base::Moment> auto& x) {
  all(archive, x.utc, x.local, x.resolution, x.zone_basis, x.date_basis, x.zone, x.written, x.reason,
      x.rejected);
}
void fields(auto& archive, Is<model::Name> auto& x) {
  all(archive, x.slug, x.label);
}
void fields(auto& archive, Is<model::Scope> auto& x) {
  all(archive, x.organisation, x.cluster, x.service, x.group);
}
void fields(auto& archive, Is<model::Location> auto& x) {
  all(archive, x.line, x.column, x.pointer);
}
void fields(auto& archive, Is<model::Evidence> auto& x) {
  all(archive, x.source_digest, x.source_name, x.location, x.excerpt);
}
void fields(auto& archive, Is<model::Source> auto& x) {
  all(archive, x.digest, x.name, x.reader, x.bytes, x.title, x.organisation, x.zone, x.records_read,
      x.records_rolled_up, x.records_ignored, x.continues);
}
void fields(auto& archive, Is<model::ImpactWindow> auto& x) {
  all(archive, x.ledger, x.scopes, x.level, x.start, x.end, x.rule, x.evidence);
}
void fields(auto& archive, Is<model::Milestone> auto& x) {
  all(archive, x.state, x.when, x.side, x.rule, x.detail);
}
void fields(auto& archive, Is<model::Metric> auto& x) {
  all(archive, x.state, x.best_seconds, x.least_seconds, x.most_seconds, x.reason);
}
void fields(auto& archive, Is<model::Finding> auto& x) {
  all(archive, x.rule, x.severity, x.message, x.evidence);
}
void fields(auto& archive, Is<model::ObservedMinute> auto& x) {
  all(archive, x.minute, x.is_known, x.requests, x.errors, x.slow, x.expected);
}
void fields(auto& archive, Is<model::VersionCount> auto& x) {
  all(archive, x.version, x.requests, x.errors, x.requests_before, x.errors_before, x.first_seen);
}
void fields(auto& archive, Is<model::ObservedWindow> auto& x) {
  all(archive, x.scope, x.channel, x.level, x.start, x.end, x.recovered, x.baseline, x.rate, x.requests,
      x.bad, x.expected, x.dispersion, x.threshold, x.peak, x.alarm, x.rule, x.evidence, x.versions,
      x.minutes);
}
void fields(auto& archive, Is<model::ObservedStream> auto& x) {
  all(archive, x.scope, x.first, x.last, x.known_minutes, x.unknown_minutes, x.requests, x.errors, x.unknown,
      x.source_digests);
}
void fields(auto& archive, Is<model::Observations> auto& x) {
  all(archive, x.streams, x.windows, x.threshold, x.allowed_false_alarms);
}
void fields(auto& archive, Is<model::SuspicionTerm> auto& x) {
  all(archive, x.name, x.value, x.reason);
}
void fields(auto& archive, Is<model::Suspect> auto& x) {
  all(archive, x.is_none, x.title, x.version, x.deploy_kind, x.url, x.scopes, x.started, x.completed, x.terms,
      x.score, x.probability, x.evidence, x.rolled_back_by);
}
void fields(auto& archive, Is<model::Suspicion> auto& x) {
  all(archive, x.verdict, x.reason, x.suspects, x.considered, x.base_rate);
}
void fields(auto& archive, Is<model::Correction> auto& x) {
  all(archive, x.annotation_id, x.what, x.reason, x.author, x.made_at);
}
void fields(auto& archive, Is<model::Incident> auto& x) {
  all(archive, x.id, x.title, x.description, x.organisation, x.external_ids, x.is_open, x.grouping,
      x.source_digests, x.scopes, x.windows, x.milestones, x.metrics, x.findings, x.observed, x.trigger,
      x.mitigation, x.cause, x.corrections, x.anchors);
}
void fields(auto& archive, Is<model::Report> auto& x) {
  all(archive, x.now, x.sources, x.incidents, x.findings);
}

// Whatever converts to a number goes through one.
template <typename Archive, typename T, typename To, typename From>
void as_number(Archive& archive, T& value, To to_number, From from_number) {
  std::int64_t number = 0;
  if constexpr (std::is_const_v<T>) number = to_number(value);
  archive.integer(number);
  if constexpr (!std::is_const_v<T>) value = from_number(number);
}

template <typename Archive, typename T>
void each(Archive& archive, T& value) {
  using Value = std::remove_const_t<T>;
  constexpr bool kIsPacking = std::is_const_v<T>;
  if constexpr (std::is_same_v<Value, std::string>) {
    archive.text(value);
  } else if constexpr (std::is_same_v<Value, base::Instant>) {
    as_number(archive, value, base::to_micros, base::from_micros);
  } else if constexpr (std::is_same_v<Value, base::LocalTime>) {
    as_number(
        archive, value, [](base::LocalTime time) { return time.time_since_epoch().count(); },
        [](std::int64_t seconds) { return base::LocalTime(base::Seconds(seconds)); });
  } else if constexpr (std::is_same_v<Value, double>) {
    // By its bits: it comes back as the very number.
    as_number(
        archive, value, [](double number) { return std::bit_cast<std::int64_t>(number); },
        [](std::int64_t bits) { return std::bit_cast<double>(bits); });
  } else if constexpr (IsPair<Value>::value) {
    all(archive, value.first, value.second);
  } else if constexpr (std::is_integral_v<Value> || std::is_enum_v<Value>) {
    as_number(
        archive, value, [](Value number) { return static_cast<std::int64_t>(number); },
        [](std::int64_t number) { return static_cast<Value>(number); });
  } else if constexpr (IsOptional<Value>::value) {
    if constexpr (kIsPacking) {
      archive.integer(value ? 1 : 0);
      if (value) each(archive, *value);
    } else {
      std::int64_t has_value = 0;
      archive.integer(has_value);
      if (has_value != 0) each(archive, value.emplace());
    }
  } else if constexpr (IsList<Value>::value) {
    if constexpr (kIsPacking) {
      archive.integer(static_cast<std::int64_t>(value.size()));
    } else {
      value.resize(archive.size());
    }
    for (auto& item : value) each(archive, item);
  } else if constexpr (IsArray<Value>::value) {
    for (auto& item : value) each(archive, item);
  } else {
    fields(archive, value);
  }
}

template <typename T>
std::string packed(const T& value) {
  Packer packer;
  packer.integer(kForm);
  each(packer, value);
  return packer.take();
}

template <typename T>
T unpacked(std::string_view bytes) {
  Unpacker unpacker(bytes);
  std::int64_t form = 0;
  unpacker.integer(form);
  if (form != kForm) Unpacker::refuse();
  T value;
  each(unpacker, value);
  if (!unpacker.is_at_end()) Unpacker::refuse();
  return value;
}

}  // namespace

std::string pack(const model::Report& report) {
  return packed(report);
}

std::string pack(const model::Observations& observations) {
  return packed(observations);
}

model::Report unpack(std::string_view bytes) {
  auto report = unpacked<model::Report>(bytes);
  // The kind is the place in the array.
  for (model::Incident& incident : report.incidents) {
    for (std::size_t i = 0; i < incident.milestones.size(); ++i) {
      incident.milestones[i].kind = static_cast<model::MilestoneKind>(i);
    }
    for (std::size_t i = 0; i < incident.metrics.size(); ++i) {
      incident.metrics[i].kind = static_cast<model::MetricKind>(i);
    }
  }
  return report;
}

model::Observations unpack_observations(std::string_view bytes) {
  return unpacked<model::Observations>(bytes);
}

}  // namespace faultline::store
