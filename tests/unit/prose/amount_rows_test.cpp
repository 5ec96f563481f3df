// Amounts in sentences: what is one and what is none, in a compact form:
//   "30% requests"            percentage; "count 3/12 clusters", "rate 4700 requests [request/second]"
//   "27..33% ~ requests"      hedged, an interval; "1200.. ~" open; "change -45% latency"
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <string>

#include "ingest/prose/amounts.hpp"

using namespace faultline::ingest::prose;
using faultline::model::Amount;
using faultline::model::AmountKind;

namespace {

Sentence sentence_of(std::string_view text, SectionKind section = SectionKind::summary) {
  Sentence sentence;
  for (std::size_t i = 0; i < text.size(); ++i) sentence.text.add(text[i], i);
  sentence.words = words_of(sentence.text.text);
  for (auto& mention : scan_times(text)) sentence.times.push_back({std::move(mention), {}});
  sentence.durations = scan_durations(text);
  sentence.section = section;
  return sentence;
}

std::string print(const std::optional<std::int64_t>& thousandths) {
  if (!thousandths) return "";
  const auto number = fmt::format("{:.3f}", static_cast<double>(*thousandths) / 1000.0);
  const std::size_t last = number.find_last_not_of('0');
  return number.substr(0, number[last] == '.' ? last : last + 1);
}

std::string print(const Amount& amount) {
  std::string value = print(amount.lowest);
  if (amount.lowest != amount.highest) value += ".." + print(amount.highest);
  if (amount.total) value += '/' + print(amount.total);
  const bool is_share = amount.kind == AmountKind::percentage || amount.kind == AmountKind::change;
  if (is_share) value += '%';
  if (amount.kind == AmountKind::change) value.insert(0, "change ");
  if (amount.is_hedged) value += " ~";
  value += ' ' + amount.noun;
  if (amount.kind == AmountKind::rate) value += " [" + amount.unit + ']';
  return value;
}

std::string print(const std::vector<AmountMention>& found) {
  std::string text;
  for (const AmountMention& mention : found) text += (text.empty() ? "" : "; ") + print(mention.amount);
  return text;
}

struct Row {
  std::string_view text;
  const char* expected;
};

constexpr Row kShares[] = {
    {"30 % of requests failed.", "30% requests"},
    {"30% of requests failed.", "30% requests"},
    {"About 30 % of requests failed.", "27..33% ~ requests"},
    {"~30% of requests failed", "27..33% ~ requests"},
    {"approx. 30% of requests failed", "27..33% ~ requests"},
    {"Approximately 30 percent of all requests failed.", "27..33% ~ requests"},
    {"30 per cent of our customers were affected.", "30% customers"},
    {"Up to 40 % of customers saw errors.", "0..40% ~ customers"},
    {"As much as 40% of traffic was dropped.", "0..40% ~ traffic"},
    {"Less than 1% of workflow runs failed.", "0..1% ~ workflow runs"},
    {"<5% of requests failed", "0..5% ~ requests"},
    {"No more than 5% of requests failed.", "0..5% ~ requests"},
    {"More than 60 % of logins timed out.", "60..100% ~ logins"},
    {"At least 60 % of logins timed out.", "60..100% ~ logins"},
    {"Nearly 100% of checkouts failed.", "90..100% ~ checkouts"},
    {"Between 5 and 10 % of uploads were lost.", "5..10% ~ uploads"},
    {"5-10% of uploads were lost.", "5..10% ~ uploads"},
    {"5% to 10% of uploads were lost.", "5..10% ~ uploads"},
    {"99.9 % of requests were rejected.", "99.9% requests"},
    {"0.5% of requests were slow.", "0.5% requests"},
    {"The error rate for uploads rose to 12.5% of requests.", "12.5% requests"},
    {"The error rate peaked at 12.5 %.", "12.5% error rate"},
    {"We saw a 12% error rate on the API.", "12% error rate"},
    {"Packet loss was around 20 %, and calls failed.", "18..22% ~ Packet loss"},
    {"Availability dropped to 95.2 % during the outage.", "95.2% Availability"},
    {"The success rate fell to 40% as calls failed.", "40% success rate"},
    {"Half of the nodes crashed.", "50% nodes"},
    {"Half the users were logged out by the outage.", "50% users"},
    {"About half of all requests failed.", "45..55% ~ requests"},
    {"Two thirds of the uploads timed out.", "66.666..66.667% uploads"},
    {"A third of our customers lost access.", "33.333..33.334% customers"},
    {"Three quarters of jobs failed.", "75% jobs"},
    {"Over a quarter of jobs failed.", "25..100% ~ jobs"},
    {"1 in 20 requests failed.", "5% requests"},
    {"One in every five requests failed.", "20% requests"},
    {"2/3 of the requests failed.", "66.666..66.667% requests"},
    {"25% of customer traffic was dropped.", "25% customer traffic"},
    {"This was felt by 25% of the ingress traffic, which was slow.", "25% ingress traffic"},
    {"Twenty percent of builds failed.", "20% builds"},
};

constexpr Row kCounts[] = {
    {"3 of 12 clusters were affected.", "3/12 clusters"},
    {"Three of our twelve clusters were affected.", "3/12 clusters"},
    {"4 out of 6 pods crashed.", "4/6 pods"},
    {"3/12 nodes failed", "3/12 nodes"},
    {"The outage affected all 3 clusters.", "3/3 clusters"},
    {"The outage affected all the 3 clusters.", "3/3 clusters"},
    {"Both regions were down.", "2/2 regions"},
    {"More than 1,200 users were affected.", "1200.. ~ users"},
    {"1,200+ users were affected.", "1200.. ~ users"},
    {"1,200 or more users were affected.", "1200.. ~ users"},
    {"> 100 users were disconnected", "100.. ~ users"},
    {"Fewer than 20 customers were affected.", "0..20 ~ customers"},
    {"Some 300 customers could not log in.", "270..330 ~ customers"},
    {"An estimated 300 customers could not log in.", "270..330 ~ customers"},
    {"309K messages were lost.", "308500..309500 messages"},
    {"2.3 million requests failed.", "2250000..2350000 requests"},
    {"About 3.7M failed requests were counted.", "3275000..4125000 ~ failed requests"},
    {"5.7K 503 errors were served.", "5650..5750 503 errors"},
    {"1,234,567 rows were deleted by mistake.", "1234567 rows"},
    {"415 jobs were unable to start.", "415 jobs"},
    {"Two production nodes went into NotReady.", "2 production nodes"},
    {"One customer lost access.", "1 customer"},
    {"Only 1 customer runner job was delayed.", "1 customer runner job"},
    {"A dozen customers saw errors.", "12 customers"},
    {"Twenty-five accounts were locked out by the outage.", "25 accounts"},
    {"Twenty-five accounts were affected.", "25 accounts"},
    {"Two hundred users were affected.", "200 users"},
    {"Between 10 and 20 customers were affected.", "10..20 ~ customers"},
    {"46 non-production sites were unavailable.", "46 non-production sites"},
    {"Users affected: 1,200", "1200 Users"},
    {"Failed requests | 3.7M", "3650000..3750000 requests"},
    {"Customers impacted: ~40", "36..44 ~ Customers"},
    {"No customers were affected.", "0 customers"},
    {"None of the shards failed.", "0 shards"},
    {"0 customers were affected.", "0 customers"},
    {"No customer data was lost.", "0 customer data"},
    {"No data was lost.", "0 data"},
    {"There was no data loss.", "0 data"},
    {"4.7K failed requests per second were counted.", "4650..4750 failed requests [request/second]"},
    {"There was a 45 % increase in latency.", "change 45% latency"},
    {"Latency rose by 45 % and requests were slow.", "change 45% Latency"},
    {"Traffic dropped by about 80 % in the outage.", "change -88..-72% ~ Traffic"},
    {"Orders were 30 % lower during the outage.", "change -30% Orders"},
    {"30 % of requests failed and 1,200 users were logged out with errors.", "30% requests; 1200 users"},
};

constexpr std::string_view kNone[] = {
    "The nodes ran at 100 % CPU and failed.",
    "Disk usage reached 90%, and writes failed.",
    "The outage was on 2024-03-05 from 12:30 to 12:55 UTC.",
    "Requests failed for 30 minutes.",
    "Version 1.14 clusters failed.",
    "EKS 1.14 pods failed.",
    "The cluster failed at 10.0.0.1:8080 requests.",
    "Prod 2 customers were affected.",
    "prod-1 customers were affected.",
    "Clients received 503 errors.",
    "Users got 500 errors and 404 responses.",
    "Issue #5 customers reported errors.",
    "We added 10 nodes because requests failed.",
    "The cluster was scaled to 12 nodes after the failures.",
    "The hub was scaled down to 0 replicas.",
    "95 % of requests succeeded again, the rest failed.",
    "Launch success went back to 100 %.",
    "The success rate never dropped below 97 %.",
    "The service was back to 100% of requests without errors.",
    "We alert when 5 % of requests fail.",
    "Page if more than 5 % of requests fail.",
    "1,200 users were not affected.",
    "30 % of customers were unaffected.",
    "A limit of 300 connections was exceeded and requests failed.",
    "The 3-node cluster failed.",
    "A two-node cluster failed.",
    "A 3 node cluster failed.",
    "3 node pools failed.",
    "The second half of February had errors.",
    "A third party service failed.",
    "The third of May saw errors.",
    "It cost $5,000 for customers who were affected.",
    "See https://example.org/30%/requests for the failed ones.",
    "The scheduled maintenance affects 3 clusters.",
    "There were no errors.",
    "There was no service disruption.",
    "No users reported issues.",
    "One of our partner services failed.",
    "About 300 users were logged in at that time.",
    "We run 12 clusters in 3 regions.",
    "In 2024 customers saw errors.",
    "Traffic rose by 45 % and requests failed.",
    "Latency fell by 45 %, errors stopped.",
    "Most requests failed, hundreds of customers were affected.",
    "Data 100 and 140 hubs went down.",
    "From March till about 1300, some servers were stuck.",
    "All 6 pods could be down.",
    "Each of the 5m timeouts failed.",
    "The job of 5 retries failed.",
};

}  // namespace

