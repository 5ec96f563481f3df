// Random facts and reports that use every field, from a fixed seed; and their text, for comparing what was
// put into a store with what came out. The text tells labels apart, which Name's own comparison does not.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "model/facts.hpp"
#include "model/report.hpp"

namespace faultline::store_test {

class RandomContent {
 public:
  explicit RandomContent(unsigned seed) : random_(seed) {}

  model::SourceFacts source();
  // Its evidence points to the given sources, as the store demands.
  model::Report report(const std::vector<model::Source>& sources);
  model::Observations observations(const std::vector<model::Source>& sources);
  // Streams and minutes sorted as the store gives them back; may be empty.
  model::SourceRollups rollups(const std::string& digest);
  model::Annotation annotation();

 private:
  int below(int limit);
  bool coin() { return below(2) == 0; }
  std::string words(int most);
  base::Bounds bounds();
  base::Moment moment();
  std::optional<base::Moment> maybe_moment();
  model::Scope scope();
  std::vector<model::Scope> scopes();
  model::Location location();
  model::Event event(const std::string& digest, int ordinal);
  model::Amount amount();
  model::Claim claim(const std::string& digest, int ordinal);
  std::vector<model::Evidence> evidence(const std::vector<model::Source>& sources);
  std::vector<model::Finding> findings(const std::vector<model::Source>& sources);
  double real();
  model::RollupMinute minute(base::Instant begin);
  model::ObservedWindow observed_window(const std::vector<model::Source>& sources);
  model::Suspicion suspicion(const std::vector<model::Source>& sources);
  model::Incident incident(const std::vector<model::Source>& sources, int number);
  template <typename E>
  E one_of(E last) {
    return static_cast<E>(below(static_cast<int>(last) + 1));
  }

  std::mt19937 random_;
};

std::string text_of(const model::Source& source);
std::string text_of(const model::Event& event);
std::string text_of(const model::Claim& claim);
std::string text_of(const base::Diagnostic& diagnostic);
std::string text_of(const model::Annotation& annotation);
std::string text_of(const model::Rollups& rollups);
std::string text_of(const model::Observations& observations);
// Sorted as a store gives it back.
std::string text_of(const model::Facts& facts);
// What load_derived promises to give back, and nothing else.
std::string text_of(const model::Report& report);

// The facts of several sources as load_facts should give them.
model::Facts joined(std::vector<model::SourceFacts> sources);
// Their rollups as load_rollups should give them.
model::Rollups joined_rollups(std::vector<model::SourceFacts> sources);

// A path in a fresh folder that goes away with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace faultline::store_test
