#include "store/facts_key.hpp"

#include "base/digest.hpp"

namespace faultline::store {

namespace {

int hex_value(char digit) {
  return digit <= '9' ? digit - '0' : digit - 'a' + 10;
}

std::string exclusive_or(std::string key, std::string_view other) {
  for (std::size_t i = 0; i < key.size(); ++i) {
    key[i] = "0123456789abcdef"[hex_value(key[i]) ^ hex_value(other[i])];
  }
  return key;
}

std::string last_key(const Database& database, std::string_view sql) {
  const std::string key = database.text(sql);
  return key.empty() ? std::string(kNoFacts) : key;
}

}  // namespace

std::string combined_key(std::string key, std::string_view name) {
  return exclusive_or(std::move(key), base::digest_of(name));
}

std::string sources_key(const Database& database) {
  return last_key(database, "SELECT facts_key FROM source ORDER BY id DESC LIMIT 1");
}

std::string annotations_key(const Database& database) {
  return last_key(database, "SELECT annotations_key FROM annotation ORDER BY row DESC LIMIT 1");
}

std::string facts_key(const Database& database) {
  return exclusive_or(sources_key(database), annotations_key(database));
}

}  // namespace faultline::store
