// export: the SLA of complete periods as files.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/export_files.hpp"
#include "cli/export_schedule.hpp"
#include "cli/lookup.hpp"
#include "cli/parse.hpp"
#include "cli/session.hpp"

namespace faultline::cli {

namespace {

constexpr int kMostCatchUp = 120;

std::vector<std::string> names_in(const std::string& list) {
  std::vector<std::string> names;
  for (const std::string_view part : base::split(list, ',')) {
    const std::string name(base::trim(part));
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

// Throws base::Error where one is none of `known`.
void check_names(std::string_view option, const std::vector<std::string>& names,
                 const std::vector<std::string>& known) {
  for (const std::string& name : names) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      throw base::Error(fmt::format("{} '{}' is none of {}{}", option, name, base::join(known, ", "),
                                    suggestion(name, known)));
    }
  }
}

// What became of one file.
struct Written {
  std::string schedule;  // empty = asked for on the command line
  std::string period, path, state;
  std::string message;  // why it failed
};

class Export : public Command {
 public:
  void setup(Options& options) override {
    options.positionals("WHAT", what_, Arity::one, "what to export", {"sla"});
    options.value("--period", period_, "P", "2021-03, or last-month (default), -quarter, -year");
    options.flag("--due", due_, "what [[export]] of the config still owes");
    options.value("--catch-up", catch_up_, "N", "with --due: at most N periods back");
    options.file("--to", to_, "DIR", "folder of the files");
    options.value("--as", as_, "LIST", "of csv, json, xlsx, md, html, openmetrics");
    options.value("--by", by_, "LIST", "rows of cluster, service or both (default)");
    options.value("--organisation", organisation_, "NAME", "only this organisation");
    options.value("--cluster", cluster_, "NAME", "only this cluster");
    options.value("--service", service_, "NAME", "only this service");
    options.value("--under", under_, "LIST", "policies to count by");
  }

  int run(Session& session) override {
    check_options();
    const store::Store store = session.open_store(store::OpenMode::read);
    const model::Report report = session.analyzed(store);
    if (due_) {
      if (session.config().exports.empty())
        throw base::Error("the config has no [[export]]: nothing is ever due; see docs/sla-exports.md");
      for (const model::ExportConfig& schedule : session.config().exports)
        attempt(schedule.name, [&] { export_due(session, store, report, schedule); });
    } else {
      export_asked(session, store, report);
    }
    session.out() << (session.format() == "json" ? json() : text());
    for (const std::string& message : messages_) session.err() << "faultline: " << message << '\n';
    return code_;
  }

 private:
  void check_options() const {
    if (due_) {
      for (const std::string* option :
           {&period_, &to_, &as_, &by_, &organisation_, &cluster_, &service_, &under_}) {
        if (!option->empty())
          throw base::Error(
              "--due takes all but --catch-up from the config's [[export]]; leave the rest out");
      }
    } else {
      if (to_.empty()) throw base::Error("--to is missing: which folder shall the files go to?");
      if (!catch_up_.empty()) throw base::Error("--catch-up goes with --due");
    }
    if (!catch_up_.empty()) catch_up_count();
  }

  // One schedule's trouble is no other's.
  template <typename Work>
  void attempt(const std::string& name, const Work& work) {
    try {
      work();
    } catch (const store::LockedError& error) {
      messages_.push_back(fmt::format("export '{}': {}", name, base::printable(error.what())));
      if (code_ == kDone) code_ = kLocked;
    } catch (const base::Error& error) {
      messages_.push_back(fmt::format("export '{}': {}", name, base::printable(error.what())));
      code_ = kFailed;
    }
  }

  void export_asked(Session& session, const store::Store& store, const model::Report& report) {
    ExportQuery query;
    query.policies = names_in(under_);
    const std::vector<base::Zone> zones = zones_of(session.config(), query.policies);
    query.period = period_.empty() ? "last-month" : period_;
    if (query.period.starts_with("last-")) {
      const auto every = parse_every(std::string_view(query.period).substr(5));
      if (!every) {
        throw base::Error(
            fmt::format("--period '{}' is none; write last-month, last-quarter or last-year", query.period));
      }
      query.period = complete_periods(zones, *every, session.now(), 1).at(0);
    }
    query.organisation = known_slug(report, ScopePart::organisation, organisation_);
    query.cluster = known_slug(report, ScopePart::cluster, cluster_);
    query.service = known_slug(report, ScopePart::service, service_);
    const std::vector<std::string> by = names_in(by_);
    check_names("--by", by, {"cluster", "service"});
    if (!by.empty()) {
      query.with_clusters = std::find(by.begin(), by.end(), "cluster") != by.end();
      query.with_services = std::find(by.begin(), by.end(), "service") != by.end();
    }
    const std::vector<std::string> formats = as_.empty() ? std::vector<std::string>{"csv"} : names_in(as_);
    check_names("--as", formats, export_formats());
    // Before the folder is made: a period that is none leaves nothing behind.
    const model::SlaResult result = exported_rows(session, store, report, query);
    OutputFolder folder(to_);
    write_files(folder, "", query, formats, result);
  }

