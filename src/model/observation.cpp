#include "model/observation.hpp"

#include "model/enum_names.hpp"

namespace faultline::model {

namespace {

constexpr auto kChannels = std::to_array<EnumName<Channel>>(
    {{Channel::errors, "errors"}, {Channel::traffic, "traffic"}, {Channel::latency, "latency"}});

}  // namespace

std::string_view to_string(Channel channel) {
  return name_of(kChannels, channel);
}

}  // namespace faultline::model
