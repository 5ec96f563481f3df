#include "ingest/archive.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <cstring>
#include <memory>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"

namespace faultline::ingest {

namespace {

constexpr int kMaxDepth = 3;
constexpr std::size_t kRatioFloor = std::size_t{1} << 20;  // small files may be packed as well as they like

enum class Packing { none, compressed, tar, zip };

// Magic bytes: RFC 1952, RFC 8878, the xz and bzip2 format notes, PKWARE APPNOTE, POSIX ustar.
Packing packing_of(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\x1f\x8b"sv) || bytes.starts_with("\x28\xb5\x2f\xfd"sv) ||
      bytes.starts_with("\xfd"
                        "7zXZ\0"sv)) {
    return Packing::compressed;
  }
  if (bytes.starts_with("BZh"sv) && bytes.size() >= 10 &&
      (bytes.substr(4, 6) == "1AY&SY"sv || bytes.substr(4, 6) == "\x17\x72\x45\x38\x50\x90"sv)) {
    return Packing::compressed;
  }
  if (bytes.starts_with("PK\x03\x04"sv) || bytes.starts_with("PK\x05\x06"sv)) return Packing::zip;
  if (bytes.size() >= 512 && bytes.substr(257, 5) == "ustar"sv) return Packing::tar;
  return Packing::none;
}

struct ArchiveCloser {
  void operator()(archive* a) const { archive_read_free(a); }
};

// Members named by a path outside the archive are named by their last part only.
std::string safe_name(std::string_view path) {
  const bool escapes = path.starts_with('/') || path.starts_with('\\') || path.find("..") != path.npos ||
                       (path.size() > 1 && path[1] == ':');
  if (!escapes) return base::printable(path);
  const auto cut = path.find_last_of("/\\");
  return base::printable(cut == path.npos ? path : path.substr(cut + 1));
}

bool is_hidden(std::string_view path) {
  for (const auto part : base::split(path, '/')) {
    if (part == "__MACOSX" || (part.starts_with('.') && part != "." && part != "..")) return true;
  }
  return false;
}

class Expander {
 public:
  Expander(const Input& outermost, const base::DiagnosticSink& diagnose,
           const std::function<void(Input&&)>& each)
      : diagnose_(diagnose), each_(each), allowed_(outermost.bytes.size() * kMaxRatio) {
    if (allowed_ < kRatioFloor) allowed_ = kRatioFloor;
  }

  void expand(const Input& packed, int depth) {
    const Packing packing = packing_of(packed.bytes);
    const std::unique_ptr<archive, ArchiveCloser> handle(archive_read_new());
    archive* a = handle.get();
    if (packing == Packing::compressed) {
      archive_read_support_filter_gzip(a);
      archive_read_support_filter_zstd(a);
      archive_read_support_filter_xz(a);
      archive_read_support_filter_bzip2(a);
      archive_read_support_format_raw(a);
      archive_read_support_format_empty(a);  // bids on no bytes at all
    }
    if (packing != Packing::zip) archive_read_support_format_tar(a);
    if (packing == Packing::zip) archive_read_support_format_zip(a);
    if (archive_read_open_memory(a, packed.bytes.data(), packed.bytes.size()) != ARCHIVE_OK) {
      tell(base::Severity::warning, packed.name, fmt::format("cannot be unpacked: {}", reason(a)));
      return;
    }
    std::int64_t skipped = 0;
    bool goes_on = true;
    while (goes_on) {
      archive_entry* entry = nullptr;
      const int result = archive_read_next_header(a, &entry);
      if (result == ARCHIVE_EOF) {
        if (members_ == 0 && packing == Packing::compressed) each_(Input{packed.name, {}});
        break;
      }
      if (result < ARCHIVE_WARN) {
        tell(base::Severity::warning, packed.name,
             fmt::format("cut or damaged: {}; what stands before is read", reason(a)));
        break;
      }
      if (++members_ > kMaxMembers) {
        tell(base::Severity::warning, packed.name,
             fmt::format("more than {} members; the rest is left out", kMaxMembers));
        break;
      }
      const bool is_raw = archive_format(a) == ARCHIVE_FORMAT_RAW;
      const char* path = archive_entry_pathname_utf8(entry);
      if (!path) path = archive_entry_pathname(entry);
      const std::string member = path ? path : fmt::format("member-{}", members_);
      if (!is_raw && archive_entry_filetype(entry) == AE_IFDIR) continue;
      if (!is_raw && (archive_entry_filetype(entry) != AE_IFREG || is_hidden(member))) {
        ++skipped;
        continue;
      }
      goes_on =
          read_member(a, packed.name, is_raw ? packed.name : packed.name + "!" + safe_name(member), depth);
    }
    if (skipped > 0) {
      tell(base::Severity::note, packed.name,
           fmt::format("{} {} skipped: hidden, links or devices", skipped,
                       skipped == 1 ? "member" : "members"));
    }
  }

