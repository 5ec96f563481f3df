// Unwrapper: takes off what a container runtime puts around a line of a log.
//
//   2026-03-04T09:12:33.123456789Z stdout F <text>              Kubernetes CRI (containerd, CRI-O); P = to be
//   continued
//   {"log":"<text>\n","stream":"stdout","time":"2026-..."}      Docker's json-file
//   web-1  | [2026-... ]<text>                                  docker compose logs, maybe with --timestamps
//
// https://github.com/kubernetes/design-proposals-archive/blob/main/node/kubelet-cri-logging.md
// https://docs.docker.com/engine/logging/drivers/json-file/
//
// Parts of one line are joined, per stream, up to kMostLineBytes; Docker cuts at 16 KiB and marks a part by
// the missing "\n". What the text says is json_record or line_format.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "ingest/line_stream.hpp"

namespace faultline::ingest::logs {

struct Unwrapped {
  std::string_view text{};     // padded as a Line's is; lives until the next call
  std::string_view time{};     // the runtime's, as written; empty = none
  std::string_view service{};  // of docker compose, without the replica's number; empty = not told
  bool is_wrapped = false;
  bool is_part = false;      // kept; it comes out with its last part
  bool is_too_long = false;  // the joined parts; they are dropped
};

class Unwrapper {
 public:
  Unwrapper();
  ~Unwrapper();

  Unwrapped unwrap(std::string_view line);
  bool has_open_part() const;  // the input ended within a line
  void clear();

 private:
  struct Docker;
  Unwrapped unwrap_cri(std::string_view line, std::size_t time_end);
  Unwrapped unwrap_docker(std::string_view line);
  Unwrapped joined(std::size_t stream, std::string_view text, bool is_part, Unwrapped around);

  std::unique_ptr<Docker> docker_;
  std::array<std::string, 2> parts_;  // of stdout, of stderr
  std::string whole_;
};

}  // namespace faultline::ingest::logs
