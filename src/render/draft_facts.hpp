// What a draft's template may name: every key with its text or Markdown, and the facts in it.
//
// docs/drafts.md lists the keys. Markdown is built here from escaped parts, so that a template needs no
// rules; a fact that is missing is a visible "not known: <reason>".
#pragma once

#include <string>
#include <vector>

#include "model/report.hpp"
#include "model/sla.hpp"
#include "render/draft_template.hpp"
#include "render/style.hpp"

namespace faultline::render {

DraftData draft_data(const model::Report& report, const model::Incident& incident,
                     const model::SlaResult& sla);

// A GitHub table from cells that are Markdown already. Without rows: the words instead, in italics.
class MarkdownTable {
 public:
  explicit MarkdownTable(std::vector<std::string> header);
  void add(std::vector<std::string> cells);
  std::string text(std::string_view if_empty) const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

// Adds a fact under a name that is not taken: "prod-1 start", "prod-1 start (2)". One without a time,
// duration or percentage is none: nobody could quote it recognisably.
void add_fact(DraftFacts& facts, const std::string& name, const std::string& value);

// The windows that the impact is told by: the fused ones, all where there are none.
std::vector<const model::ImpactWindow*> impact_windows(const model::Incident& incident);

// The SLA rows that are about this incident: its scopes and their clusters, the months its windows lie in.
std::vector<const model::SlaRow*> sla_rows(const model::Incident& incident, const model::SlaResult& sla);

// The values of draft_audit.cpp: what people are to check, and the SLA.
DraftValue sla_table(const model::Incident& incident, const model::SlaResult& sla, bool is_short);
DraftValue promises_table(const model::Incident& incident, const Style& style);
DraftValue durations_table(const model::Incident& incident);
DraftValue amounts_table(const model::Incident& incident);
DraftValue findings_list(const model::Incident& incident);
DraftValue action_items_list(const model::Incident& incident);

}  // namespace faultline::render
