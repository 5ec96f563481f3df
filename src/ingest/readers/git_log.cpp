// The log of a deploy branch, as git itself prints it:
//
//   git log --first-parent --pretty=fuller --date=iso-strict --decorate=short
//
//   # repository: checkout                      optional, of the commits below; whoever exports the log adds
//   it commit <40 or 64 hex digits> (HEAD -> main, tag: v2.41.0) Merge: <parents> of a merge Author: <name>
//   <mail> AuthorDate: ... Commit:     ... CommitDate: 2026-03-03T09:12:40+01:00       the time that counts:
//   when the commit came to be on the branch
//
//       <subject>                               indented by four
//
//       <body>
//
// https://git-scm.com/docs/git-log, https://git-scm.com/docs/pretty-formats ("fuller"). With -z a NUL stands
// between commits. Each commit is a deploy; a log does not tell outcomes. Deliberately not read: mail
// addresses, the author's date, notes, signatures, the list of changed files.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ingest/readers/deploy_words.hpp"
#include "ingest/readers/readers_list.hpp"
#include "ingest/readers/status_common.hpp"

namespace faultline::ingest::formats {

namespace {

constexpr std::string_view kRepository = "# repository:";
constexpr std::string_view kCommit = "commit ";
constexpr std::string_view kIndent = "    ";
constexpr std::size_t kShortestParent = 4;  // git's smallest --abbrev

struct Line {
  std::string_view text;
  int number = 0;
};

// Lines end at "\n", "\r\n", or at the NUL of -z, which counts no line.
std::vector<Line> lines_of(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  std::vector<Line> lines;
  int number = 0;
  for (const std::string_view raw : base::split_lines(text)) {
    ++number;
    for (const std::string_view part : base::split(raw, '\0')) lines.push_back({part, number});
  }
  return lines;
}

// The hash of a "commit ..." line; empty where the line is none.
std::string_view hash_of(std::string_view line) {
  if (!line.starts_with(kCommit)) return {};
  line.remove_prefix(kCommit.size());
  const auto end = std::min(line.find_first_not_of("0123456789abcdef"), line.size());
  if (end != 40 && end != 64) return {};  // SHA-1, SHA-256
  if (end < line.size() && line[end] != ' ') return {};
  return line.substr(0, end);
}

struct Commit {
  Line line;
  std::string_view hash, decoration, author, committed;
  std::vector<std::string_view> parents;
  std::string subject, body;
};

std::string_view decoration_of(std::string_view line) {
  const auto open = line.find(" (");
  const auto close = line.rfind(')');
  return open == line.npos || close == line.npos || close < open ? std::string_view()
                                                                 : line.substr(open + 2, close - open - 2);
}

// The tag that is a version ("v2.42.1"), else one that ends in one ("deploy-2026.3"), else the first.
std::string tag_of(std::string_view decoration) {
  constexpr std::string_view kTag = "tag: ";
  std::string first, ending;
  for (std::string_view ref : base::split(decoration, ',')) {
    ref = base::trim(ref);
    if (!ref.starts_with(kTag)) continue;
    ref.remove_prefix(kTag.size());
    if (version_in(ref) == ref) return std::string(ref);
    if (ending.empty()) ending = version_of_ref(ref);
    if (first.empty()) first = std::string(ref);
  }
  return base::to_valid_utf8(ending.empty() ? first : ending);
}

// "Ana Ortiz <ana@...>" -> "Ana Ortiz"
std::string name_of(std::string_view person) {
  return base::to_valid_utf8(base::trim(person.substr(0, std::min(person.rfind(" <"), person.size()))));
}

// iso-strict, and iso: "2026-03-03 09:12:40 +0100".
std::optional<base::Instant> time_of(std::string_view written) {
  std::string text(written);
  const auto space = text.rfind(' ');
  if (space != text.npos && space > 10) text.erase(space, 1);
  return base::parse_rfc3339(text);
}

class LogReader {
 public:
  LogReader(const ReadOptions& options, FactSink& sink) : options_(options), sink_(sink) {}

  void read(std::string_view text) {
    const std::vector<Line> lines = lines_of(text);
    for (const Line& line : lines) take(line);
    close();
    if (strays_ > 0) {
      sink_.remark({stray_.number, 1, {}},
                   fmt::format("{} lines belong to no head or message of a commit; left out", strays_),
                   stray_.text);
    }
    if (commits_ == 0 && strays_ == 0) sink_.reject({}, "no commit stands in this log");
    if (commits_ == 0 && strays_ > 0)
      sink_.reject({stray_.number, 1, {}}, "no line 'commit <hash>' stands here");
    for (const std::string& parent : merged_parents_) {
      const auto known = hashes_.lower_bound(parent);
      if (known == hashes_.end() || !known->starts_with(parent)) continue;
      sink_.remark({}, fmt::format("the log has commits of merged branches ({}), which no one deployed by "
                                   "themselves; write it with --first-parent",
                                   short_sha(*known)));
      break;
    }
  }

