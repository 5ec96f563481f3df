#include "model/suspicion.hpp"

#include "model/enum_names.hpp"

namespace faultline::model {

namespace {

using Verdict = Suspicion::Verdict;

constexpr auto kVerdicts = std::to_array<EnumName<Verdict>>({{Verdict::not_assessed, "not_assessed"},
                                                             {Verdict::trigger, "trigger"},
                                                             {Verdict::suspect, "suspect"},
                                                             {Verdict::none, "no_plausible_deploy"}});
constexpr auto kWords = std::to_array<EnumName<Verdict>>({{Verdict::not_assessed, "not assessed"},
                                                          {Verdict::trigger, "trigger"},
                                                          {Verdict::suspect, "suspect"},
                                                          {Verdict::none, "no plausible deploy"}});

}  // namespace

std::string_view to_string(Suspicion::Verdict verdict) {
  return name_of(kVerdicts, verdict);
}

std::string_view word_of(Suspicion::Verdict verdict) {
  return name_of(kWords, verdict);
}

}  // namespace faultline::model
