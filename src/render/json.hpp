// The model as JSON: the pieces that several outputs share. Shapes are published in schemas/json/.
//
// Instants are RFC 3339 in UTC whatever the display zone; `local` is the writer's clock. Keys stand in the
// order of the schema, so that equal reports are equal bytes.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>

#include "base/diagnostic.hpp"
#include "model/incident.hpp"

namespace faultline::render {

using Json = nlohmann::ordered_json;

// {"earliest", "latest", "best", "local"}: the first three where placed, the last where a clock is known.
Json moment_json(const base::Moment& moment);
Json optional_moment_json(const std::optional<base::Moment>& moment);  // null where absent
Json scope_json(const model::Scope& scope);                            // known parts only, labels
Json window_json(const model::ImpactWindow& window);
Json evidence_json(const model::Evidence& evidence);
Json finding_json(const model::Finding& finding);
Json diagnostic_json(const base::Diagnostic& diagnostic);
Json promise_json(const model::Promise& promise);
Json action_item_json(const model::ActionItem& item);
Json amount_json(const model::StatedAmount& told);
Json duration_json(const model::DurationAudit& duration);

enum class Detail { brief, with_candidates };
Json milestone_json(const model::Milestone& milestone, Detail detail);
Json milestones_json(const model::Incident& incident, Detail detail);  // by kind
Json metrics_json(const model::Incident& incident);                    // by kind

// Indented by two, ends with '\n'; invalid UTF-8 becomes U+FFFD.
std::string printed(const Json& json);

}  // namespace faultline::render
