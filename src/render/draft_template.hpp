// A draft's template: checked before it is rendered; facts only inside marked blocks.
//
// Mustache with {{text}} for values, {{{markdown}}} for tables and lists that the program built, and
// {{#condition}} ... {{/condition}} ({{^...}} for its absence). Refused, with the line: an unknown key
// (mustache would print nothing for it), a value outside a block (no later run could update it), a value
// without escaping, partials and other delimiters.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "render/draft_marks.hpp"

namespace faultline::render {

struct DraftValue {
  enum class Kind { text, markdown, condition } kind = Kind::text;
  std::string text;         // text: as the source has it; markdown: built from escaped parts
  bool is_present = false;  // condition
  DraftFacts facts;         // what of it a person may quote
};

using DraftData = std::map<std::string, DraftValue>;

// Throws base::Error naming the template's line. The marks get the incident and their digests.
std::string render_template(std::string_view template_text, const DraftData& data,
                            const std::string& incident);

}  // namespace faultline::render
