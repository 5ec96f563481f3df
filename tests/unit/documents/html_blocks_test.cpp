#include <catch2/catch.hpp>

#include "ingest/prose/blocks.hpp"
#include "unit/documents/outline.hpp"

using faultline::test::outline;
using faultline::test::OutlineRow;

TEST_CASE("documents in HTML") {
  const OutlineRow rows[] = {
      {"nothing", "<html></html>", ""},
      {"headings and paragraphs", "<html><body>\n<h1>A <b>b</b></h1>\n<p>one\n two</p>text<p>three\n</body>",
       "2 h1 A b\n3 p one two\n4 p text\n4 p three\n"},
      {"title where there is no h1", "<!doctype html>\n<title>A | Blog</title>\n<p>b</p>", "2 h1 A\n3 p b\n"},
      {"furniture",
       "<html><body><nav>n</nav><header>h</header>\n<main><header><h1>A</h1></header><aside>x</aside><p>b</"
       "p>\n"
       "<script>14:07</script><form><p>f</p></form></main><footer>14:08</footer>",
       "2 h1 A\n2 p b\n"},
      {"lists", "<body><h1>A</h1><ul>\n<li>a\n<ol><li>b</li>\n<li><p>c</p><p>d</p></li></ol>\n<li>e</ul>f",
       "1 h1 A\n2 item0 a\n3 item1 b\n4 item1 c\n4 p d\n5 item0 e\n5 p f\n"},
      {"table",
       "<body><h1>A</h1><table><thead><tr><th>Time "
       "(UTC)<th>Event</thead>\n<tr><td>14:07<td>Down,<br>all\n</table>",
       "1 h1 A\n1 header [Time (UTC)] [Event]\n2 row [14:07] [Down, all]\n"},
      {"a table around the page", "<body><table><tr><td><h1>A</h1><p>b</p></td></tr></table>",
       "1 h1 A\n1 p b\n"},
      {"code and quotes",
       "<body><h1>A</h1><pre>14:07 a\n14:08 b</pre><blockquote><p>c</p><ul><li>d</ul></blockquote>",
       "1 h1 A\n1 code 14:07 a / 14:08 b\n2 quote c\n2 quote d\n"},
      {"entities", "<body><h1>R&amp;D</h1><p>14:07&nbsp;UTC&#8211;14:30 &lt;x&gt;</p>",
       "1 h1 R&D\n1 p 14:07 UTC-14:30 <x>\n"},
      {"line breaks", "<body><h1>A</h1><p>14:07 a<br>\n14:12 b</p>", "1 h1 A\n1 p 14:07 a / 14:12 b\n"},
      {"terms", "<body><h1>A</h1><dl><dt>14:07</dt><dd>Down</dd>\n<dt>Impact:<dd>all</dl>",
       "1 h1 A\n1 item0 14:07 / Down\n2 h7 Impact\n2 p all\n"},
      {"labels",
       "<body><h1>A</h1><p><strong>Impact:</strong> all</p><p><b>Timeline</b></p><p><b>Impact</b> was low.",
       "1 h1 A\n1 h7 Impact\n1 p all\n1 h7 Timeline\n1 p Impact was low.\n"},
      {"times", "<body><h1>A</h1><p><time datetime=\"2024-03-05T14:07Z\">3 months ago</time> down</p>",
       "1 h1 A\n1 p 2024-03-05T14:07Z down\n"},
      {"hidden", "<body><h1>A<a class=\"headerlink\" href=\"#a\">&para;</a></h1><p hidden>b</p>c",
       "1 h1 A\n1 p c\n"},
      {"unclosed and wrong", "<body><h1>A</h2><div><p>b</span></div></p>c<", "1 h1 A\n1 p b\n1 p c<\n"},
      {"a fragment", "<h2>Timeline</h2>\n<ul><li>14:07 a</ul>", "1 h2 Timeline\n2 item0 14:07 a\n"},
  };
  for (const OutlineRow& row : rows) {
    INFO(row.name);
    CHECK(outline(row.text) == row.blocks);
  }
}

TEST_CASE("each word of a page knows its place, and is quoted without tags") {
  using namespace faultline::ingest::prose;
  const SourceText source("<body>\n<p>Down &amp; out <b>14:07</b>&nbsp;UTC</p>", 1, "");
  const Blocks blocks = parse_blocks(source);
  REQUIRE(blocks.blocks.size() == 1);
  const Passage& text = blocks.blocks[0].text;
  CHECK(text.text == "Down & out 14:07 UTC");
  const auto at = text.text.find("14:07");
  CHECK(source.location(text.part(at, text.text.size())).column == 22);
  const auto mentions = times_of(source, text);
  REQUIRE(mentions.size() == 1);
  CHECK(mentions[0].written == "14:07&nbsp;UTC");
}
