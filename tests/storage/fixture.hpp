// What the storage tests share: a temporary folder, a small catalog with the shapes that matter, a clock one sets, and
// records in a line.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "schema/catalog.hpp"
#include "service/storage/connection.hpp"
#include "service/storage/store.hpp"

namespace afb::storage::testing {

class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    std::string file(const std::string& name = "afsprakenbank.db") const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

// Five of the kinds, cut down to what storage does something with. `extra` is added to the properties of an agreement.
std::shared_ptr<const Catalog> small_catalog(const Json& extra = Json::object());
// The one in the program.
std::shared_ptr<const Catalog> shipped_catalog();

// A RecordQuery as a sentence: ask("agreement").where("sector", {"vo"}).by("title").
class Ask {
public:
    explicit Ask(std::vector<std::string> kinds) { query_.kinds = std::move(kinds); }

    Ask& where(std::string name, std::vector<std::string> values) {
        query_.conditions.push_back({std::move(name), std::move(values)});
        return *this;
    }
    Ask& between(std::string name, std::optional<std::string> from, std::optional<std::string> until) {
        query_.ranges.push_back({std::move(name), std::move(from), std::move(until)});
        return *this;
    }
    Ask& on(const char* day) {
        query_.in_force_on = Date::parse(day).value();
        return *this;
    }
    Ask& by(std::string key) { return order(std::move(key), false); }
    Ask& down(std::string key) { return order(std::move(key), true); }
    Ask& members_too() {
        query_.public_only = false;
        return *this;
    }
    Ask& page(std::size_t offset, std::size_t limit) {
        query_.offset = offset;
        query_.limit = limit;
        return *this;
    }
    operator const RecordQuery&() const { return query_; }

private:
    Ask& order(std::string key, bool descending) {
        query_.sort.push_back({std::move(key), descending});
        return *this;
    }

    RecordQuery query_;
};

template <class... Kinds>
Ask ask(Kinds... kinds) {
    return Ask({kinds...});
}

// A write with the usual rest: id and slug are `name`, published and public unless the body says otherwise.
Write draft(Operation operation, const std::string& kind, const std::string& name, Json body = Json::object());

class TestStore {
public:
    explicit TestStore(std::shared_ptr<const Catalog> catalog = small_catalog());

    Store& operator*() { return *store_; }
    Store* operator->() { return store_.get(); }
    void reopen(std::shared_ptr<const Catalog> catalog = nullptr);

    StoredRecord write(const Write& write);
    StoredRecord create(const std::string& kind, const std::string& name, Json body = Json::object());
    StoredRecord update(const std::string& kind, const std::string& name, Json body = Json::object());
    StoredRecord remove(const std::string& kind, const std::string& name, Json body = Json::object());

    template <class Use>
    auto read(Use use) {
        decltype(use(std::declval<Reader&>())) result{};
        store_->read([&](Reader& reader) { result = use(reader); });
        return result;
    }
    std::optional<StoredRecord> find(const std::string& id);
    Page list(const RecordQuery& query);
    std::vector<std::string> ids(const RecordQuery& query);

    // Straight from the file, as another tool sees it: rows as texts with '|' between the columns, NULL as "-".
    std::vector<std::string> rows(const std::string& sql);
    std::int64_t number(const std::string& sql);
    std::string file() const { return folder_.file(); }
    const TemporaryFolder& folder() const { return folder_; }

    void advance(std::chrono::milliseconds by) { now_ += by; }

private:
    TemporaryFolder folder_;
    std::shared_ptr<const Catalog> catalog_;
    std::chrono::system_clock::time_point now_;
    std::unique_ptr<Store> store_;
};

}  // namespace afb::storage::testing
