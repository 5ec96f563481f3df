#include "ingest/archive.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <exception>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"

namespace faultline::ingest {

namespace {

constexpr int kMaxDepth = 3;
constexpr std::size_t kPiece = std::size_t{1} << 18;
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

std::string reason(archive* a) {
  const char* text = archive_error_string(a);
  return base::printable(text ? text : "unknown reason");
}

// What libarchive reads from: a content, or a file that it may seek in. An exception cannot pass through C:
// it waits in `failure`.
class Feed {
 public:
  explicit Feed(Content& content)
      : read_([&content](char* to, std::size_t size) { return content.read(to, size); }), buffer_(kPiece) {}
  explicit Feed(const Content::File& file) : read_(file.open(0)), file_(&file), buffer_(kPiece) {}

  int open(archive* a) {
    if (file_ != nullptr) archive_read_set_seek_callback(a, seek);
    return archive_read_open2(a, this, nullptr, read, nullptr, nullptr);
  }
  std::size_t bytes_read() const { return bytes_read_; }
  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  static la_ssize_t read(archive* a, void* self, const void** block) {
    Feed& feed = *static_cast<Feed*>(self);
    try {
      const std::size_t count = feed.read_(feed.buffer_.data(), feed.buffer_.size());
      feed.bytes_read_ += count;
      feed.at_ += static_cast<la_int64_t>(count);
      *block = feed.buffer_.data();
      return static_cast<la_ssize_t>(count);
    } catch (...) {
      feed.failure_ = std::current_exception();
      archive_set_error(a, EIO, "cannot be read to its end");
      return -1;
    }
  }

  static la_int64_t seek(archive* a, void* self, la_int64_t offset, int whence) {
    Feed& feed = *static_cast<Feed*>(self);
    if (whence == SEEK_CUR) offset += feed.at_;
    if (whence == SEEK_END) offset += feed.file_->bytes;
    try {
      offset = std::clamp(offset, la_int64_t{0}, la_int64_t{feed.file_->bytes});
      feed.read_ = feed.file_->open(offset);
      feed.at_ = offset;
      return offset;
    } catch (...) {
      feed.failure_ = std::current_exception();
      archive_set_error(a, EIO, "cannot be read to its end");
      return ARCHIVE_FATAL;
    }
  }

  ReadBytes read_;
  const Content::File* file_ = nullptr;
  std::vector<char> buffer_;
  la_int64_t at_ = 0;
  std::size_t bytes_read_ = 0;
  std::exception_ptr failure_;
};

// The bytes of the member that the archive stands at, block by block: archive_read_data would lose what it
// had copied before an error. A sparse file's hole is read as zeros.
class Member {
 public:
  Member(archive* a, const Feed& feed) : archive_(a), feed_(feed) {}

  std::size_t read(char* to, std::size_t size) {
    while (hole_ == 0 && left_ == 0 && !is_over_) next_block();
    std::size_t count = 0;
    if (hole_ > 0) {
      count = static_cast<std::size_t>(std::min<la_int64_t>(hole_, static_cast<la_int64_t>(size)));
      std::memset(to, 0, count);
      hole_ -= static_cast<la_int64_t>(count);
    } else if (left_ > 0) {
      count = std::min(size, left_);
      std::memcpy(to, block_, count);
      block_ += count;
      left_ -= count;
    }
    at_ += static_cast<la_int64_t>(count);
    return count;
  }

  int result() const { return result_; }  // ARCHIVE_FAILED or worse where it is cut or damaged

 private:
  void next_block() {
    const void* block = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int result = archive_read_data_block(archive_, &block, &size, &offset);
    if (result == ARCHIVE_RETRY) return;
    if (result == ARCHIVE_EOF || result < ARCHIVE_WARN) {
      is_over_ = true;
      result_ = result == ARCHIVE_EOF ? ARCHIVE_OK : result;
      if (result_ != ARCHIVE_OK) feed_.rethrow();
      return;
    }
    block_ = static_cast<const char*>(block);
    left_ = size;
    hole_ = std::max<la_int64_t>(offset - at_, 0);
  }

  archive* archive_;
  const Feed& feed_;
  const char* block_ = nullptr;
  std::size_t left_ = 0;
  la_int64_t hole_ = 0, at_ = 0;
  bool is_over_ = false;
  int result_ = ARCHIVE_OK;
};

class Expander {
 public:
  Expander(const base::DiagnosticSink& diagnose, const std::function<void(Content&)>& each)
      : diagnose_(diagnose), each_(each) {}

