// The catalog of the product itself, read once.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "cmake/embedded.hpp"
#include "schema/catalog.hpp"

namespace afb::indexer::kit {

inline std::shared_ptr<const Catalog> real_catalog() {
    static const std::shared_ptr<const Catalog> catalog = [] {
        std::map<std::string, std::string> files;
        for (const embedded::File& file : embedded::schema_files()) files.emplace(file.path, file.content);
        return Catalog::from_files(files);
    }();
    return catalog;
}

}  // namespace afb::indexer::kit