 private:
  static std::string reason(archive* a) {
    const char* text = archive_error_string(a);
    return base::printable(text ? text : "unknown reason");
  }

  void tell(base::Severity severity, const std::string& source, std::string message) {
    base::Diagnostic diagnostic;
    diagnostic.severity = severity;
    diagnostic.source = source;
    diagnostic.message = std::move(message);
    diagnose_(diagnostic);
  }

  // False where the archive must not be read on.
  bool read_member(archive* a, const std::string& archive_name, std::string name, int depth) {
    Input input{std::move(name), {}};
    bool goes_on = true;
    while (true) {
      // Block by block: archive_read_data would lose what it had copied before an error.
      const void* block = nullptr;
      std::size_t size = 0;
      la_int64_t offset = 0;
      const int result = archive_read_data_block(a, &block, &size, &offset);
      if (result == ARCHIVE_EOF) break;
      if (result == ARCHIVE_RETRY) continue;
      if (result < ARCHIVE_WARN) {
        tell(base::Severity::warning, input.name,
             fmt::format("cut or damaged: {}; what stands before is read", reason(a)));
        goes_on = result == ARCHIVE_FAILED;
        if (input.bytes.empty()) return goes_on;
        break;
      }
      // A sparse file's hole is read as zeros.
      const std::size_t end = static_cast<std::size_t>(offset) + size;
      if (end > kMaxInputBytes) {
        tell(base::Severity::warning, input.name,
             fmt::format("larger than the limit of {} MiB for one member; left out, split it",
                         kMaxInputBytes >> 20));
        return true;
      }
      produced_ += end > input.bytes.size() ? end - input.bytes.size() : 0;
      if (produced_ > allowed_) {
        tell(base::Severity::warning, archive_name,
             fmt::format("unpacks to more than {} times its size; the rest is left out", kMaxRatio));
        return false;
      }
      if (end > input.bytes.size()) input.bytes.resize(end);
      if (size > 0) std::memcpy(input.bytes.data() + offset, block, size);
    }
    if (packing_of(input.bytes) == Packing::none) {
      each_(std::move(input));
    } else if (depth < kMaxDepth) {
      expand(input, depth + 1);
    } else {
      tell(base::Severity::warning, input.name,
           fmt::format("archives more than {} deep; left out", kMaxDepth));
    }
    return goes_on;
  }

  const base::DiagnosticSink& diagnose_;
  const std::function<void(Input&&)>& each_;
  std::size_t allowed_;
  std::size_t produced_ = 0;
  std::size_t members_ = 0;
};

}  // namespace

bool is_archive(std::string_view bytes) {
  return packing_of(bytes) != Packing::none;
}

void expand_archive(const Input& archive, const base::DiagnosticSink& diagnose,
                    const std::function<void(Input&&)>& each) {
  Expander(archive, diagnose, each).expand(archive, 1);
}

}  // namespace faultline::ingest
