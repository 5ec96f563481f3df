// The JSON documents of one input: one, several behind each other (pages as `gh api --paginate` prints them),
// or JSON lines as a webhook receiver appends them.
//
// A broken document costs that document: it is rejected with its line, and the others are read. In JSON lines
// a line that is cut costs that line.
#pragma once

#include <simdjson.h>

#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "ingest/readers/json_fields.hpp"

namespace faultline::ingest::formats {

// `line` is where the document begins, 0 where it is the only one of the input.
using EachDocument = std::function<void(simdjson::dom::element root, int line)>;
void for_each_json_document(std::string_view text, FactSink& sink, const EachDocument& each);

// Calls `each` for the objects of a document: itself, or those of its lists (of lists). What else stands
// there is rejected, named as `what`.
void for_each_object(simdjson::dom::element root, int line, std::string_view what, FactSink& sink,
                     const std::function<void(const JsonObject&)>& each);

// The names in the first documents of a text, as paths. It parses nothing, so a cut or broken text has a
// shape too; names inside of strings are no names.
//
//   JsonShape(R"([{"alerts": [{"labels": {}}]}])").has("[].alerts[].labels")   -> true
class JsonShape {
 public:
  explicit JsonShape(std::string_view text);
  bool has(std::string_view path) const { return paths_.find(path) != paths_.end(); }

 private:
  void scan(std::string_view text);
  std::set<std::string, std::less<>> paths_;
};

}  // namespace faultline::ingest::formats
