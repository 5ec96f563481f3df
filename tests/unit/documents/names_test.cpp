#include <catch2/catch.hpp>

#include "facts.hpp"

using namespace faultline;
using namespace faultline::test;
using model::ClaimKind;

namespace {

std::string texts_of(const model::SourceFacts& facts, ClaimKind kind) {
  std::string out;
  for (const auto& claim : claims_of(facts, kind)) out += (out.empty() ? "" : ", ") + claim.text;
  return out;
}

}  // namespace

TEST_CASE("customers that a document names") {
  struct Row {
    const char* name;
    const char* text;
    const char* names;
  };
  const Row rows[] = {
      {"the one that was hit", "Norvale was the primary impacted customer.", "Norvale"},
      {"along with others", "Norvale was the primary impacted customer, along with a few others.", "Norvale"},
      {"two words", "In the end, Norvale Retail was our only affected client.", "Norvale Retail"},
      {"among others", "Data was stale for Norvale and a small number of other customers.", "Norvale"},
      {"no name", "Data was stale for one tenant and a small number of other customers.", ""},
      {"a cluster", "Data was stale for Prod2 and other customers.", ""},
      {"a common word", "The affected region was the one with most customers.", ""},
      {"who writes", "Halden was the customer of a provider. Mail ops@halden.io, Halden.", ""},
      {"what it sells", "Halden is a customer platform. Write to help@example.net.", ""},
      {"a list of products", "Search, Billing and other services were slow for customers.", ""},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const auto facts = read_text(std::string("# Outage\n\n") + row.text + "\n");
    CHECK(texts_of(facts, ClaimKind::customer_named) == row.names);
  }
}

TEST_CASE("names like a cluster's") {
  struct Row {
    const char* name;
    const char* text;
    const char* names;
  };
  const Row rows[] = {
      {"a name for a number", "The policy blocked the cache in Prod-Primary.", "Prod-Primary"},
      {"a number", "The policy blocked the cache in Prod-1.", ""},
      {"lower case", "The policy blocked the cache in prod-primary pods.", ""},
      {"an adjective", "The Production-Ready check failed.", ""},
      {"two words", "The Production Engineering team was paged.", ""},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const auto facts = read_text(std::string("# Outage\n\n") + row.text + "\n");
    CHECK(texts_of(facts, ClaimKind::unknown_name) == row.names);
  }
}

TEST_CASE("a time that nothing has taken is told") {
  const auto facts = read_text(
      "# R\n\nThe outage on 2024-03-30 lasted from 12:30 to 12:55 UTC. At 12:10 UTC a packet was odd.\n\n## "
      "Action "
      "items\n\n- Meet at 14:00 UTC\n");
  const auto told = claims_of(facts, ClaimKind::told_time);
  REQUIRE(told.size() == 1);
  CHECK(local_of(told[0].start) == "2024-03-30T12:10");
}
