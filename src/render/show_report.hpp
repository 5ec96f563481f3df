// One incident on one screen: scope, windows per ledger, milestones, metrics, promises, claims, findings.
#pragma once

#include <string>

#include "model/incident.hpp"
#include "model/report.hpp"
#include "render/style.hpp"

namespace faultline::render {

std::string show_text(const model::Report& report, const model::Incident& incident, const Style& style);
std::string show_json(const model::Report& report, const model::Incident& incident);

// Parts that `inspect` prints too; each is empty where there is nothing to say.
std::string windows_section(const model::Incident& incident, const Style& style);
std::string milestones_section(const model::Incident& incident, const Style& style);
std::string metrics_section(const model::Incident& incident, const Style& style);
std::string promises_section(const std::vector<model::Promise>& promises, const Style& style);
std::string durations_section(const std::vector<model::DurationAudit>& durations, const Style& style);
std::string amounts_section(const std::vector<model::StatedAmount>& amounts, const Style& style);
std::string actions_section(const std::vector<model::ActionItem>& items, const Style& style);
std::string findings_section(const std::vector<model::Finding>& findings, const Style& style);

}  // namespace faultline::render
