// SourceBytes: the bytes of one source on their way to a reader: counted, digested, and compared with the
// contents that are known already, so that a source that has grown is noticed while it streams.
//
// Promises:
//  1. digest() is base::digest_of all bytes given out so far.
//  2. No read crosses the end of a known content. The read after that end says by continued() that the bytes
//     before it are that content. A source that ends there is the known one, not one that continues it.
//
//   known "a\nb\n", read "a\nb\nc\n":  read() -> "a\nb\n"; read() -> "c\n" and continued() is the known one
//
// What that means for lines is line_stream.hpp; who forgets what is reader.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "ingest/line_stream.hpp"

namespace faultline::ingest {

struct KnownContent {
  std::string digest;
  std::int64_t bytes = 0;
  std::string reader;  // that read it; empty = not told
};

class SourceBytes {
 public:
  SourceBytes(ReadBytes read, std::vector<KnownContent> known);

  std::size_t read(char* to, std::size_t size);
  const KnownContent* continued() const { return continued_; }  // of the last read; null = none
  std::string digest() const { return digester_.digest(); }
  std::int64_t bytes() const { return bytes_; }

 private:
  ReadBytes read_;
  std::vector<KnownContent> known_;  // by bytes
  std::size_t next_ = 0;             // of known_: the first that ends behind bytes_
  const KnownContent* ended_ = nullptr;
  const KnownContent* continued_ = nullptr;
  base::Digester digester_;
  std::int64_t bytes_ = 0;
};

}  // namespace faultline::ingest
