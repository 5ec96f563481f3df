// Store: the SQLite database of facts and derived rows. SQLite is used in this layer only.
//
// Promises:
//  1. Facts are append-only: a source is written whole in one transaction, or not at all.
//  2. The same content twice changes nothing (Added::known).
//  3. Derived rows can be dropped and rebuilt; they carry the key (facts, config, program version) they were
//     built from and are absent where the key differs.
//  4. dump() of two databases with the same content is the same bytes, whatever the order of ingest.
//
// Errors (base::Error, each with its own message): a directory, an unreadable or unwritable place, not a
// database, another program's database (application_id), a newer version (user_version), a corrupt one,
// a locked one.
#pragma once

#include <chrono>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "model/facts.hpp"
#include "model/observation.hpp"
#include "model/report.hpp"
#include "model/seal.hpp"

namespace faultline::store {

enum class OpenMode {
  read,  // must exist; nothing is written
  write  // created where absent, migrated where older
};

enum class Added { added, known };

// The one error that a second try may mend: another run holds the database.
class LockedError : public base::Error {
 public:
  using base::Error::Error;
};

class Store {
 public:
  // `wait` = how long to wait for another run's lock before LockedError.
  static Store open(const std::string& path, OpenMode mode,
                    std::chrono::milliseconds wait = std::chrono::seconds(5));
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  // Written beside the sources added from now on; without it they have no time. Never part of the content.
  void set_ingest_time(base::Instant now);

  bool has_source(const std::string& digest) const;
  Added add(const model::SourceFacts& facts);
  // All of them in one transaction, in order; much faster for many small sources. Strong guarantee.
  std::vector<Added> add_all(const std::vector<model::SourceFacts>& facts);

  model::Facts load_facts() const;
  // By source digest, then line; what could not be read.
  std::vector<base::Diagnostic> load_diagnostics() const;

  // Rollups of all sources; large, so apart from load_facts.
  model::Rollups load_rollups() const;
  // Changes with every added source that has rollups, whatever the order; the same while there is none.
  std::string rollups_key() const;
  // Observations made from them. `key` = what they were made from; replaces those of another key.
  void save_observations(const model::Observations& observations, const std::string& key);
  std::optional<model::Observations> load_observations(const std::string& key) const;

  // Digest, bytes and reader of every source, for finding those that a new one begins with.
  struct KnownContent {
    std::string digest;
    std::int64_t bytes = 0;
    std::string reader = {};  // those that no reader claimed are not among them
  };
  std::vector<KnownContent> known_contents() const;

  // Added::known where it is there already. Derived rows are cleared, as after add().
  Added annotate(const model::Annotation& annotation);

  // Added::known where it is there already. Derived rows stay: no window follows from a seal.
  Added add_seal(const model::Seal& seal);
  void add_seals(const std::vector<model::Seal>& seals);  // all of them, or none
  // By (period, policy, organisation, version).
  std::vector<model::Seal> load_seals() const;

  // A key for the facts as they are now: changes with every added source or annotation, whatever the order.
  std::string facts_key() const;
  // Replaces all derived rows. `key` = what they were derived from.
  void save_derived(const model::Report& report, const std::string& key);
  // Incidents with their windows, milestones (without candidates), metrics and findings; absent where the
  // key differs. Timeline, posts and promises are not kept: those commands analyze anew.
  std::optional<model::Report> load_derived(const std::string& key) const;

  // All content, ordered by content, without row ids and ingest times; one JSON object per line.
  void dump(std::ostream& out) const;

  struct Health {
    int schema_version = 0;
    std::int64_t sources = 0, events = 0, rollups = 0, claims = 0, annotations = 0, seals = 0,
                 diagnostics = 0, bytes = 0;
    std::string integrity;  // "ok", else what PRAGMA integrity_check said first
    std::int64_t foreign_key_violations = 0;
    std::string journal_mode;  // "wal"; another one where the place cannot have it (a network folder)
  };
  Health check() const;

 private:
  struct Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace faultline::store
