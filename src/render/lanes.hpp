// Lanes: impact windows drawn as bars over one time axis, a lane per ledger and scope.
//
//                      11:00             12:00             13:00
//   posts              I        I     D           M     R
//   declared prod-2    ·········██████████████████
//   stated   prod-2    ····~~████████
//
// A cell stands for an equal share of the axis; it shows the worst level of the windows that certainly
// touch it, '~' where only the uncertain width of an edge does; a window of which nothing is certain has its
// level in one cell. Of posts in one cell the weightiest is shown: R, M, D, I, S, u. Lanes of one ledger with
// equal windows are drawn once, with their services counted.
#pragma once

#include <string>

#include "model/incident.hpp"
#include "render/style.hpp"

namespace faultline::render {

// Empty where no window and no post is placed.
std::string lanes_text(const model::Incident& incident, const Style& style);

// I investigating, D identified, M monitoring, R resolved, S scheduled, u any other.
char letter_of(model::PostStatus status);

}  // namespace faultline::render
