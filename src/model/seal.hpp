// Seal: a closed period under one policy, with the rows exactly as they were and what they were made of; or a
// restatement of one, with its reason and the difference. A fact: append-only.
//
// Promises:
//  1. `digest` is the SHA-256 of seal_text(), which `faultline seal PERIOD --show` prints: whoever has
//  sha256sum can
//     check it (docs/seals.md). A restatement's text names the digest of the version before it.
//  2. Rows, inputs and difference are kept as the text that was hashed; they are parsed only to be read.
//
// How rows of two computations differ is found in analyze/restatement; what is shown of a sealed period is
// decided in cli/sealed_result.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "model/sla.hpp"

namespace faultline::model {

// What the rows of a period were computed from, beside the policy.
struct SealInputs {
  std::string config_digest;         // empty = defaults
  std::vector<std::string> sources;  // digests; sorted, unique: of the incidents with windows in the period
  std::vector<std::string> annotations;  // ids, of those in force for them; sorted, unique
  friend bool operator==(const SealInputs&, const SealInputs&) = default;
};

// One figure of a row, as text: a number in the row's unit, a decimal that was truncated, a word.
struct FigureChange {
  std::string figure;  // "availability_percent", "bad", "total", "verdict" ...
  std::string before, after;
  friend bool operator==(const FigureChange&, const FigureChange&) = default;
};

struct RowDifference {
  enum class Kind { added, removed, changed } kind = Kind::changed;
  std::string row;  // "Corvane, prod-1: Checkout API"
  std::vector<FigureChange> figures;
  std::vector<std::string> incidents;  // whose share is another one than before
  friend bool operator==(const RowDifference&, const RowDifference&) = default;
};

struct InputsDifference {
  bool is_config_changed = false, is_policy_changed = false;
  std::vector<std::string> new_sources, gone_sources, new_annotations, gone_annotations;

  bool is_empty() const;
};

struct Seal {
  std::string digest;  // 64 hex digits
  std::string period;  // label
  base::Instant start{}, end{};
  std::string policy, policy_text;  // name; canonical_text
  std::string organisation;         // slug; empty = all
  bool is_by_name = false;          // every row by this policy; else those whose objective leads to it
  int version = 0;                  // 0 = the seal, 1.. = restatements
  std::string previous;             // digest of the version before
  bool is_provisional = false;
  base::Instant sealed_at{};
  std::string author;
  std::string note;  // of a restatement: its reason
  std::string rows_text, inputs_text, difference_text;
};

// A seal's last version beside what the facts give today.
struct SealCheck {
  enum class State { unchanged = 0, changed = 1, damaged = 2 } state = State::unchanged;
  Seal seal;
  std::string damage;  // "the seal itself does not match its hash"; empty = whole
  std::vector<RowDifference> differences;
  InputsDifference inputs;
};

// True where both are versions of one seal.
bool is_of_one_chain(const Seal& a, const Seal& b);

// What is hashed.
std::string seal_text(const Seal& seal);
std::string seal_digest(const Seal& seal);

// Absent where it is as it was written; else what is wrong with it, in words.
std::optional<std::string> seal_damage(const Seal& seal);

// The beginning of the digest, for people.
std::string short_id(const Seal& seal);
SealMark mark_of(const Seal& seal, base::Instant first_sealed_at);

// The last version of each chain of `seals`, in their order.
std::vector<Seal> last_versions(const std::vector<Seal>& seals);

// "Corvane, prod-1: Checkout API"
std::string row_name(const SlaRow& row);

std::string_view to_string(SealCheck::State state);
std::string_view to_string(RowDifference::Kind kind);

}  // namespace faultline::model
