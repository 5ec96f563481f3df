// What annotate, merge and split have in common: who says so and why, and writing it down.
#pragma once

#include <string>

#include "cli/options.hpp"
#include "cli/session.hpp"
#include "model/annotation.hpp"

namespace faultline::cli {

class CorrectionOptions {
 public:
  void setup(Options& options);
  // An annotation of this incident, with reason, author and time. Throws base::Error where no reason is given
  // or nobody is named (--author, else FAULTLINE_AUTHOR, else USER).
  model::Annotation begin(Session& session, const model::Incident& incident) const;
  model::Annotation begin(Session& session) const;

 private:
  std::string reason_, author_;
};

// Gives it its id, writes it, computes the derived rows anew and says what it did and how to take it back.
int write_correction(Session& session, store::Store& store, model::Annotation annotation);

}  // namespace faultline::cli
