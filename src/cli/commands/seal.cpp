// seal: closes a period, restates one, or prints what was hashed.
#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "analyze/restatement.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/lookup.hpp"
#include "cli/sealed_result.hpp"
#include "model/sla_json.hpp"
#include "render/seal_report.hpp"

namespace faultline::cli {

namespace {

using model::Seal;

std::string when(base::Instant instant) {
  return base::format_rfc3339(instant);
}

// One of `period` under `policy` that holds rows of the same organisations.
const Seal* overlapping(const std::vector<Seal>& seals, const Seal& wanted) {
  for (const Seal& seal : seals)
    if (seal.period == wanted.period && seal.policy == wanted.policy &&
        seal.is_by_name == wanted.is_by_name &&
        (seal.organisation.empty() || wanted.organisation.empty() ||
         seal.organisation == wanted.organisation))
      return &seal;
  return nullptr;
}

class SealCommand : public Command {
 public:
  void setup(Options& options) override {
    options.positionals("PERIOD", period_, Arity::one, "the period to close: 2021-03");
    options.value("--under", policy_, "POLICY", "the policy that counts; default: the config's [policy]");
    options.value("--organisation", organisation_, "NAME", "only this organisation's rows");
    options.value("--by", by_, "NAME", "who seals; FAULTLINE_AUTHOR or USER where not given");
    options.value("--note", note_, "TEXT", "kept beside the seal");
    options.flag("--provisional", is_provisional_, "seal although an incident is still open");
    options.flag("--restate", is_restatement_, "replace the figures, dated, with the difference");
    options.value("--reason", reason_, "TEXT", "why a period is restated");
    options.flag("--show", is_shown_, "print the text that was hashed: its sha256sum is the seal's");
    options.value("--version-number", number_, "N", "with --show: 0 = the seal, 1 = the first restatement");
  }

  int run(Session& session) override {
    if (is_shown_) return show(session);
    require_words();
    store::Store store = session.open_store(store::OpenMode::write);
    const model::Report report = session.analyzed(store);
    const std::string organisation = known_slug(report, ScopePart::organisation, organisation_);
    const model::SlaResult fresh = fresh_rows(session, store, report, period_.front(), organisation, policy_);
    require_one_period(fresh);
    const std::vector<Seal> last = model::last_versions(store.load_seals());
    std::vector<render::SealReceipt> receipts;
    for (Seal& seal : seals_of(fresh, report, organisation, !policy_.empty())) {
      seal.sealed_at = session.now();
      seal.author = author(session);
      seal.note = base::squeeze(is_restatement_ ? reason_ : note_);
      std::vector<model::RowDifference> differences;
      if (is_restatement_) {
        differences = restate(seal, last, fresh);
        if (differences.empty()) continue;
      } else {
        require_unsealed(seal, last);
      }
      require_closed(session, fresh, seal);
      seal.digest = model::seal_digest(seal);
      const std::size_t rows = model::rows_from_text(seal.rows_text).size();
      receipts.push_back({std::move(seal), rows, std::move(differences)});
    }
    if (receipts.empty())
      throw base::Error(fmt::format("{} gives the figures that are sealed; there is nothing to restate",
                                    fresh.rows.front().period));
    std::vector<Seal> seals;
    for (const render::SealReceipt& receipt : receipts) seals.push_back(receipt.seal);
    store.add_seals(seals);
    session.out() << (session.format() == "json" ? render::sealed_json(receipts)
                                                 : render::sealed_text(receipts, session.style()));
    return kDone;
  }

 private:
  void require_words() const {
    if (is_restatement_ && base::trim(reason_).empty())
      throw base::Error("a restatement needs its reason; say it with --reason 'the page was corrected'");
    if (!is_restatement_ && !reason_.empty())
      throw base::Error("--reason belongs to --restate; a seal takes --note");
    if (is_restatement_ && !note_.empty()) throw base::Error("a restatement takes --reason, not --note");
  }

  std::string author(const Session& session) const {
    std::string name = base::squeeze(by_);
    for (const char* variable : {"FAULTLINE_AUTHOR", "USER"})
      if (name.empty()) name = base::squeeze(session.environment(variable));
    if (name.empty())
      throw base::Error("a seal needs to know who sealed; say it with --by, or set FAULTLINE_AUTHOR");
    return name;
  }

