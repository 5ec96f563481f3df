// Scope: whose, where, what. Organisation, cluster and service; each may be empty = unknown.
//
// Names compare by slug and are shown by label: "Prod 2", "prod2" and "PROD-2" are all {prod-2}.
// A scope belongs to an organisation: two organisations' prod-1 are never one. Aliases come from the
// config (config.hpp) and are never guessed.
//
//   split_component_path("Prod 2 (Cloud Cost Management (CCM))")
//     -> group "Prod 2", services {"Cloud Cost Management (CCM)"}
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace faultline::model {

struct Name {
  std::string slug;   // empty = unknown
  std::string label;  // as the source writes it; the shorter, then the smaller, where two differ

  bool is_known() const { return !slug.empty(); }
  friend bool operator==(const Name& a, const Name& b) { return a.slug == b.slug; }
  friend auto operator<=>(const Name& a, const Name& b) { return a.slug <=> b.slug; }
};

struct Scope {
  Name organisation;
  Name cluster;
  Name service;
  Name group;  // a page's group of components that is no cluster ("Platform")
  friend bool operator==(const Scope&, const Scope&) = default;
  friend auto operator<=>(const Scope&, const Scope&) = default;
};

// Name{slug(label), label}; an empty or blank label is the unknown name.
Name make_name(std::string_view label);

// "prod2", "Prod 2", "Prod1 (US)", "PROD-2" -> {"prod-2", label}; absent where the text is no
// environment word (prod, production, staging, stage, dev, test, qa, uat, sandbox, demo, live, eu, us ...
// see scope.cpp) followed by a number.
std::optional<Name> cluster_name(std::string_view label);

// Scope of a group and a component of a status page: the group is a cluster where cluster_name knows it,
// else a group. Either may be empty.
Scope component_scope(const Name& organisation, std::string_view group, std::string_view component);

// A status page's list "A (x, y (Z)), B" with nested brackets -> {("A", "x"), ("A", "y (Z)"), ("", "B")}.
struct ComponentPath {
  std::string group;
  std::string component;
};
std::vector<ComponentPath> parse_affected_list(std::string_view text);

// "prod-2 / Cloud Cost Management (CCM)", "Platform / Builder", "(unknown scope)".
std::string to_string(const Scope& scope);

// Each known part of `query` equals that of `scope`.
bool covers(const Scope& query, const Scope& scope);

}  // namespace faultline::model
