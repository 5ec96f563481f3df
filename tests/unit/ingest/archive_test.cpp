#include "ingest/archive.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace faultline::ingest {
namespace {

struct Member {
  std::string path;
  std::string bytes;
  decltype(AE_IFREG) type = AE_IFREG;
};

std::string pack(const std::function<void(archive*)>& format, const std::vector<Member>& members) {
  std::string packed(std::size_t{4} << 20, '\0');
  std::size_t used = 0;
  archive* a = archive_write_new();
  format(a);
  archive_write_open_memory(a, packed.data(), packed.size(), &used);
  for (const Member& member : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, member.path.c_str());
    archive_entry_set_filetype(entry, member.type);
    archive_entry_set_perm(entry, 0644);
    if (member.type == AE_IFREG) archive_entry_set_size(entry, static_cast<la_int64_t>(member.bytes.size()));
    if (member.type == AE_IFLNK) archive_entry_set_symlink(entry, "/etc/passwd");
    archive_write_header(a, entry);
    archive_write_data(a, member.bytes.data(), member.bytes.size());
    archive_entry_free(entry);
  }
  archive_write_close(a);
  archive_write_free(a);
  packed.resize(used);
  return packed;
}

void tar(archive* a) {
  archive_write_set_format_ustar(a);
}
void zip(archive* a) {
  archive_write_set_format_zip(a);
}
std::function<void(archive*)> raw(int (*filter)(archive*)) {
  return [filter](archive* a) {
    archive_write_set_format_raw(a);
    filter(a);
  };
}
std::string gz(const std::string& bytes) {
  return pack(raw(archive_write_add_filter_gzip), {{"x", bytes}});
}

struct Result {
  std::vector<Input> inputs;
  std::vector<base::Diagnostic> diagnostics;
};

enum class Sought { no, yes };

Result expand(const std::string& name, const std::string& bytes, Sought sought = Sought::no) {
  Result result;
  Content packed(name, bytes_of(bytes));
  if (sought == Sought::yes) {
    packed.file = {static_cast<std::int64_t>(bytes.size()), [&](std::int64_t from) {
                     return bytes_of(std::string_view(bytes).substr(static_cast<std::size_t>(from)));
                   }};
  }
  expand_archive(
      packed, [&](const base::Diagnostic& d) { result.diagnostics.push_back(d); },
      [&](Content& content) {
        const Content::Kept kept = content.keep();
        if (kept == Content::Kept::all) {
          result.inputs.push_back(content.take());
        } else {
          content.leave_out(kept);
        }
      });
  return result;
}

TEST_CASE("single compressed files keep their name") {
  for (auto* filter : {archive_write_add_filter_gzip, archive_write_add_filter_zstd,
                       archive_write_add_filter_xz, archive_write_add_filter_bzip2}) {
    const auto packed = pack(raw(filter), {{"x", "hello\nworld\n"}});
    REQUIRE(is_archive(packed));
    const auto result = expand("page.txt.z", packed);
    REQUIRE(result.inputs.size() == 1);
    CHECK(result.inputs[0].name == "page.txt.z");
    CHECK(result.inputs[0].bytes == "hello\nworld\n");
    CHECK(result.diagnostics.empty());
  }
}

TEST_CASE("members of tar and zip") {
  const std::vector<Member> members = {{"b/page.txt", "1"}, {"a.txt", "2"}};
  for (const auto& packed : {pack(tar, members), pack(zip, members), gz(pack(tar, members))}) {
    REQUIRE(is_archive(packed));
    for (const Sought sought : {Sought::no, Sought::yes}) {
      const auto result = expand("week", packed, sought);
      REQUIRE(result.inputs.size() == 2);
      CHECK(result.inputs[0].name == "week!b/page.txt");
      CHECK(result.inputs[1].bytes == "2");
      CHECK(result.diagnostics.empty());
    }
  }
}

TEST_CASE("names do not escape; hidden members and links are skipped and told") {
  const auto result = expand("t", pack(tar, {{"../../etc/cron", "1"},
                                             {"/root/x", "2"},
                                             {".hidden", "3"},
                                             {"__MACOSX/a", "4"},
                                             {"link", "", AE_IFLNK},
                                             {"ok.txt", "5"}}));
  REQUIRE(result.inputs.size() == 3);
  CHECK(result.inputs[0].name == "t!cron");
  CHECK(result.inputs[1].name == "t!x");
  CHECK(result.inputs[2].name == "t!ok.txt");
  REQUIRE(result.diagnostics.size() == 1);
  CHECK(result.diagnostics[0].message.starts_with("3 members skipped"));
}

TEST_CASE("an archive in an archive, but not for ever") {
  const auto once = expand("t", pack(tar, {{"in.gz", gz("deep")}}));
  REQUIRE(once.inputs.size() == 1);
  CHECK(once.inputs[0].name == "t!in.gz");
  CHECK(once.inputs[0].bytes == "deep");
  std::string nested = "x";
  for (int i = 0; i < 4; ++i) nested = pack(tar, {{"in.tar", nested}});
  const auto four = expand("t", nested);
  CHECK(four.inputs.empty());
  REQUIRE(four.diagnostics.size() == 1);
  CHECK(four.diagnostics[0].message.find("deep") != std::string::npos);
}

