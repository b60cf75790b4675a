// A text sought in records as they were: a small index of its own, in a temporary folder, gone afterwards.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "schema/catalog.hpp"
#include "service/storage/store.hpp"

namespace afb::app {

// Ids of those that the text finds. `public_only`: among those that everybody may read.
std::vector<std::string> find_in_past(const std::vector<storage::PastRecord>& past,
                                      std::shared_ptr<const Catalog> catalog, const std::string& text,
                                      bool public_only);

}  // namespace afb::app
