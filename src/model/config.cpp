#include "model/config.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace faultline::model {

namespace {

// Two spellings of one cluster meet in this: "prod2" and "Prod 2" are prod-2.
std::string cluster_slug(std::string_view label) {
  const auto cluster = cluster_name(label);
  return cluster ? cluster->slug : base::slug(label);
}

std::string plain_slug(std::string_view label) {
  return base::slug(label);
}

Name canonical_organisation(const Config& config, const Name& organisation) {
  for (const auto& entry : config.organisations) {
    const auto is_it = [&](const std::string& label) { return base::slug(label) == organisation.slug; };
    if (is_it(entry.name) || std::any_of(entry.aliases.begin(), entry.aliases.end(), is_it)) {
      return make_name(entry.name);
    }
  }
  return organisation;
}

// The first entry that belongs to the organisation and knows the name. Both ways of telling a name are
// tried: its slug, and its label as written.
template <typename Slug>
const AliasConfig* find_alias(const Config& config, const std::vector<AliasConfig>& table,
                              const Name& organisation, const Name& name, Slug slug_of) {
  if (!name.is_known()) return nullptr;
  const auto entry = std::find_if(table.begin(), table.end(), [&](const AliasConfig& alias) {
    if (!alias.organisation.empty() &&
        canonical_organisation(config, make_name(alias.organisation)) != organisation) {
      return false;
    }
    const auto is_it = [&](const std::string& label) {
      const std::string slug = slug_of(label);
      return slug == name.slug || slug == slug_of(name.label);
    };
    return is_it(alias.name) || std::any_of(alias.aliases.begin(), alias.aliases.end(), is_it);
  });
  return entry != table.end() ? &*entry : nullptr;
}

}  // namespace

Scope resolve_aliases(const Config& config, Scope scope) {
  if (scope.organisation.is_known()) scope.organisation = canonical_organisation(config, scope.organisation);

  const auto cluster_of = [&](const Name& name) -> std::optional<Name> {
    const auto* entry = find_alias(config, config.clusters, scope.organisation, name, cluster_slug);
    if (entry == nullptr) return std::nullopt;
    return Name{cluster_slug(entry->name), std::string(base::trim(entry->name))};
  };
  if (auto cluster = cluster_of(scope.cluster)) {
    scope.cluster = std::move(*cluster);
  } else if (!scope.cluster.is_known()) {
    // A page's group, or a component that stands alone, is a cluster where the config says so.
    if (auto from_group = cluster_of(scope.group)) {
      scope.cluster = std::move(*from_group);
      scope.group = {};
    } else if (auto from_service = cluster_of(scope.service); from_service && !scope.group.is_known()) {
      scope.cluster = std::move(*from_service);
      scope.service = {};
    }
  }
  if (const auto* entry =
          find_alias(config, config.services, scope.organisation, scope.service, plain_slug)) {
    scope.service = make_name(entry->name);
  }
  return scope;
}

}  // namespace faultline::model
