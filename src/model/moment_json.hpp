// Moment as JSON, the one encoding that the store keeps and the output prints.
//
//   {"earliest": "...Z", "latest": "...Z", "best": "...Z", "local": "2023-07-27T11:32",
//    "resolution": "minute", "zone": "America/New_York", "zone_basis": "page_stamp", "date_basis": "list",
//    "written": "07/27 11:32pm", "reason": "...", "rejected": [{"local", "earliest", "best", "latest",
//    "reason"}]}
//
// earliest, latest and best only where the moment is placed; local only where a clock reading is known;
// empty strings and lists are left out. moment_from_json(moment_to_json(m)) == m.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/moment.hpp"

namespace faultline::model {

// ordered_json: the keys in the order shown, so that output is stable.
nlohmann::ordered_json moment_to_json(const base::Moment& moment);
base::Moment moment_from_json(const nlohmann::ordered_json& json);

// Only earliest, latest, best (and local where the zone is unknown): the short form of lists.
nlohmann::ordered_json moment_to_short_json(const base::Moment& moment);

}  // namespace faultline::model
