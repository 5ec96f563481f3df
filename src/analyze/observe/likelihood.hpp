// Likelihood: what each minute says for "broken" against "as usual", as a logarithm of the ratio of the two
// likelihoods, divided by how much noisier than chance the stream is. Two kinds: the share of bad requests
// (RatioLikelihood) and missing traffic (TrafficLikelihood). cusum.hpp and edges.hpp know only this.
//
// Promises: finite for every series; a range [from, to) is over places in the series, not over time.
//
//   "broken to theta" is a share of bad requests for the one, the share of traffic that is left for the other
#pragma once

#include <array>
#include <cstddef>

namespace faultline::analyze::observing {

inline constexpr int kAlternatives = 2;  // a mild and a severe one, each with its own sum

class Likelihood {
 public:
  virtual ~Likelihood() = default;
  virtual std::size_t size() const = 0;
  // The evidence of one minute for each alternative.
  virtual std::array<double, kAlternatives> alternatives(std::size_t at) const = 0;
  // The same for "broken to theta".
  virtual double of(std::size_t at, double theta) const = 0;
  // The theta under which the range is likeliest.
  virtual double fit(std::size_t from, std::size_t to) const = 0;
  // The evidence of the range under its own fit, against the usual as it is at `usual`; 0 where the range is
  // no worse than usual. One constant comparison, so that the profiles of two ranges can be compared.
  virtual double profile(std::size_t from, std::size_t to, std::size_t usual) const = 0;
};

}  // namespace faultline::analyze::observing
