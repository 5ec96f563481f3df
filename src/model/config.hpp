// Config: what faultline.toml says, with defaults for all of it. Read in cli/config_file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/sla.hpp"

namespace faultline::model {

struct OrganisationConfig {
  std::string name;  // label
  std::vector<std::string> aliases;
  std::string zone;  // for documents without one
};

// A cluster or service known under several names.
struct AliasConfig {
  std::string organisation;          // empty = any
  std::string name;                  // canonical label
  std::vector<std::string> aliases;  // compared by slug
};

// Where the parts of a log line stand: names of fields, tried in order; a dot goes into an object, and a
// field that is itself called so ("service.name") is found as well. Built-in spellings follow the configured
// ones.
struct LogFields {
  std::vector<std::string> time, cluster, service, status, level, latency, version, message;
};

// Which service a request belongs to where the line names none: the longest prefix of its path wins.
struct PathRule {
  std::string prefix;  // "/api/checkout"
  std::string service;
  std::string cluster;  // empty = as told elsewhere
};

struct LogConfig {
  LogFields fields;
  std::vector<PathRule> paths;
  std::string latency_unit;  // of a field that names none ("latency"): "s", "ms", "us", "ns"; empty = ms
};

// A service that calls others: an anomaly of a callee may have its trigger in the callee's deploy.
struct CallConfig {
  std::string organisation;  // empty = any
  std::string service;
  std::vector<std::string> calls;
};

// What the observed ledger calls a level: the least share of failed (or missing) requests in a window.
// Defaults and their reasons: docs/observed.md.
struct ObservedConfig {
  double partial_share = 0.1;
  double major_share = 0.5;
  double allowed_false_alarms = 1;  // in the whole run
};

// How long an alert's condition held before it fired, where the alert does not say ("for: 5m").
struct AlertConfig {
  std::string name;
  std::int64_t pending_seconds = 0;
};

// Phrases that a team's own documents use, beside the built-in ones (docs/documents.md, "Your own words").
struct WordsConfig {
  std::string about;  // a milestone's kind, a level, "impact", "planned" or "timeline"
  std::vector<std::string> phrases;
};

// What `faultline export --due` owes, and where to.
struct ExportConfig {
  std::string name;                            // of the schedule, for messages
  std::string directory;                       // relative to the config file
  std::string every = "month";                 // month, quarter or year
  std::vector<std::string> formats;            // csv, json, xlsx, md, html, openmetrics
  std::vector<std::string> policies;           // empty = as the objectives say
  std::string organisation, cluster, service;  // empty = all
  int catch_up = 3;                            // at most so many complete periods back
};

struct Config {
  std::string path;  // empty = defaults
  std::vector<OrganisationConfig> organisations;
  std::vector<AliasConfig> clusters;
  std::vector<AliasConfig> services;
  std::string zone;                   // for documents without one; empty = unknown stays unknown
  Policy policy;                      // [policy]
  std::vector<Policy> policies;       // [policies.NAME], by name
  std::vector<Objective> objectives;  // the first that fits a row counts; then the policy's own target
  std::vector<ServiceStart> starts;   // `since` of [[service]] and [[cluster]]
  std::vector<ExportConfig> exports;
  std::string draft_template = "postmortem";
  LogConfig logs;
  std::vector<CallConfig> calls;
  std::vector<AlertConfig> alerts;
  ObservedConfig observed;
  std::vector<WordsConfig> words;
};

// The canonical scope: organisation, cluster and service replaced by what their alias tables say.
Scope resolve_aliases(const Config& config, Scope scope);

}  // namespace faultline::model
