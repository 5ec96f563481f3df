#include "cli/config_check.hpp"

#include <fmt/format.h>

#ifndef VALIJSON_USE_EXCEPTIONS
#define VALIJSON_USE_EXCEPTIONS \
  1  // its CMake target sets it; another setting would not link with exceptions on
#endif
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "base/embedded.hpp"
#include "base/text.hpp"

namespace faultline::cli {
namespace {

using Json = nlohmann::json;

std::vector<std::string> keys_of(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

std::string escaped(const std::string& key) {  // RFC 6901
  return base::replace_all(base::replace_all(key, "~", "~0"), "/", "~1");
}

// A table whose keys are names that its writer chose: [policies.NAME].
bool has_free_keys(const Json& schema) {
  return schema.contains("additionalProperties") && schema["additionalProperties"].is_object();
}

// valijson names only the first unknown key of a table, so they are looked for here.
void find_unknown_keys(const Json& schema, const Json& value, const std::string& pointer,
                       const TomlDocument& document, std::vector<ConfigProblem>& problems) {
  if (value.is_array() && schema.contains("items")) {
    for (std::size_t i = 0; i < value.size(); ++i)
      find_unknown_keys(schema["items"], value[i], fmt::format("{}/{}", pointer, i), document, problems);
    return;
  }
  if (!value.is_object()) return;
  if (has_free_keys(schema)) {
    for (const auto& [key, child] : value.items())
      find_unknown_keys(schema["additionalProperties"], child, pointer + "/" + escaped(key), document,
                        problems);
    return;
  }
  if (!schema.contains("properties")) return;
  const Json& known = schema["properties"];
  for (const auto& [key, child] : value.items()) {
    const std::string child_pointer = pointer + "/" + escaped(key);
    if (known.contains(key)) {
      find_unknown_keys(known[key], child, child_pointer, document, problems);
      continue;
    }
    const std::vector<std::string> candidates = keys_of(known);
    const auto hint = base::nearest(key, candidates);
    problems.push_back(
        {document.key_place(child_pointer),
         hint ? fmt::format("unknown key '{}'; did you mean '{}'?", key, *hint)
              : fmt::format("unknown key '{}'; known here: {}", key, base::join(candidates, ", ")),
         child_pointer});
  }
}

// "<root>", "[objective]", "[0]", "[target]" -> objective, 0, target.
std::vector<std::string> path_of(const std::vector<std::string>& context) {
  std::vector<std::string> path;
  for (const std::string& part : context)
    if (part.size() >= 2 && part.front() == '[') path.push_back(part.substr(1, part.size() - 2));
  return path;
}

const Json* schema_at(const Json& schema, const std::vector<std::string>& path) {
  const Json* node = &schema;
  for (const std::string& step : path) {
    const bool is_list = node->contains("items");
    if (!is_list && has_free_keys(*node)) {
      node = &(*node)["additionalProperties"];
      continue;
    }
    if (!is_list && !(node->contains("properties") && (*node)["properties"].contains(step))) return nullptr;
    node = is_list ? &(*node)["items"] : &(*node)["properties"][step];
  }
  return node;
}

std::string pointer_of(const std::vector<std::string>& path) {
  std::string pointer;
  for (const std::string& step : path) pointer += "/" + escaped(step);
  return pointer;
}

// The last step that is a name: "aliases" of aliases/2.
std::string name_of(const std::vector<std::string>& path) {
  for (auto step = path.rbegin(); step != path.rend(); ++step)
    if (step->find_first_not_of("0123456789") != std::string::npos) return *step;
  return {};
}

void add_problem(const valijson::ValidationResults::Error& error, const Json& schema,
                 const TomlDocument& document, std::vector<ConfigProblem>& problems) {
  const std::vector<std::string> path = path_of(error.context);
  const std::string pointer = pointer_of(path);
  const Json* node = schema_at(schema, path);
  if (node == nullptr || !document.json.contains(Json::json_pointer(pointer)))
    return;  // an unknown key's inside
  const Json& value = document.json.at(Json::json_pointer(pointer));

  if (value.is_object() && node->contains("required")) {
    for (const Json& key : (*node)["required"])
      if (!value.contains(key))
        problems.push_back({document.value_place(pointer),
                            fmt::format("'{}' needs a '{}'", name_of(path), key.get<std::string>()),
                            {}});
    return;
  }
  // A parent's error only repeats that a child has one.
  const bool is_parent = (value.is_object() && (node->contains("properties") || has_free_keys(*node))) ||
                         (value.is_array() && node->contains("items"));
  if (is_parent) return;
  problems.push_back({document.value_place(pointer),
                      fmt::format("'{}' cannot be {}; wanted: {}", name_of(path), value.dump(),
                                  node->value("description", "another value")),
                      pointer});
}

Json policy_schema() {
  return Json::parse(base::embedded("schemas/json/policy_config.schema.json"));
}

// In its place in the config's schema, with the description that is there.
void put_policy_schema(Json& place) {
  Json schema = policy_schema();
  schema["description"] = place["description"];
  place = std::move(schema);
}

std::vector<ConfigProblem> check(const Json& schema_json, const TomlDocument& document) {
  valijson::Schema schema;
  valijson::SchemaParser().populateSchema(valijson::adapters::NlohmannJsonAdapter(schema_json), schema);
  std::vector<ConfigProblem> problems;
  find_unknown_keys(schema_json, document.json, "", document, problems);
  valijson::ValidationResults results;
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(document.json), &results);
  for (const auto& error : results) add_problem(error, schema_json, document, problems);
  return problems;
}

}  // namespace

std::vector<ConfigProblem> check_config(const TomlDocument& document) {
  Json schema = Json::parse(base::embedded("schemas/json/config.schema.json"));
  Json& properties = schema["properties"];
  put_policy_schema(properties["policy"]);
  put_policy_schema(properties["policies"]["additionalProperties"]);
  return check(schema, document);
}

std::vector<ConfigProblem> check_policy(const TomlDocument& document) {
  return check(policy_schema(), document);
}

}  // namespace faultline::cli
