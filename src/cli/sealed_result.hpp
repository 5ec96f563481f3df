// Sealed periods beside fresh computations: the one place where the store's seals meet analyze/sla.
//
// A sealed period changes under nobody's hands: what is shown of it are the rows of its seal or last
// restatement, with a SealMark; a note says where the facts give something else today. `faultline verify`
// tells what.
//
//   model::SlaResult result = computed(session, report, query);        // fresh
//   show_sealed(result, session, store, report, query);                // sealed rows in place of fresh ones
//
// Not for an accounting that is asked for once (sla --ledger): that is no sealed one.
#pragma once

#include <string>
#include <vector>

#include "analyze/sla.hpp"
#include "cli/session.hpp"
#include "model/report.hpp"
#include "model/seal.hpp"
#include "model/sla.hpp"
#include "store/store.hpp"

namespace faultline::cli {

// Fresh rows of one period, the door to compute_sla that seal, verify and show_sealed go through. With a
// policy's name every row is counted by it, else by what its objective leads to. Throws base::Error where
// there is no policy of that name.
model::SlaResult fresh_rows(Session& session, const store::Store& store, const model::Report& report,
                            const std::string& period, const std::string& organisation,
                            const std::string& policy);

// What a seal of each policy among the rows holds; complete but for version, digest and whoever seals.
std::vector<model::Seal> seals_of(const model::SlaResult& fresh, const model::Report& report,
                                  const std::string& organisation, bool is_by_name);

// The last version of a period's seal against the facts of today; `all` = every version, for the hashes.
model::SealCheck check_seal(Session& session, const store::Store& store, const model::Report& report,
                            const std::vector<model::Seal>& all, const model::Seal& last);

// Replaces the rows of sealed periods that the query asks for, fills `seals`, adds notes. A damaged seal is
// not shown: its rows stay fresh, and a note says so.
void show_sealed(model::SlaResult& result, Session& session, const store::Store& store,
                 const model::Report& report, const analyze::SlaQuery& query);

}  // namespace faultline::cli
