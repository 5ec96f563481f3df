// What stands around a number decides whether it is a time at all.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "ingest/prose/time_grammar.hpp"
#include "ingest/prose/time_words.hpp"

namespace faultline::ingest::prose {
namespace {

template <std::size_t Count>
bool is_among(const Token& token, const std::array<std::string_view, Count>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return token.says(word); });
}

// "Start:14:07", but not "host:80:90", "a.go:12:30", "db8:12:30".
bool is_label(const Tokens& tokens, std::size_t colon, std::size_t at) {
  const Token& word = tokens.before(colon);
  if (!word.is_word() || word.text.size() < 3 || is_place_lead(word.text)) return false;
  if (word.text.find_first_not_of("abcdefABCDEF") == std::string_view::npos) return false;
  if (colon >= 2 && tokens.is_glued(colon - 1)) return false;
  return tokens[at].text.size() == 2 && tokens[at + 1].is(':') && tokens[at + 2].text.size() == 2;
}

bool is_date_word(const Token& token) {
  static constexpr std::array<std::string_view, 10> kWords = {
      "on", "since", "until", "till", "before", "after", "by", "dated", "through", "starting"};
  return is_among(token, kWords);
}

// "3/4 nodes", "2/3 of": a share of something.
bool is_share(const Token& token) {
  static constexpr std::array<std::string_view, 36> kWords = {
      "of",        "nodes",    "node",     "pods",     "pod",       "clusters", "servers",  "hosts",
      "instances", "requests", "replicas", "shards",   "zones",     "regions",  "machines", "services",
      "customers", "users",    "done",     "complete", "completed", "passed",   "tests",    "checks",
      "steps",     "attempts", "retries",  "ready",    "running",   "healthy",  "brokers",  "partitions",
      "disks",     "workers",  "running",  "runs"};
  return is_among(token, kWords);
}

bool ends_item(const Token& token) {
  return token.text.empty() || token.after_newline || token.is(':') || token.is(')') || token.is(']') ||
         token.is('|') || token.is('-') || token.is(',');
}

}  // namespace

bool may_begin(const Tokens& tokens, std::size_t at) {
  if (tokens[at].is_opaque) return false;
  if (at == 0 || !tokens.is_glued(at)) return true;
  const Token& before = tokens.before(at);
  if (before.kind != Token::Kind::punct) return false;
  if (before.text == "\xC2\xA3" || before.text == "\xE2\x82\xAC" || before.text == "\xC2\xA5") return false;
  if (before.text.size() > 1) return true;
  // A file's name may carry its date behind other words.
  const bool is_dated_name = tokens.is_name() && tokens[at].is_number() &&
                             (tokens[at].text.size() == 4 || tokens[at].text.size() == 8);
  switch (before.text[0]) {
    case '.':
    case '+':
    case '#':
    case '$':
    case '%':
    case '&':
    case '\\':
    case '^':
      return false;
    case '/':
    case '_':
      return is_dated_name;
    case '-':
      return is_dated_name || !tokens.is_glued(at - 1) || tokens.before(at, 2).kind == Token::Kind::punct;
    case ':':
      return !tokens.is_glued(at - 1) || tokens.before(at, 2).is(')') || is_label(tokens, at - 1, at);
    case '@':
      return !tokens.is_glued(at - 1);
    case ',':
      return !tokens.before(at, 2).is_number();
    default:
      return true;
  }
}

bool is_date_by_context(const Tokens& tokens, std::size_t at, std::size_t next, const DateParts& parts) {
  const Token& after = tokens[next];
  if (is_share(after) || after.is('%')) return false;
  const Token& before = tokens.before(at);
  const bool is_before_article = before.says("the");
  const Token& lead = is_before_article ? tokens.before(at, 2) : before;
  if (is_date_word(lead)) return true;
  const bool has_two_digits = tokens[at].text.size() == 2 || tokens[at + 2].text.size() == 2;
  if (has_two_digits && (lead.says("from") || lead.says("to") || lead.says("between") || lead.says("of")))
    return true;
  if (!ends_item(after)) return false;
  // A heading or label of its own: "07/27", "- 07/27:", "Outage 2: 4/1". "1/1" and "(2/3)" count parts.
  if (before.is(':') && tokens.before(at, 2).is_number()) return parts.month != parts.day;
  const bool is_first = at == 0 || tokens[at].after_newline;
  const bool is_bullet = before.is('-') || before.is('#') || before.is('|') || before.is('(') ||
                         before.is(':') || before.text == "\xE2\x80\xA2";
  return has_two_digits && (is_first || is_bullet);
}

bool is_no_clock_by_context(const Tokens& tokens, std::size_t at, std::size_t next) {
  static constexpr std::array<std::string_view, 8> kUnits = {"minutes", "minute", "mins", "min",
                                                             "seconds", "secs",   "sec",  "ratio"};
  static constexpr std::array<std::string_view, 11> kPlanned = {"scheduled", "planned",  "set",    "timed",
                                                                "slated",    "expected", "due",    "except",
                                                                "booked",    "aimed",    "meeting"};
  if (is_among(tokens[next], kUnits)) return true;
  std::size_t lead = at;
  while (lead > 0 && at - lead < 3) {
    const Token& before = tokens.before(lead);
    const bool is_hedge = before.says("about") || before.says("around") || before.says("approximately") ||
                          before.says("roughly") || before.is('~') || before.is(':') || before.is('=') ||
                          before.says("of") || before.says("only") || before.says("just");
    if (!is_hedge) break;
    --lead;
  }
  if (lead == 0 || tokens[lead].after_newline) return false;
  const Token& word = tokens.before(lead);
  if (is_place_lead(word.text)) return true;
  if (word.says("for")) return !is_among(tokens.before(lead, 2), kPlanned);
  if (is_duration_lead(word.text)) return true;
  // "Time to resolve: 1:20"
  return tokens.before(lead, 3).says("time") && tokens.before(lead, 2).says("to") &&
         tokens.before(at).is(':');
}

}  // namespace faultline::ingest::prose
