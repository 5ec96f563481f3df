#include "model/scope.hpp"

#include <catch2/catch.hpp>
#include <random>

using namespace faultline::model;

TEST_CASE("a cluster is an environment word and a number") {
  const struct {
    const char* label;
    const char* slug;
  } kGood[] = {{"Prod 2", "prod-2"},
               {"prod2", "prod-2"},
               {"PROD-2", "prod-2"},
               {"prod_2", "prod-2"},
               {"Prod #2", "prod-2"},
               {"Prod1 (US)", "prod-1"},
               {"Prod1 [EU]", "prod-1"},
               {"  Prod 3  ", "prod-3"},
               {"Prod\xC2\xA0\x34", "prod-4"},
               {"Prod\xE2\x80\x93\x34", "prod-4"},
               {"Production 12", "production-12"},
               {"EU-1", "eu-1"},
               {"Staging 1", "staging-1"},
               {"prod02", "prod-02"},
               {"Prod1 (US (east))", "prod-1"}};
  for (const auto& c : kGood) {
    INFO(c.label);
    const auto name = cluster_name(c.label);
    REQUIRE(name);
    CHECK(name->slug == c.slug);
  }
  CHECK(cluster_name(" Prod1 (US) ")->label == "Prod1 (US)");
  for (const char* label :
       {"", "Prod", "2", "(US)", "Platform", "Platform 2", "prod-eu-1", "Prod 2 API", "Prod 2 US)x",
        "Prod 2021", "Prod 2b", "Prod & 2", "Prod 2-3", "API 2", "Prod (2)", "-1", "12"}) {
    INFO(label);
    CHECK_FALSE(cluster_name(label));
  }
}

TEST_CASE("a group and a component make a scope") {
  const Name organisation = make_name("Kestrel");
  const struct {
    const char* name;
    const char* group;
    const char* component;
    const char* cluster;
    const char* group_slug;
    const char* service;
    const char* text;
  } kCases[] = {
      {"cluster and service", "Prod 2", "Cloud Cost Management (CCM)", "prod-2", "",
       "cloud-cost-management-ccm", "prod-2 / Cloud Cost Management (CCM)"},
      {"group and service", "Platform", "Builder", "", "platform", "builder", "Platform / Builder"},
      {"a cluster alone", "", "Prod 2", "prod-2", "", "", "prod-2"},
      {"a cluster with its region", "Prod1 (US)", "Web Client", "prod-1", "", "web-client",
       "prod-1 / Web Client"},
      {"a cluster in a group", "Environments", "Prod 2", "prod-2", "environments", "",
       "prod-2 / Environments"},
      {"a cluster whose component looks like one", "Prod 2", "Stage 3", "prod-2", "", "stage-3",
       "prod-2 / Stage 3"},
      {"a component alone", "", "API", "", "", "api", "API"},
      {"a group alone", "Platform", "", "", "platform", "", "Platform"},
      {"nothing but whose", "", " ", "", "", "", "Kestrel"},
  };
  for (const auto& c : kCases) {
    INFO(c.name);
    const Scope scope = component_scope(organisation, c.group, c.component);
    CHECK(scope.organisation == organisation);
    CHECK(scope.cluster.slug == c.cluster);
    CHECK(scope.group.slug == c.group_slug);
    CHECK(scope.service.slug == c.service);
    CHECK(to_string(scope) == c.text);
  }
  CHECK(to_string(Scope{}) == "(unknown scope)");
}

