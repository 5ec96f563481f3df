#include "cli/config_file.hpp"

namespace faultline::cli {

std::string initial_config() {
  return R"(# faultline.toml: what Faultline cannot know from the sources. Everything is optional; a line that begins
# with "# " and a key shows its default or an example. Checked on every run, errors with line and column.

# The zone of documents that tell none. Without it their times stay zoneless, and nothing is guessed.
# zone = "Europe/Madrid"

# Whose incidents these are. Aliases are other names of the same organisation.
# [[organisation]]
# name = "Tidepool"
# aliases = ["Tidepool Inc."]
# zone = "America/New_York"      # before the zone above

# Clusters and services known under several names. Names compare without case and punctuation:
# "Prod 2", "prod2" and "PROD-2" are one without an alias.
# [[cluster]]
# name = "prod-1"
# organisation = "Tidepool"      # without it: of any organisation
# aliases = ["US production"]

# [[service]]
# name = "Billing"
# aliases = ["Customer Billing", "billing-api"]
# since = "2026-04-10"           # nothing before that day is measured
# calls = ["Ledger"]             # an anomaly of Ledger may show in Billing

# How availability is counted; docs/policies.md tells every field, `faultline policy list` the shipped ones.
[policy]
# preset = "statuspage"          # begin with a shipped policy
# name = "default"               # printed beside the numbers
ledger = "fused"                 # declared, observed, stated or fused
zone = "UTC"                     # in which months begin and end
decimals = 4                     # of a percentage; always truncated, never rounded

# How much of a second counts as downtime, in tenths.
[policy.weights]
major = 1.0
partial = 0.3
degraded = 0.0
maintenance = 0.0

# Another policy, for objectives and for sla --under.
# [policies.contract]
# preset = "gce"
# minimum_consecutive = "5m"

# Targets in percent; the first that fits a row counts, the policy's own (99.9) where none does.
# [[objective]]
# organisation = "Tidepool"
# cluster = "prod-1"
# service = "Billing"            # names, or patterns such as "prod-*"
# target = "99.95"
# policy = "contract"            # counted by that one

# What faultline export sla --due writes, and where to (docs/sla-exports.md).
# [[export]]
# to = "reports"                 # relative to this file
# every = "month"                # month, quarter or year
# as = ["csv", "html"]           # csv, json, xlsx, md, html, openmetrics

# Logs. Where a line's parts stand, tried before the usual spellings (docs/logs.md); "a.b" is b inside a.
[logs]
latency_unit = "ms"              # of a field whose name tells none: s, ms, us or ns

# [logs.fields]
# service = ["labels.team_app"]
# latency = ["took_us"]

# Whose request it is where the line names no service: the longest prefix of its path counts.
# [[logs.paths]]
# prefix = "/api/checkout"
# service = "Checkout"

# How long an alert's condition holds before it fires, where the alert does not say.
# [[alert]]
# name = "CheckoutErrors"
# for = "5m"

# Words of your own documents, beside the built-in ones (docs/documents.md).
# [words]
# impact_start = ["lamp went|turned red"]
# detected = ["siren ~ rang"]
# timeline = ["ablauf"]          # a heading

# What logs call an outage: the share of failed (or missing) requests in a window.
[observed]
partial_share = 0.1
major_share = 0.5
allowed_false_alarms = 1         # in the whole run; fewer make short windows harder to see

[draft]
template = "postmortem"          # postmortem, customer, executive, or the path of a .mustache file
)";
}

}  // namespace faultline::cli
