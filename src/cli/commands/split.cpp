// split: a part of an incident is one of its own, as a person knows.
#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/commands/correction.hpp"
#include "cli/lookup.hpp"

namespace faultline::cli {

namespace {

// What a person can name of an incident: the source of an anchor, or the anchor itself.
struct Member {
  std::string anchor, source;
};

std::vector<Member> members_of(const model::Report& report, const model::Incident& incident) {
  std::vector<Member> members;
  for (const std::string& anchor : incident.anchors) {
    Member member{anchor, {}};
    for (const model::Source& source : report.sources) {
      if (anchor.find(':' + source.digest + ':') != std::string::npos) member.source = source.name;
    }
    members.push_back(std::move(member));
  }
  return members;
}

bool is_named(const Member& member, const std::string& name) {
  if (member.anchor.starts_with(name)) return true;
  const std::string file = member.source.substr(member.source.find_last_of('/') + 1);
  return !member.source.empty() && (member.source == name || file == name);
}

class Split : public Command {
 public:
  void setup(Options& options) override {
    options.positionals("INC", incident_, Arity::one, "id, beginning of an id, title, or latest");
    options.positionals(
        "MEMBER", members_, Arity::some,
        "what becomes an incident of its own: the name of a source, or a member as this command "
        "lists them where it does not know one");
    correction_.setup(options);
  }

  int run(Session& session) override {
    store::Store store = session.open_store(store::OpenMode::write);
    const model::Report report = session.analyzed(store);
    const model::Incident& incident = incident_named(report, incident_.front());
    const std::vector<Member> all = members_of(report, incident);
    model::Annotation annotation = correction_.begin(session, incident);
    annotation.kind = model::AnnotationKind::split;
    for (const std::string& name : members_) {
      const std::size_t before = annotation.others.size();
      for (const Member& member : all) {
        if (is_named(member, name)) annotation.others.push_back(member.anchor);
      }
      if (annotation.others.size() == before) refuse(name, all, incident);
    }
    std::sort(annotation.others.begin(), annotation.others.end());
    annotation.others.erase(std::unique(annotation.others.begin(), annotation.others.end()),
                            annotation.others.end());
    if (annotation.others.size() == all.size()) {
      throw base::Error(
          fmt::format("these are all members of '{}'; name those that are to leave it", incident.id));
    }
    return write_correction(session, store, std::move(annotation));
  }

 private:
  [[noreturn]] static void refuse(const std::string& name, const std::vector<Member>& all,
                                  const model::Incident& incident) {
    std::string list;
    for (const Member& member : all)
      list += fmt::format("\n  {}{}{}", member.anchor, member.source.empty() ? "" : "  ", member.source);
    throw base::Error(fmt::format("'{}' is no member of '{}'; it has{}", name, incident.id, list));
  }

  std::vector<std::string> incident_, members_;
  CorrectionOptions correction_;
};

}  // namespace

std::unique_ptr<Command> make_split() {
  return std::make_unique<Split>();
}

}  // namespace faultline::cli
