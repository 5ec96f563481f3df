#include "render/timeline_page.hpp"

namespace faultline::render {

std::string timeline_html(const model::Incident&, const Style&) {
  return {};
}

}  // namespace faultline::render
