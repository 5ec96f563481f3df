// What a reader made of a sample, one line of JSON per event and diagnostic and one for the source: the form
// of samples/<reader>/<case>.<ext>.expected.
#pragma once

#include <string>

#include "model/facts.hpp"

namespace faultline::test {

std::string expected_lines(const model::SourceFacts& facts);

}  // namespace faultline::test
