// SPDX-License-Identifier: Apache-2.0
//
// From the ids of a catalog to places in its lists. Where an id is given twice, the first counts.
#ifndef SIGNPOST_SRC_CATALOG_INDEX_H_
#define SIGNPOST_SRC_CATALOG_INDEX_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "signpost/v1/catalog.pb.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

// One list: its ids, in order, and back.
class IdList {
 public:
  void Add(std::string_view id) {
    index_.emplace(id, static_cast<int>(ids_.size()));
    ids_.push_back(id);
  }
  // -1 where nothing has this id.
  int Find(std::string_view id) const {
    const auto at = index_.find(id);
    return at == index_.end() ? -1 : at->second;
  }
  const std::vector<std::string_view>& ids() const { return ids_; }
  int size() const { return static_cast<int>(ids_.size()); }

 private:
  absl::flat_hash_map<std::string_view, int> index_;
  std::vector<std::string_view> ids_;
};

// Refers to the catalog's strings, which must outlive it unchanged. No list may hold more than 2^31
// entries, and channels no more than 64.
class CatalogIndex {
 public:
  // As the service of a service channel: every service, "*".
  static constexpr int kEveryService = -2;

  explicit CatalogIndex(const v1::Catalog& catalog);

  IdList channels, services, rate_cards, opening_hours, attributes, parties, roles, scripts, rules;
  // By currency code.
  IdList exchange_rates;

  // Of the service channels, by their index: kEveryService, or -1 where it does not resolve.
  int ServiceOf(int service_channel) const { return service_of_[service_channel]; }
  // -1 where it does not resolve.
  int ChannelOf(int service_channel) const { return channel_of_[service_channel]; }
  // The first service channel with exactly this service (may be kEveryService); -1 for none.
  int Own(int service, int channel) const;
  // The service channel that serves: the service's own, or that of every service; -1 for none.
  int Candidate(int service, int channel) const;

 private:
  static std::uint64_t Key(int service, int channel) {
    return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(service)) << 32) |
           static_cast<std::uint32_t>(channel);
  }

  std::vector<int> service_of_, channel_of_;
  absl::flat_hash_map<std::uint64_t, int> by_pair_;
};

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_SRC_CATALOG_INDEX_H_