  void export_due(Session& session, const store::Store& store, const model::Report& report,
                  const model::ExportConfig& schedule) {
    ExportQuery query;
    query.policies = schedule.policies;
    query.organisation = known_slug(report, ScopePart::organisation, schedule.organisation);
    query.cluster = known_slug(report, ScopePart::cluster, schedule.cluster);
    query.service = known_slug(report, ScopePart::service, schedule.service);
    check_names("formats", schedule.formats, export_formats());
    const auto every = parse_every(schedule.every);
    if (!every)
      throw base::Error(fmt::format("every = '{}' is none of month, quarter, year", schedule.every));
    const auto periods = complete_periods(zones_of(session.config(), query.policies), *every, session.now(),
                                          catch_up_.empty() ? schedule.catch_up : catch_up_count());
    // A path of the config is relative to it; an absolute one stays.
    const std::filesystem::path beside = std::filesystem::path(session.config_path()).parent_path();
    OutputFolder folder((beside / schedule.directory).string());
    for (const std::string& period : periods) {
      query.period = period;
      const auto has = [&](const std::string& format) { return folder.has(file_name(query, format)); };
      const Owed owed = owed_formats(schedule.formats, period == periods.back(), has);
      up_to_date(folder, schedule.name, query, owed.there);
      if (owed.wanted.empty()) continue;
      attempt(schedule.name, [&] {
        write_files(folder, schedule.name, query, owed.wanted, exported_rows(session, store, report, query));
      });
    }
  }

  int catch_up_count() const {
    int count = 0;
    const char* const end = catch_up_.data() + catch_up_.size();
    const auto [stop, error] = std::from_chars(catch_up_.data(), end, count);
    if (error != std::errc() || stop != end || count < 1 || count > kMostCatchUp)
      throw base::Error(fmt::format("--catch-up '{}' is no number from 1 to {}", catch_up_, kMostCatchUp));
    return count;
  }

  void up_to_date(const OutputFolder& folder, const std::string& schedule, const ExportQuery& query,
                  const std::vector<std::string>& formats) {
    for (const std::string& format : formats)
      files_.push_back({schedule, query.period, folder.path_of(file_name(query, format)), "up to date", ""});
  }

  void write_files(OutputFolder& folder, const std::string& schedule, const ExportQuery& query,
                   const std::vector<std::string>& formats, const model::SlaResult& result) {
    const auto provisional = std::count_if(result.rows.begin(), result.rows.end(),
                                           [](const model::SlaRow& row) { return row.is_provisional; });
    if (result.rows.empty()) messages_.push_back(fmt::format("period {}: no rows", query.period));
    if (provisional > 0) {
      messages_.push_back(fmt::format("period {}: {} of {} rows are provisional: they may still change",
                                      query.period, provisional, result.rows.size()));
    }
    for (const std::string& format : export_formats()) {
      if (std::find(formats.begin(), formats.end(), format) == formats.end()) continue;
      const std::string name = file_name(query, format);
      Written& file = files_.emplace_back(Written{schedule, query.period, folder.path_of(name), "", ""});
      try {
        const auto put = write_export(folder, name, format, result);
        file.state = put == OutputFolder::Put::written ? "wrote" : "unchanged";
      } catch (const base::Error& error) {
        file.state = "failed";
        file.message = base::printable(error.what());
        messages_.push_back(file.message);
        code_ = kFailed;
      }
    }
  }

  std::string text() const {
    std::string text;
    for (const Written& file : files_)
      text += fmt::format("{:<10}  {}\n", file.state, base::printable(file.path));
    return text;
  }

  std::string json() const {
    nlohmann::ordered_json json = {{"files", nlohmann::ordered_json::array()}, {"exit_code", code_}};
    for (const Written& file : files_) {
      nlohmann::ordered_json row = {{"period", file.period}, {"path", file.path}, {"state", file.state}};
      if (!file.schedule.empty()) row["schedule"] = file.schedule;
      if (!file.message.empty()) row["message"] = file.message;
      json["files"].push_back(row);
    }
    json["messages"] = messages_;
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
  }

  std::vector<std::string> what_;
  std::string period_, catch_up_, to_, as_, by_, organisation_, cluster_, service_, under_;
  bool due_ = false;
  std::vector<Written> files_;
  std::vector<std::string> messages_;
  int code_ = kDone;
};

}  // namespace

std::unique_ptr<Command> make_export() {
  return std::make_unique<Export>();
}

}  // namespace faultline::cli
