#include "ingest/readers/status_common.hpp"

#include <catch2/catch.hpp>

namespace faultline::ingest::formats {
namespace {

const model::Name kOrganisation = model::make_name("Tarnfield");

TEST_CASE("scopes of components") {
  struct Row {
    const char* group;
    const char* name;
    const char* cluster;
    const char* service;
    const char* own_group;
  };
  const Row rows[] = {
      {"", "Website", "", "website", ""},
      {"Prod 2", "Builder", "prod-2", "builder", ""},
      {"Prod1 (US)", "API", "prod-1", "api", ""},
      {"Platform", "Builder", "", "builder", "platform"},
      {"", "Prod 2 - Builder", "prod-2", "builder", ""},
      {"", "Prod 2 (Cost Reports (CR))", "prod-2", "cost-reports-cr", ""},
      {"", "Prod1 (US)", "prod-1", "", ""},
      {"", "EMEA - Lisbon", "", "emea-lisbon", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.group, row.name);
    const auto scope = scope_of_component(kOrganisation, row.group, row.name);
    CHECK(scope.organisation == kOrganisation);
    CHECK(scope.cluster.slug == row.cluster);
    CHECK(scope.service.slug == row.service);
    CHECK(scope.group.slug == row.own_group);
  }
}

TEST_CASE("lists of affected components") {
  struct Row {
    const char* list;
    std::vector<const char*> scopes;
  };
  const Row rows[] = {
      {"Website.", {"Website"}},
      {"Prod 1 (API, Builder) and Prod 2 (API).", {"prod-1 / API", "prod-1 / Builder", "prod-2 / API"}},
      {"Website, Mail, and Search and Find.", {"Mail", "Search and Find", "Website"}},
      {"Prod 2 (Cost Reports (CR), Rock and Roll), and Website",
       {"Website", "prod-2 / Cost Reports (CR)", "prod-2 / Rock and Roll"}},
      {"", {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.list);
    const auto scopes = scopes_of_affected(kOrganisation, row.list);
    REQUIRE(scopes.size() == row.scopes.size());
    for (std::size_t i = 0; i < scopes.size(); ++i) CHECK(model::to_string(scopes[i]) == row.scopes[i]);
  }
}

TEST_CASE("titles and links") {
  CHECK(organisation_of_title("Okapi Cloud Status - Incident History") == "Okapi Cloud");
  CHECK(organisation_of_title("Okapi Cloud - Incident History") == "Okapi Cloud");
  CHECK(organisation_of_title("A Status Blog").empty());
  CHECK(incident_id_of_link("https://status.tarnfield.example/incidents/1x2y3z?u=1") == "1x2y3z");
  CHECK(incident_id_of_link("https://status.tarnfield.example/").empty());
}

TEST_CASE("lines of offsets") {
  const LineIndex lines("ab\nc\n\nd");
  CHECK(lines.at(0) == model::Location{1, 1, {}});
  CHECK(lines.at(1) == model::Location{1, 2, {}});
  CHECK(lines.at(3) == model::Location{2, 1, {}});
  CHECK(lines.at(5) == model::Location{3, 1, {}});
  CHECK(lines.at(6) == model::Location{4, 1, {}});
}

}  // namespace
}  // namespace faultline::ingest::formats
