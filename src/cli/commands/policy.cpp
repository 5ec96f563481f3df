// policy: the rules by which availability is counted: list them, show one, check a file.
#include <fmt/format.h>

#include <iostream>

#include "analyze/slo_import.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/parse.hpp"
#include "cli/policy_choice.hpp"
#include "cli/policy_file.hpp"
#include "cli/session.hpp"
#include "ingest/openslo.hpp"
#include "render/openslo.hpp"
#include "render/policy_report.hpp"

namespace faultline::cli {

namespace {

class Policy : public Command {
 public:
  void setup(Options& options) override {
    options.positionals("ACTION", arguments_, Arity::some,
                        "list; show NAME; check [FILE]; import FILE; export");
  }

  int run(Session& session) override {
    const std::string action = arguments_.front();
    const std::vector<std::string> names(arguments_.begin() + 1, arguments_.end());
    if (action == "list") return list(names, session);
    if (action == "show") return show(names, session);
    if (action == "check") return check(names, session);
    if (action == "import") return import_openslo(names, session);
    if (action == "export") return export_openslo(names, session);
    const std::vector<std::string> known{"list", "show", "check", "import", "export"};
    throw base::Error(fmt::format("no action '{}'{}", action, suggestion(action, known)));
  }

 private:
  static int list(const std::vector<std::string>& names, Session& session) {
    if (!names.empty()) throw base::Error("policy list takes no name; policy show NAME does");
    std::vector<model::Policy> policies;
    for (const std::string& name : policy_names(session.config()))
      policies.push_back(policy_named(session.config(), name));
    session.out() << (session.format() == "json" ? render::policies_json(policies)
                                                 : render::policies_table(policies, session.style()));
    return kDone;
  }

  static int show(const std::vector<std::string>& names, Session& session) {
    if (names.empty()) throw base::Error("policy show needs a name; policy list tells them");
    std::vector<model::Policy> policies;
    for (const std::string& name : names) policies.push_back(policy_named(session.config(), name));
    if (session.format() == "json") {
      session.out() << render::policies_json(policies);
      return kDone;
    }
    for (std::size_t i = 0; i < policies.size(); ++i)
      session.out() << (i > 0 ? "\n" : "") << render::policy_text(policies[i], session.style());
    return kDone;
  }

  // Without a file: the config's. A file that does not fit is the answer "no".
  static int check(const std::vector<std::string>& files, Session& session) {
    std::vector<model::Policy> policies;
    int code = kDone;
    const auto tell = [&](const std::string& path, const model::Policy& policy) {
      policies.push_back(policy);
      if (session.format() != "json")
        session.out() << fmt::format("{}: {}\n", path, render::one_line(model::describe(policy)));
    };
    try {
      if (files.empty()) {
        const model::Config& config = session.config();
        tell(config.path.empty() ? "(defaults)" : config.path, config.policy);
        for (const model::Policy& policy : config.policies) tell(config.path, policy);
      }
    } catch (const base::Error& error) {
      session.err() << base::printable(error.what()) << '\n';
      code = kAnswerNo;
    }
    for (const std::string& file : files) {
      const std::string text = read_file(file);
      try {
        tell(file, parse_policy_file(text, file));
      } catch (const base::Error& error) {
        session.err() << base::printable(error.what()) << '\n';
        code = kAnswerNo;
      }
    }
    if (session.format() == "json") session.out() << render::policies_json(policies);
    return code;
  }

  // OpenSLO documents as tables to paste into the config; what is not understood goes to standard error.
  static int import_openslo(const std::vector<std::string>& files, Session& session) {
    if (files.empty()) throw base::Error("policy import needs a file of OpenSLO documents");
    bool has_problems = false;
    std::vector<model::Objective> objectives;
    std::vector<model::Policy> policies;
    std::string remarks;
    for (const std::string& file : files) {
      const auto sink = [&](const base::Diagnostic& diagnostic) {
        has_problems = true;
        session.err() << base::format_diagnostic(diagnostic);
      };
      for (const analyze::SloImport& each :
           analyze::import_slos(ingest::read_openslo(read_file(file), file, sink))) {
        remarks += fmt::format("# {}: {}\n", render::one_line(each.slo.name),
                               render::one_line(analyze::budget_words(each.slo)));
        for (const std::string& remark : each.remarks)
          remarks += fmt::format("#   {}\n", render::one_line(remark));
        objectives.push_back(each.objective);
        if (each.policy)
          policies.push_back(*each.policy);
        else
          objectives.back().policy.clear();  // counted by [policy]
      }
    }
    session.out() << remarks << (remarks.empty() ? "" : "\n")
                  << render::objectives_toml(objectives, policies);
    return has_problems ? kAnswerNo : kDone;
  }

  // The config's objectives as OpenSLO; without any the default one.
  static int export_openslo(const std::vector<std::string>& names, Session& session) {
    if (!names.empty()) throw base::Error("policy export takes no name: it writes the config's objectives");
    const model::Config& config = session.config();
    std::vector<model::Policy> policies{config.policy};
    policies.insert(policies.end(), config.policies.begin(), config.policies.end());
    std::vector<model::Objective> objectives = config.objectives;
    if (objectives.empty()) {
      objectives.emplace_back();
      objectives.back().name = "default";
      objectives.back().target = config.policy.target;
      objectives.back().target_text = config.policy.target_text;
    }
    session.out() << render::openslo_yaml(objectives, policies);
    return kDone;
  }

  std::vector<std::string> arguments_;
};

}  // namespace

std::unique_ptr<Command> make_policy() {
  return std::make_unique<Policy>();
}

}  // namespace faultline::cli
