#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "facts.hpp"
#include "ingest/readers/readers_list.hpp"

using namespace faultline;
using namespace faultline::test;
using model::ClaimKind;

namespace {

std::string slurp(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

model::SourceFacts read_sample(const std::string& name, const ingest::ReadOptions& options = {}) {
  ingest::FactSink sink(name, "0", "document", 0);
  ingest::formats::read_document({name, slurp("samples/document/" + name)}, options, sink);
  return sink.take();
}

std::vector<std::string> clusters_of(const model::Claim& claim) {
  std::vector<std::string> out;
  for (const auto& scope : claim.scopes) out.push_back(scope.cluster.slug);
  return out;
}

}  // namespace

TEST_CASE("a document that tells two outages") {
  ingest::ReadOptions options;
  options.published = std::chrono::year{2021} / 6 / 20;
  const auto facts = read_sample("two_outages.txt", options);
  CHECK(facts.source.organisation == "Pinegate");
  const auto windows = claims_of(facts, ClaimKind::window);
  REQUIRE(windows.size() == 2);
  CHECK(windows[0].part == 1);
  CHECK(local_of(windows[0].start) == "2021-06-08T10:15");
  CHECK(local_of(*windows[0].end) == "2021-06-08T10:52");
  CHECK(clusters_of(windows[0]) == std::vector<std::string>{"prod-1", "prod-2", "prod-3"});
  CHECK(windows[1].part == 2);
  CHECK(local_of(windows[1].start) == "2021-06-10T15:03");
  CHECK(clusters_of(windows[1]) == std::vector<std::string>{"prod-1"});
  CHECK(windows[1].level == model::Level::major_outage);
  const auto durations = claims_of(facts, ClaimKind::duration);
  REQUIRE(durations.size() == 2);
  CHECK(durations[0].part == 1);
  CHECK(durations[0].seconds == 37 * 60);
  CHECK(durations[1].seconds == 19 * 60);
  CHECK(milestone_of(facts, model::MilestoneKind::detected, 2) == "2021-06-10T15:03");
}

TEST_CASE("a document without times gives none") {
  const auto facts = read_sample("no_times.md");
  CHECK(facts.events.empty());
  for (const auto kind : {ClaimKind::window, ClaimKind::milestone, ClaimKind::duration})
    CHECK(claims_of(facts, kind).empty());
  CHECK(claims_of(facts, ClaimKind::action_item).size() == 1);
}

TEST_CASE("a flattened table") {
  const auto facts = read_sample("flattened.txt");
  CHECK(rows_of(facts) == std::vector<std::string>{"2025-06-03T10:02", "2025-06-03T10:11", "2025-06-03T10:19",
                                                   "2025-06-03T10:33", "2025-06-03T10:45"});
  CHECK(facts.source.title == "Search index stale after key change");
  CHECK(facts.source.organisation.empty());
  for (const auto& claim : claims_of(facts, ClaimKind::scope))
    CHECK(clusters_of(claim).empty());  // "Shard A" is no cluster
}

TEST_CASE("how sure the document reader is") {
  struct Row {
    const char* name;
    const char* text;
    ingest::Sniff sniff;
  };
  const Row rows[] = {
      {"a postmortem", "# Outage\n\nThe incident began when the disk of the main server was full.\n",
       ingest::Sniff::likely},
      {"any prose", "a letter about the weather and about the fields in spring", ingest::Sniff::generic},
      {"a copied page",
       "T\nIncident Report for Acorn\n\nResolved\nDone now.\nPosted May 05, 2026 - 01:17 PDT\n",
       ingest::Sniff::generic},
      {"json", "{\"incident\": \"outage\"}", ingest::Sniff::no},
      {"json list", "[{\"incident\": \"outage\"}]", ingest::Sniff::no},
      {"html", "<html><body>incident outage timeline</body></html>", ingest::Sniff::likely},
      {"html about the weather", "<html><body>fields in spring</body></html>", ingest::Sniff::no},
      {"markdown below a picture",
       "<img src=a.png>\n\n# Outage\n\nThe incident began when the disk was full.\n", ingest::Sniff::likely},
      {"a feed", "<?xml version=\"1.0\"?><feed><title>incident outage timeline</title></feed>",
       ingest::Sniff::no},
      {"syslog", "<34>Oct 11 22:14:15 host incident outage timeline is long enough", ingest::Sniff::no},
      {"few words", "incident outage", ingest::Sniff::no},
      {"nothing", "", ingest::Sniff::no},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(ingest::formats::sniff_document({"x", row.text}) == row.sniff);
  }
}

TEST_CASE("whose document it is") {
  struct Row {
    const char* name;
    const char* text;
    const char* organisation;
  };
  const Row rows[] = {
      {"front matter", "---\ntitle: T\norganisation: Acorn Ltd\n---\ntext\n", "Acorn Ltd"},
      {"the name in a domain", "Acorn was down. Write to help@acorn.com.\n", "Acorn"},
      {"before an environment word, twice", "We run Acorn prod-1 and the Acorn production fleet.\n", "Acorn"},
      {"once is not enough", "We run Acorn prod-1.\n", ""},
      {"somebody else's domain", "See Github at https://github.com/x/y.\n", ""},
      {"nobody", "The site was down.\n", ""},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(read_text(row.text).source.organisation == row.organisation);
  }
}

TEST_CASE("real documents of the shared folder give an answer each") {
  const std::filesystem::path folder = "../shared/corpus/documents";
  if (!std::filesystem::exists(folder)) {
    std::cout << "skipped: " << folder << " is not here\n";
    return;
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    INFO(entry.path());
    const auto facts = read_text(slurp(entry.path()));
    CHECK(facts.source.records_read >= static_cast<std::int64_t>(facts.events.size()));
  }
}

TEST_CASE("who writes is told, never concluded from a link to a tool") {
  struct Row {
    const char* name;
    const char* text;
    const char* organisation;
  };
  const Row rows[] = {
      {"a bare host of the writer",
       "Larkspur was down. Our monitoring said that app.larkspur.io did not answer.", "Larkspur"},
      {"a mail address", "Larkspur was down. Write to support@larkspur.com with questions.", "Larkspur"},
      {"a link to a supplier",
       "Larkspur broke our builds, see https://status.larkspur.com/incidents/1 for theirs.", ""},
      {"generic words before an environment",
       "The Cloud platform failed. Again the Cloud platform failed, on our Cloud platform.", ""},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    ingest::FactSink sink("postmortem.md", "0", "document", 0);
    ingest::formats::read_document({"postmortem.md", std::string("# Outage\n\n") + row.text + "\n"}, {},
                                   sink);
    CHECK(sink.take().source.organisation == row.organisation);
  }
}

TEST_CASE("a line past the limit is cut and told, the rest is read") {
  const std::string text =
      "# Outage\n\n" + std::string((std::size_t{1} << 20) + 5000, 'a') +
      "\n\n## Timeline\n\n- 2024-05-01 10:00 UTC: errors begin\n- 2024-05-01 10:30 UTC: errors end\n";
  ingest::FactSink sink("long.md", "0", "document", 0);
  ingest::formats::read_document({"long.md", text}, {}, sink);
  const auto facts = sink.take();
  REQUIRE(facts.diagnostics.size() == 1);
  CHECK(facts.diagnostics[0].line == 3);
  CHECK(facts.diagnostics[0].message.find("1 MiB") != std::string::npos);
  CHECK(facts.events.size() == 2);
}