TEST_CASE("an affected list is read with its brackets") {
  using Paths = std::vector<std::pair<std::string, std::string>>;
  const struct {
    const char* name;
    const char* text;
    Paths paths;
  } kCases[] = {
      {"nested brackets", "A (x, y (Z)), B", {{"A", "x"}, {"A", "y (Z)"}, {"", "B"}}},
      {"a bracket in a bracket",
       "Prod 2 (Cloud Cost Management (CCM)).",
       {{"Prod 2", "Cloud Cost Management (CCM)"}}},
      {"a group with a label",
       "Prod1 (US) (API, Channel - Chat).",
       {{"Prod1 (US)", "API"}, {"Prod1 (US)", "Channel - Chat"}}},
      {"a cluster with its region alone", "Prod1 (US), Prod2 (EU)", {{"", "Prod1 (US)"}, {"", "Prod2 (EU)"}}},
      {"plain names", "API, Web Client , Mobile", {{"", "API"}, {"", "Web Client"}, {"", "Mobile"}}},
      {"two groups", "A (x), B (y, z)", {{"A", "x"}, {"B", "y"}, {"B", "z"}}},
      {"brackets inside a name", "Search (beta) API", {{"", "Search (beta) API"}}},
      {"commas in inner brackets", "A (x (1, 2), y)", {{"A", "x (1, 2)"}, {"A", "y"}}},
      {"never closed", "A (x, y", {{"A", "x"}, {"A", "y"}}},
      {"an inner one never closed", "A (x (Z, y)", {{"A", "x (Z, y)"}}},
      {"closed too often", "A (x)), B", {{"", "A (x))"}, {"", "B"}}},
      {"closed first", ") A, B (y)", {{"", ") A"}, {"B", "y"}}},
      {"empty brackets", "A (), B", {{"", "A ()"}, {"", "B"}}},
      {"brackets alone", "(x)", {{"", "(x)"}}},
      {"empty places", ", A,, ", {{"", "A"}}},
      {"nothing", "  ", {}},
  };
  for (const auto& c : kCases) {
    INFO(c.name);
    Paths paths;
    for (const auto& path : parse_affected_list(c.text)) paths.emplace_back(path.group, path.component);
    CHECK(paths == c.paths);
  }
}

TEST_CASE("no letter of an affected list is lost, however its brackets stand") {
  std::mt19937 random(13);
  const std::string_view pieces[] = {"(", ")", ",", " ", "a", "b", "Prod1", "(US)"};
  const auto letters = [](std::string_view text) {
    std::string result;
    for (const char c : text) {
      if (c != '(' && c != ')' && c != ',' && c != ' ') result += c;
    }
    return result;
  };
  for (int i = 0; i < 3000; ++i) {
    std::string text;
    for (int k = 0; k < 12; ++k) text += pieces[random() % std::size(pieces)];
    INFO(text);
    std::string seen, group;
    for (const auto& path : parse_affected_list(text)) {
      if (path.group != group) seen += letters(path.group);  // told once for all its components
      group = path.group;
      seen += letters(path.component);
    }
    // A group that follows itself is told twice in the text and once here.
    if (seen.size() == letters(text).size()) CHECK(seen == letters(text));
    CHECK(seen.size() <= letters(text).size());
    for (const char c : letters(text)) CHECK(seen.find(c) != std::string::npos);
  }
}

TEST_CASE("names compare by slug") {
  CHECK(make_name("Prod 2") == make_name("PROD-2"));
  CHECK(make_name("  Web  ").label == "Web");
  CHECK_FALSE(make_name("").is_known());
  CHECK_FALSE(make_name(" \t").is_known());
  CHECK_FALSE(make_name("--").is_known());
  CHECK(make_name("a") < make_name("b"));
}

TEST_CASE("a query covers a scope where its known parts are equal") {
  const Scope scope = component_scope(make_name("Kestrel"), "Prod 2", "API");
  const auto query = [](const char* organisation, const char* cluster, const char* service) {
    Scope result;
    result.organisation = make_name(organisation);
    result.cluster = make_name(cluster);
    result.service = make_name(service);
    return result;
  };
  CHECK(covers(Scope{}, scope));
  CHECK(covers(query("kestrel", "", ""), scope));
  CHECK(covers(query("", "prod-2", ""), scope));
  CHECK(covers(query("Kestrel", "prod-2", "api"), scope));
  CHECK_FALSE(covers(query("Heron", "prod-2", "api"), scope));
  CHECK_FALSE(covers(query("", "prod-1", ""), scope));
  CHECK_FALSE(covers(query("", "", "web"), scope));
  CHECK_FALSE(covers(scope, query("Kestrel", "prod-2", "")));
}
