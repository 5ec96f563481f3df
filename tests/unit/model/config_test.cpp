#include "model/config.hpp"

#include <catch2/catch.hpp>

using namespace faultline::model;

namespace {

Config config() {
  Config result;
  result.organisations = {{"Harbour Lantern Cloud", {"HLC", "lanterncloud"}, "UTC"}, {"Kestrel", {}, ""}};
  result.clusters = {{"Harbour Lantern Cloud", "Prod 2", {"Blue", "prod-two"}},
                     {"HLC", "Frankfurt", {"Prod 9"}},
                     {"", "shared", {"Common Pool"}}};
  result.services = {{"", "Billing (BIL)", {"Billing", "invoices"}}, {"Kestrel", "Search", {"Find"}}};
  return result;
}

Scope scope(const char* organisation, const char* cluster, const char* group, const char* service) {
  Scope result;
  result.organisation = make_name(organisation);
  const auto known = cluster_name(cluster);
  result.cluster = known ? *known : make_name(cluster);
  result.group = make_name(group);
  result.service = make_name(service);
  return result;
}

}  // namespace

TEST_CASE("aliases lead to the canonical scope, and are never guessed") {
  const struct {
    const char* name;
    Scope given;
    const char* organisation;
    const char* cluster;
    const char* group;
    const char* service;
  } kCases[] = {
      {"nothing known", scope("", "", "", ""), "", "", "", ""},
      {"organisation's alias", scope("hlc", "", "", ""), "harbour-lantern-cloud", "", "", ""},
      {"organisation's own name", scope("HARBOUR lantern cloud", "", "", ""), "harbour-lantern-cloud", "", "",
       ""},
      {"unknown organisation stays", scope("Heron", "Blue", "", ""), "heron", "blue", "", ""},
      {"cluster's alias", scope("HLC", "blue", "", "API"), "harbour-lantern-cloud", "prod-2", "", "api"},
      {"cluster's spelling", scope("HLC", "PROD2", "", ""), "harbour-lantern-cloud", "prod-2", "", ""},
      {"alias that is an environment and a number", scope("HLC", "prod9", "", ""), "harbour-lantern-cloud",
       "frankfurt", "", ""},
      {"another organisation's cluster", scope("Kestrel", "Blue", "", ""), "kestrel", "blue", "", ""},
      {"entry for any organisation", scope("Kestrel", "common pool", "", ""), "kestrel", "shared", "", ""},
      {"a group that is a cluster", scope("HLC", "", "Blue", "API"), "harbour-lantern-cloud", "prod-2", "",
       "api"},
      {"a group beside a cluster stays", scope("HLC", "prod-1", "Blue", "API"), "harbour-lantern-cloud",
       "prod-1", "blue", "api"},
      {"a component that is a cluster", scope("HLC", "", "", "Frankfurt"), "harbour-lantern-cloud",
       "frankfurt", "", ""},
      {"a component in a group is none", scope("HLC", "", "Sites", "Frankfurt"), "harbour-lantern-cloud", "",
       "sites", "frankfurt"},
      {"service's alias", scope("", "", "", "INVOICES"), "", "", "", "billing-bil"},
      {"service of one organisation", scope("Kestrel", "", "", "find"), "kestrel", "", "", "search"},
      {"service of another", scope("HLC", "", "", "find"), "harbour-lantern-cloud", "", "", "find"},
      {"a similar name is not it", scope("HLC", "Blues", "", "Bilingual"), "harbour-lantern-cloud", "blues",
       "", "bilingual"},
  };
  for (const auto& c : kCases) {
    INFO(c.name);
    const Scope resolved = resolve_aliases(config(), c.given);
    CHECK(resolved.organisation.slug == c.organisation);
    CHECK(resolved.cluster.slug == c.cluster);
    CHECK(resolved.group.slug == c.group);
    CHECK(resolved.service.slug == c.service);
    CHECK(resolve_aliases(config(), resolved) == resolved);
    CHECK(resolve_aliases(Config{}, c.given) == c.given);
  }
}

TEST_CASE("the config's label is shown") {
  const Scope resolved = resolve_aliases(config(), scope("hlc", "blue", "", "invoices"));
  CHECK(resolved.organisation.label == "Harbour Lantern Cloud");
  CHECK(resolved.cluster.label == "Prod 2");
  CHECK(resolved.service.label == "Billing (BIL)");
}
