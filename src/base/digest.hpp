// Digest: the identity of a source's content, XXH3-128 as 32 hex digits.
//
// Fast enough to keep up with a reader; it identifies, it does not protect. Seals use SHA-256.
//
//   Digester digester;
//   digester.add("fault"), digester.add("line");
//   digester.digest() == digest_of("faultline")
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace faultline::base {

std::string digest_of(std::string_view bytes);

// The same of bytes that come in pieces; the sizes of the pieces make no difference.
class Digester {
 public:
  Digester();
  void add(std::string_view bytes);
  std::string digest() const;  // of all bytes so far; more may be added after

 private:
  struct Free {
    void operator()(void* state) const;
  };
  std::unique_ptr<void, Free> state_;
};

}  // namespace faultline::base