TEST_CASE("a bomb stops at the ratio and is told") {
  const auto bomb =
      pack(raw(archive_write_add_filter_bzip2), {{"x", std::string(std::size_t{32} << 20, 'a')}});
  const auto result = expand("bomb", bomb);
  CHECK(result.inputs.empty());
  REQUIRE(result.diagnostics.size() == 1);
  CHECK(result.diagnostics[0].message.find("1000 times") != std::string::npos);
}

TEST_CASE("what is streamed of an archive has no limit, and what is left unread is skipped") {
  const std::size_t size = (kMaxInputBytes / 3) * 4;
  const auto packed = pack(raw(archive_write_add_filter_zstd), {{"x", std::string(size, 'a')}});
  REQUIRE(size / packed.size() > kMaxRatio);
  Content content("log.zst", bytes_of(packed));
  std::vector<char> piece(100'000);
  std::size_t streamed = 0;
  std::vector<std::string> told;
  expand_archive(
      content, [&](const base::Diagnostic& d) { told.push_back(d.message); },
      [&](Content& member) {
        while (const std::size_t count = member.read(piece.data(), piece.size())) streamed += count;
      });
  CHECK(streamed == size);
  CHECK(told.empty());
  const auto two = pack(tar, {{"a", std::string(1'000'000, 'a')}, {"b", "bb"}});
  Content archive("two.tar", bytes_of(two));
  std::vector<std::string> heads;
  expand_archive(
      archive, [&](const base::Diagnostic& d) { told.push_back(d.message); },
      [&](Content& member) { heads.emplace_back(member.peek(3)); });
  CHECK(heads == std::vector<std::string>{"aaa", "bb"});
  CHECK(told.empty());
}

TEST_CASE("a disk that fails below an archive is no damaged archive") {
  const auto packed = gz(pack(tar, {{"a", "one"}, {"b", std::string(100'000, 'b')}}));
  for (std::size_t good = 0; good < packed.size(); good += 7) {
    CAPTURE(good);
    Content content("t", [&, at = std::size_t{0}](char* to, std::size_t size) mutable -> std::size_t {
      if (at == good) throw ReadFailure("broken");
      const std::size_t count = std::min(size, good - at);
      std::copy_n(packed.data() + at, count, to);
      at += count;
      return count;
    });
    int told = 0;
    CHECK_THROWS_AS(
        expand_archive(
            content, [&](const base::Diagnostic&) { ++told; }, [](Content& member) { member.keep(); }),
        ReadFailure);
    CHECK(told == 0);
  }
}

TEST_CASE("a cut archive keeps what was read") {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += std::to_string(i * 7919) + "\n";
  const auto packed = gz(text);
  const auto result = expand("cut.gz", packed.substr(0, packed.size() / 2));
  REQUIRE(result.inputs.size() == 1);
  CHECK(text.starts_with(result.inputs[0].bytes));
  CHECK(result.inputs[0].bytes.size() > 1000);
  CHECK_FALSE(result.diagnostics.empty());
  const auto cut_tar =
      pack(tar, {{"a", std::string(3000, 'a')}, {"b", std::string(3000, 'b')}}).substr(0, 5500);
  const auto members = expand("t", cut_tar);
  REQUIRE(members.inputs.size() == 2);
  CHECK(members.inputs[0].bytes.size() == 3000);
  CHECK_FALSE(members.diagnostics.empty());
}

TEST_CASE("an empty file inside is an empty input") {
  const auto result = expand("e.gz", gz(""));
  REQUIRE(result.inputs.size() == 1);
  CHECK(result.inputs[0].bytes.empty());
}

TEST_CASE("text is never an archive") {
  for (const char* text : {"", "PK is a word", "BZh is a word too", "#mtree\n/set type=file\n", "!<arch>\n",
                           "ustar", "{}", "<a>"}) {
    CAPTURE(text);
    CHECK_FALSE(is_archive(text));
  }
}

TEST_CASE("every prefix and every flipped byte of an archive is survived") {
  const auto packed = gz(pack(tar, {{"a.txt", "hello"}, {"b.txt", "world"}}));
  const auto zipped = pack(zip, {{"a.txt", "hello"}, {"b.txt", "world"}});
  for (const auto& whole : {packed, zipped}) {
    for (std::size_t i = 0; i < whole.size(); ++i) {
      for (const Sought sought : {Sought::no, Sought::yes}) expand("p", whole.substr(0, i), sought);
      std::string flipped = whole;
      flipped[i] = static_cast<char>(flipped[i] ^ 0x41);
      if (is_archive(flipped)) expand("f", flipped);
    }
  }
}

}  // namespace
}  // namespace faultline::ingest