  void require_one_period(const model::SlaResult& fresh) const {
    if (fresh.rows.empty())
      throw base::Error(fmt::format("nothing to seal: no row in {}{}", period_.front(),
                                    fresh.notes.empty() ? "" : "; " + fresh.notes.back()));
    for (const model::SlaRow& row : fresh.rows)
      if (row.period != fresh.rows.front().period)
        throw base::Error(fmt::format("a seal closes one period; seal {} and the others one by one",
                                      fresh.rows.front().period));
  }

  void require_closed(const Session& session, const model::SlaResult& fresh, const Seal& seal) const {
    if (seal.end > session.now())
      throw base::Error(fmt::format("{} has not ended: it ends {}; a period is sealed after it", seal.period,
                                    when(seal.end)));
    if (!seal.is_provisional || is_provisional_) return;
    const auto open = std::find_if(fresh.rows.begin(), fresh.rows.end(), [&](const model::SlaRow& row) {
      return row.policy == seal.policy && row.is_provisional;
    });
    throw base::Error(fmt::format(
        "{} is not settled: an incident of {} is still open; close it first, or say --provisional",
        seal.period, model::row_name(*open)));
  }

  static void require_unsealed(const Seal& seal, const std::vector<Seal>& last) {
    const Seal* other = overlapping(last, seal);
    if (other == nullptr) return;
    const std::string whose = other->organisation == seal.organisation ? std::string()
                              : other->organisation.empty()            ? " for all organisations"
                                                                       : " for " + other->organisation;
    throw base::Error(
        fmt::format("{} is sealed{} under {} since {}, by {}; where its figures have to change: "
                    "faultline seal {} --restate --reason '...'",
                    seal.period, whose, seal.policy, when(other->sealed_at), other->author, seal.period));
  }

  // Makes `seal` the version after the last one of its period; what differs.
  static std::vector<model::RowDifference> restate(Seal& seal, const std::vector<Seal>& last,
                                                   const model::SlaResult& fresh) {
    const auto before = std::find_if(last.begin(), last.end(),
                                     [&](const Seal& other) { return model::is_of_one_chain(other, seal); });
    if (before == last.end())
      throw base::Error(fmt::format("{} is not sealed under {}{}; there is nothing to restate", seal.period,
                                    seal.policy,
                                    seal.organisation.empty() ? "" : " for " + seal.organisation));
    if (const auto damage = model::seal_damage(*before))
      throw base::Error(fmt::format("{}: {}; restore the database from a copy", seal.period, *damage));
    const std::vector<model::SlaRow> rows = model::rows_from_text(seal.rows_text);
    auto differences = analyze::compare_rows(model::rows_from_text(before->rows_text), rows,
                                             fresh.policy_of(rows.front()).decimals);
    seal.version = before->version + 1;
    seal.previous = before->digest;
    seal.difference_text = model::differences_to_text(differences);
    return differences;
  }

  int show(Session& session) const {
    std::vector<Seal> fitting;
    for (const Seal& seal : session.open_store(store::OpenMode::read).load_seals()) {
      const bool fits = seal.period == period_.front() && (policy_.empty() || seal.policy == policy_) &&
                        (organisation_.empty() || seal.organisation == base::slug(organisation_));
      if (fits) fitting.push_back(seal);
    }
    if (fitting.empty())
      throw base::Error(fmt::format("{} is not sealed; faultline verify lists what is", period_.front()));
    if (number_.empty()) {
      fitting = model::last_versions(fitting);
    } else {
      std::erase_if(fitting, [&](const Seal& seal) { return std::to_string(seal.version) != number_; });
      if (fitting.empty()) throw base::Error(fmt::format("{} has no version {}", period_.front(), number_));
    }
    if (fitting.size() > 1)
      throw base::Error(
          fmt::format("{} is sealed more than once; name --under or --organisation", period_.front()));
    session.out() << model::seal_text(fitting.front());
    return kDone;
  }

  std::vector<std::string> period_;
  std::string policy_, organisation_, by_, note_, reason_, number_;
  bool is_provisional_ = false, is_restatement_ = false, is_shown_ = false;
};

}  // namespace

std::unique_ptr<Command> make_seal() {
  return std::make_unique<SealCommand>();
}

}  // namespace faultline::cli