  void expand(Content& packed, int depth) {
    const Packing packing = packing_of(packed.peek(kMagicBytes));
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

    std::string held;  // a zip that cannot be sought in
    Content::File in_memory;
    const bool is_held = packing == Packing::zip && !packed.file;
    if (is_held) {
      const Content::Kept kept = packed.keep();
      if (kept != Content::Kept::all) {
        packed.leave_out(kept);
        return leave_out(packed);
      }
      held = packed.take().bytes;
      in_memory = {static_cast<std::int64_t>(held.size()), [&held](std::int64_t from) {
                     return bytes_of(std::string_view(held).substr(static_cast<std::size_t>(from)));
                   }};
    }
    Feed feed = is_held ? Feed(in_memory) : packing == Packing::zip ? Feed(*packed.file) : Feed(packed);
    if (depth == 1) outermost_ = &feed;
    if (feed.open(a) != ARCHIVE_OK) {
      feed.rethrow();
      return tell(base::Severity::warning, packed.name(), fmt::format("cannot be unpacked: {}", reason(a)));
    }
    read_members(a, feed, packed.name(), packing, depth);
  }

 private:
  void tell(base::Severity severity, const std::string& source, std::string message) {
    base::Diagnostic diagnostic;
    diagnostic.severity = severity;
    diagnostic.source = source;
    diagnostic.message = std::move(message);
    diagnose_(diagnostic);
  }

  void read_members(archive* a, const Feed& feed, const std::string& name, Packing packing, int depth) {
    std::int64_t skipped = 0;
    bool goes_on = true;
    while (goes_on && !is_too_dense_) {
      archive_entry* entry = nullptr;
      const int result = archive_read_next_header(a, &entry);
      if (result == ARCHIVE_EOF) {
        if (members_ == 0 && packing == Packing::compressed) give(name, bytes_of({}));
        break;
      }
      if (result < ARCHIVE_WARN) {
        feed.rethrow();
        tell(base::Severity::warning, name,
             fmt::format("cut or damaged: {}; what stands before is read", reason(a)));
        break;
      }
      if (++members_ > kMaxMembers) {
        tell(base::Severity::warning, name,
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
      goes_on = read_member(a, feed, is_raw ? name : name + "!" + safe_name(member), depth);
    }
    if (skipped > 0) {
      tell(base::Severity::note, name,
           fmt::format("{} {} skipped: hidden, links or devices", skipped,
                       skipped == 1 ? "member" : "members"));
    }
  }

  // False where the archive must not be read on.
  bool read_member(archive* a, const Feed& feed, const std::string& name, int depth) {
    Member member(a, feed);
    bool is_told = false;
    Content content = contained(name, [&](char* to, std::size_t size) {
      const std::size_t count = member.read(to, size);
      if (member.result() != ARCHIVE_OK && !std::exchange(is_told, true)) {
        tell(base::Severity::warning, name,
             fmt::format("cut or damaged: {}; what stands before is read", reason(a)));
      }
      return count;
    });
    const std::string_view magic = content.peek(kMagicBytes);
    if (magic.empty() && is_told) return member.result() == ARCHIVE_FAILED;
    if (packing_of(magic) == Packing::none) {
      give(content);
    } else if (depth < kMaxDepth) {
      expand(content, depth + 1);
    } else {
      tell(base::Severity::warning, name, fmt::format("archives more than {} deep; left out", kMaxDepth));
    }
    return member.result() == ARCHIVE_OK || member.result() == ARCHIVE_FAILED;
  }

  Content contained(const std::string& name, ReadBytes read) {
    Content content(name, std::move(read));
    content.may_keep = [this](std::size_t bytes) {
      keeps_ = std::max(keeps_, bytes);
      return kept_ + bytes <= std::max(outermost_->bytes_read() * kMaxRatio, kRatioFloor);
    };
    return content;
  }

  void give(const std::string& name, ReadBytes read) {
    Content content = contained(name, std::move(read));
    give(content);
  }

  void give(Content& content) {
    each_(content);
    kept_ += std::exchange(keeps_, 0);
    leave_out(content);
  }

  void leave_out(const Content& content) {
    is_too_dense_ = is_too_dense_ || content.left_out() == Content::Kept::too_dense;
    tell_left_out(content, diagnose_);
  }

  const base::DiagnosticSink& diagnose_;
  const std::function<void(Content&)>& each_;
  const Feed* outermost_ = nullptr;
  std::size_t kept_ = 0, keeps_ = 0;  // bytes held in memory of the contents so far, and of the one at hand
  bool is_too_dense_ = false;
  std::size_t members_ = 0;
};

}  // namespace

bool is_archive(std::string_view bytes) {
  return packing_of(bytes) != Packing::none;
}

void expand_archive(Content& archive, const base::DiagnosticSink& diagnose,
                    const std::function<void(Content&)>& each) {
  Expander(diagnose, each).expand(archive, 1);
}

void tell_left_out(const Content& content, const base::DiagnosticSink& diagnose) {
  if (content.left_out() == Content::Kept::all) return;
  base::Diagnostic diagnostic;
  diagnostic.severity = base::Severity::warning;
  diagnostic.source = content.name();
  diagnostic.message =
      content.left_out() == Content::Kept::too_large
          ? fmt::format("larger than the limit of {} MiB for one document; left out, split it",
                        kMaxInputBytes >> 20)
          : fmt::format("unpacks to more than {} times its size; the rest is left out", kMaxRatio);
  diagnose(diagnostic);
}

}  // namespace faultline::ingest
