// Config: what faultline.toml says, with defaults for all of it. Read in cli/config_file.
#pragma once

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

struct Config {
  std::string path;  // empty = defaults
  std::vector<OrganisationConfig> organisations;
  std::vector<AliasConfig> clusters;
  std::vector<AliasConfig> services;
  std::string zone;  // for documents without one; empty = unknown stays unknown
  Policy policy;
  std::vector<Objective> objectives;  // first match wins; then the default objective
  std::string draft_template = "postmortem";
};

// The canonical scope: organisation, cluster and service replaced by what their alias tables say.
Scope resolve_aliases(const Config& config, Scope scope);

}  // namespace faultline::model
