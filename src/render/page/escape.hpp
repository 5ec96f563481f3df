// Text of a source inside HTML or SVG: it stays text, in an element as in a quoted attribute.
//
// Promises: the result opens no tag, attribute or reference; is valid UTF-8; has no control character but
// '\n' and '\t'; and no character that turns the direction of its neighbours (each becomes U+FFFD, so that
// a reader sees that there was one).
//
//   escaped("<b> \"x\" & 'y'")  -> "&lt;b&gt; &quot;x&quot; &amp; &#39;y&#39;"
//
// It is not enough for a URL, a style or a script; the page has no place for those.
#pragma once

#include <string>
#include <string_view>

namespace faultline::render {

std::string escaped(std::string_view text);

}  // namespace faultline::render