TEST_CASE("shares of what failed") {
  for (const Row& row : kShares) {
    INFO(row.text);
    CHECK(print(find_amounts(sentence_of(row.text))) == row.expected);
  }
}

TEST_CASE("numbers of what failed") {
  for (const Row& row : kCounts) {
    INFO(row.text);
    CHECK(print(find_amounts(sentence_of(row.text))) == row.expected);
  }
}

TEST_CASE("numbers that are no amounts") {
  for (const std::string_view text : kNone) {
    INFO(text);
    CHECK(print(find_amounts(sentence_of(text))).empty());
  }
}

TEST_CASE("where amounts are told") {
  CHECK(print(find_amounts(sentence_of("3 of 12 clusters", SectionKind::impact))) == "3/12 clusters");
  CHECK(print(find_amounts(sentence_of("25 % of the users", SectionKind::impact))) == "25% users");
  CHECK(find_amounts(sentence_of("3 of 12 clusters", SectionKind::summary)).empty());
  CHECK(find_amounts(sentence_of("30 % of requests failed", SectionKind::actions)).empty());
  CHECK(find_amounts(sentence_of("30 % of requests failed", SectionKind::lessons)).empty());
}

TEST_CASE("an amount is a slice of its sentence, and no prefix breaks the scan") {
  for (const auto& rows : {std::span<const Row>(kShares), std::span<const Row>(kCounts)}) {
    for (const Row& row : rows) {
      INFO(row.text);
      std::size_t end = 0;
      for (const AmountMention& mention : find_amounts(sentence_of(row.text))) {
        CHECK(end <= mention.begin);
        CHECK(mention.begin < mention.end);
        CHECK(mention.end <= row.text.size());
        end = mention.end;
        const Amount& amount = mention.amount;
        if (amount.lowest && amount.highest) CHECK(*amount.lowest <= *amount.highest);
      }
      for (std::size_t length = 0; length < row.text.size(); ++length)
        CHECK_NOTHROW(find_amounts(sentence_of(row.text.substr(0, length))));
    }
  }
}