 private:
  void take(const Line& line) {
    if (const auto hash = hash_of(line.text); !hash.empty()) {
      close();
      commit_ = Commit{line, hash, decoration_of(line.text), {}, {}, {}, {}, {}};
      part_ = Part::head;
      return;
    }
    if (line.text.starts_with(kRepository)) {
      close();
      repository_ = base::to_valid_utf8(base::trim(line.text.substr(kRepository.size())));
      return;
    }
    const bool is_blank = base::trim(line.text).empty();
    if (part_ == Part::outside) {
      if (!is_blank) stray(line);
    } else if (line.text.starts_with(kIndent) && (part_ == Part::message || part_ == Part::gap)) {
      add_message(line.text.substr(kIndent.size()));
    } else if (is_blank) {
      // The first blank line ends the head; another ends the message, but for one that belongs to it.
      if (part_ == Part::head) part_ = Part::gap;
      if (part_ == Part::message) add_message({});
    } else if (part_ == Part::head) {
      read_head(line);
    } else {
      part_ = Part::after;
      stray(line);
    }
  }

  void read_head(const Line& line) {
    const auto colon = line.text.find(':');
    const std::string_view key = line.text.substr(0, std::min(colon, line.text.size()));
    const std::string_view value =
        colon == line.text.npos ? std::string_view() : base::trim(line.text.substr(colon + 1));
    if (key == "Author") {
      commit_.author = value;
    } else if (key == "CommitDate") {
      commit_.committed = value;
    } else if (key == "Merge") {
      for (const std::string_view parent : base::split(value, ' ')) {
        if (!parent.empty()) commit_.parents.push_back(parent);
      }
    } else if (key != "AuthorDate" && key != "Commit" && key != "Date") {
      stray(line);
    }
  }

  void add_message(std::string_view text) {
    part_ = Part::message;
    if (commit_.subject.empty()) {
      commit_.subject = base::to_valid_utf8(base::trim(text));
    } else {
      commit_.body += base::to_valid_utf8(text) + '\n';
    }
  }

  void close() {
    if (part_ == Part::outside) return;
    part_ = Part::outside;
    ++commits_;
    hashes_.emplace(commit_.hash);
    for (std::size_t i = 1; i < commit_.parents.size(); ++i) {
      const std::string_view parent = commit_.parents[i].substr(0, commit_.parents[i].find("..."));
      if (parent.size() >= kShortestParent) merged_parents_.emplace(parent);
    }
    const model::Location where{commit_.line.number, 1, {}};
    if (commit_.committed.empty()) {
      return sink_.reject(where, "a commit without CommitDate; write the log with --pretty=fuller",
                          commit_.line.text);
    }
    const auto when = time_of(commit_.committed);
    if (!when) {
      return sink_.reject(
          where,
          fmt::format("CommitDate '{}' is no time such as 2026-03-03T09:12:40+01:00; write the "
                      "log with --date=iso-strict",
                      base::printable(commit_.committed)),
          commit_.line.text);
    }
    sink_.event(event_of(commit_, base::exact_moment(*when, commit_.committed), where));
  }

  model::Event event_of(const Commit& commit, base::Moment when, const model::Location& where) const {
    model::Event event;
    event.kind = model::EventKind::deploy;
    event.location = where;
    event.when = std::move(when);
    event.title = commit.subject.empty() ? "a commit without a message" : commit.subject;
    event.body = std::string(base::trim(commit.body));
    // A merge's own subject names the branch; what it brings stands below.
    const bool is_merge = event.title.starts_with("Merge ");
    const std::string told = is_merge ? event.body.substr(0, event.body.find('\n')) : event.title;
    event.deploy_kind = kind_of_commit(told);
    if (const int reverts = reverts_of(told); reverts % 2 == 1) {
      const auto open = told.find('"');
      const auto close = told.rfind('"');
      const std::string what = told.substr(open + 1, close > open ? close - open - 1 : told.npos);
      event.body = fmt::format("takes back: {}{}{}", what, event.body.empty() ? "" : "\n", event.body);
    }
    if (event.deploy_kind.empty() && is_merge) {
      const auto slash = event.title.rfind('/');
      if (slash != event.title.npos) event.deploy_kind = kind_of_sentence(event.title.substr(slash + 1));
    }
    if (event.deploy_kind.empty()) event.deploy_kind = "code";
    event.version = tag_of(commit.decoration);
    if (event.version.empty()) event.version = short_sha(commit.hash);
    event.actor = name_of(commit.author);
    event.update_id = std::string(commit.hash);
    model::Scope scope;
    scope.organisation = organisation_name({}, options_);
    scope.service = model::make_name(options_.service.empty() ? repository_ : options_.service);
    scope.cluster = model::cluster_name(options_.cluster).value_or(model::make_name(options_.cluster));
    if (scope != model::Scope{}) event.scopes = {scope};
    return event;
  }

  void stray(const Line& line) {
    if (strays_++ == 0) stray_ = line;
  }

  enum class Part { outside, head, gap, message, after };
  const ReadOptions& options_;
  FactSink& sink_;
  Part part_ = Part::outside;
  Commit commit_;
  std::string repository_;
  std::set<std::string> hashes_, merged_parents_;
  std::size_t commits_ = 0, strays_ = 0;
  Line stray_;
};

}  // namespace

Sniff sniff_git_log(const Input& input) {
  std::string_view text(input.bytes);
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view raw = text.substr(0, end);
    const std::string_view line = raw.ends_with('\r') ? raw.substr(0, raw.size() - 1) : raw;
    text.remove_prefix(std::min(end + 1, text.size()));
    if (base::trim(line).empty() || line.starts_with(kRepository)) continue;
    return hash_of(line).empty() ? Sniff::no : Sniff::certain;
  }
  return Sniff::no;
}

void read_git_log(const Input& input, const ReadOptions& options, FactSink& sink) {
  sink.source().organisation = organisation_name({}, options).label;
  LogReader(options, sink).read(input.bytes);
}

}  // namespace faultline::ingest::formats
