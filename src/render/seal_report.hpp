// What seal and verify print: for people, and as JSON (schemas/json/seal.schema.json, verify.schema.json).
#pragma once

#include <string>
#include <vector>

#include "model/seal.hpp"
#include "model/source.hpp"
#include "render/style.hpp"

namespace faultline::render {

// A seal or restatement that was just written.
struct SealReceipt {
  model::Seal seal;
  std::size_t rows = 0;
  std::vector<model::RowDifference> differences;
};

std::string sealed_text(const std::vector<SealReceipt>& receipts, const Style& style);
std::string sealed_json(const std::vector<SealReceipt>& receipts);

// `sources` give names to digests.
std::string checks_text(const std::vector<model::SealCheck>& checks,
                        const std::vector<model::Source>& sources, const Style& style);
std::string checks_json(const std::vector<model::SealCheck>& checks,
                        const std::vector<model::Source>& sources);

}  // namespace faultline::render
