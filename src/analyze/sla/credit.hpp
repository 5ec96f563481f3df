// Credit: what a policy's text gives back for an availability, by exact comparison of ratios.
//
// The edges of tiers are as their text has them: GitHub's leaves exactly 99.0 % in no tier, and that is told,
// not mended. Cloudflare's is no tier but downtime x affected share / period.
#pragma once

#include "model/sla.hpp"

namespace faultline::analyze {

model::SlaCredit credit_of(const model::Policy& policy, const model::Portion& portion);

}  // namespace faultline::analyze
