#include "model/period_report.hpp"

namespace faultline::model {

std::string_view to_string(Recurrence::Kind kind) {
  switch (kind) {
    case Recurrence::Kind::trigger:
      return "trigger";
    case Recurrence::Kind::deploy:
      return "deploy";
    case Recurrence::Kind::cause:
      break;
  }
  return "cause";
}

}  // namespace faultline::model
