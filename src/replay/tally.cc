// SPDX-License-Identifier: Apache-2.0
#include "replay/tally.h"

#include <string>

#include "cost/money.h"
#include "signpost/v1/ownership.pb.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

constexpr std::int64_t kNanosPerSecond = 1'000'000'000;
// What google.protobuf.Duration holds: about 10,000 years.
constexpr Int128 kMaxDuration = Int128{315'576'000'000} * kNanosPerSecond;

bool AddTime(std::int64_t nanos, std::int64_t count, Int128* sum) {
  const Int128 result = *sum + static_cast<Int128>(nanos) * count;
  if (result > kMaxDuration) return false;
  *sum = result;
  return true;
}

void SetDuration(Int128 nanos, google::protobuf::Duration* duration) {
  duration->set_seconds(static_cast<std::int64_t>(nanos / kNanosPerSecond));
  duration->set_nanos(static_cast<std::int32_t>(nanos % kNanosPerSecond));
}

void SetColumns(const LedgerSums& sums, std::string_view currency, v1::LedgerColumns* columns) {
  *columns->mutable_as_used() = sums[0].ToMessage(currency);
  *columns->mutable_as_recommended() = sums[1].ToMessage(currency);
  *columns->mutable_with_every_offer() = sums[2].ToMessage(currency);
}

void SetComparison(const CountSums& sums, std::string_view currency, v1::Comparison* comparison) {
  comparison->set_contacts(sums[0].contacts);
  *comparison->mutable_as_used() = ToMoney(sums[0].money, currency);
  *comparison->mutable_as_recommended() = ToMoney(sums[1].money, currency);
  *comparison->mutable_with_every_offer() = ToMoney(sums[2].money, currency);
}

bool HasContacts(const LedgerSums& sums) {
  for (const LedgerSum& sum : sums) {
    if (sum.contacts() > 0) return true;
  }
  return false;
}

}  // namespace

bool CountSum::Add(std::int64_t count, Micros each) {
  Micros amount = 0;
  std::int64_t contacts_sum = 0;
  if (__builtin_mul_overflow(each, count, &amount) || !CheckedAdd(contacts, count, &contacts_sum) ||
      !CheckedAdd(money, amount, &money)) {
    return false;
  }
  contacts = contacts_sum;
  return true;
}

bool LedgerSum::Add(const Estimate* estimate, std::int64_t count) {
  if (!CheckedAdd(contacts_, count, &contacts_)) return false;
  if (estimate == nullptr) return true;
  if (estimate->priced && !organisation_.Add(count, estimate->organisation_cost)) return false;
  if (estimate->customer_cost_known && !customer_.Add(count, estimate->customer_cost)) return false;
  if (estimate->customer_time_known) {
    if (!AddTime(estimate->customer_time, count, &customer_time_)) return false;
    timed_ += count;
  }
  return !estimate->wait_known || AddTime(estimate->wait, count, &wait_);
}

v1::Ledger LedgerSum::ToMessage(std::string_view currency) const {
  v1::Ledger ledger;
  ledger.set_contacts(contacts_);
  *ledger.mutable_organisation_cost() = ToMoney(organisation_.money, currency);
  ledger.set_contacts_without_organisation_cost(contacts_ - organisation_.contacts);
  *ledger.mutable_customer_cost() = ToMoney(customer_.money, currency);
  ledger.set_contacts_without_customer_cost(contacts_ - customer_.contacts);
  SetDuration(customer_time_, ledger.mutable_customer_time());
  ledger.set_contacts_without_customer_time(contacts_ - timed_);
  SetDuration(wait_, ledger.mutable_wait());
  return ledger;
}

ModeTally::ModeTally(const PlanView& plan)
    : plan_(plan),
      by_channel_(plan.channels.size + 1),
      by_service_(plan.services.size),
      by_owner_(plan.parties.size + 1) {}

std::size_t ModeTally::Owner(const ServiceRow& service, std::int32_t channel) const {
  const OptionRow* option = channel == kNone ? nullptr : plan_.FindOption(service, channel);
  if (option != nullptr) {
    for (const OwnerRow& owner : plan_.owners.Part(option->first_owner, option->owner_count)) {
      if (owner.aspect == v1::OWNERSHIP_ASPECT_SERVICE_DELIVERY &&
          owner.responsibility == v1::RESPONSIBILITY_ACCOUNTABLE) {
        return static_cast<std::size_t>(owner.party);
      }
    }
  }
  return plan_.parties.size;
}

bool ModeTally::AddColumn(std::size_t column, const Decision& decision, std::int32_t channel,
                          std::int64_t count) {
  const OptionResult* option = channel == kNone ? nullptr : decision.Find(channel);
  const Estimate* estimate = option == nullptr ? nullptr : &option->estimate;
  const std::size_t row =
      channel == kNone ? plan_.channels.size : static_cast<std::size_t>(channel);
  const std::size_t owner = Owner(plan_.services[decision.service], channel);
  return total_[column].Add(estimate, count) && by_channel_[row][column].Add(estimate, count) &&
         by_service_[decision.service][column].Add(estimate, count) &&
         by_owner_[owner][column].Add(estimate, count);
}

bool ModeTally::AddOffers(const Decision& decision, std::int64_t count) {
  for (std::size_t i = 0; i < decision.offer_count; ++i) {
    const OfferResult& offer = decision.offers[i];
    if (!offers_[offer.channel].Add(count, offer.saving)) return false;
    if (i == 0 && !best_offers_[offer.channel].Add(count, offer.saving)) return false;
  }
  for (std::size_t i = 0; i < decision.gap_count; ++i) {
    const GapResult& gap = decision.gaps[i];
    for (std::size_t cause = 0; cause < kCodes; ++cause) {
      if ((gap.causes >> cause & 1U) == 0) continue;
      if (!gaps_[gap.channel][cause].Add(count, gap.saving)) return false;
    }
  }
  for (std::size_t i = 0; i < decision.option_count; ++i) {
    const OptionResult& option = decision.options[i];
    if (option.available) continue;
    const std::uint32_t reasons = option.reasons & kBlockingReasons;
    for (std::size_t code = 0; code < kCodes; ++code) {
      if ((reasons >> code & 1U) == 0) continue;
      if (!unavailable_[option.channel][code].Add(count, 0)) return false;
    }
  }
  if (!decision.price_of_preference_known) return true;
  if (decision.price_of_preference > 0) price_above_zero_ += count;
  return price_.Add(count, decision.price_of_preference);
}

bool ModeTally::AddComparisons(const Decision& decision,
                               const std::array<std::int32_t, kLedgerColumns>& channels,
                               std::int64_t count) {
  std::array<const Estimate*, kLedgerColumns> estimates = {};
  bool priced = true;
  bool customer_cost_known = true;
  for (std::size_t i = 0; i < kLedgerColumns; ++i) {
    const OptionResult* option = channels[i] == kNone ? nullptr : decision.Find(channels[i]);
    if (option == nullptr) return true;
    estimates[i] = &option->estimate;
    priced = priced && option->estimate.priced;
    customer_cost_known = customer_cost_known && option->estimate.customer_cost_known;
  }
  for (std::size_t i = 0; i < kLedgerColumns; ++i) {
    if (priced && !organisation_comparison_[i].Add(count, estimates[i]->organisation_cost)) {
      return false;
    }
    if (customer_cost_known && !customer_comparison_[i].Add(count, estimates[i]->customer_cost)) {
      return false;
    }
  }
  return true;
}

bool ModeTally::Add(const Decision& decision, std::int32_t arrival, std::int64_t count) {
  const std::int32_t recommended = decision.recommended;
  const std::int32_t best = decision.offer_count > 0 ? decision.offers[0].channel : recommended;
  const std::array<std::int32_t, kLedgerColumns> channels = {arrival, recommended, best};
  for (std::size_t i = 0; i < kLedgerColumns; ++i) {
    if (!AddColumn(i, decision, channels[i], count)) return false;
  }
  if (!AddComparisons(decision, channels, count)) return false;
  if (decision.status == DecisionStatus::kNobodyCanServe) nobody_can_serve_ += count;
  return AddOffers(decision, count);
}

void ModeTally::AddLists(v1::ModeReport* report, std::string_view currency) const {
  for (std::size_t i = 0; i < plan_.channels.size; ++i) {
    const std::string channel(plan_.Text(plan_.channels[i].id));
    if (offers_[i].contacts > 0) {
      v1::OfferRow* offer = report->add_offers();
      offer->set_channel(channel);
      offer->set_contacts(offers_[i].contacts);
      *offer->mutable_saving() = ToMoney(offers_[i].money, currency);
      offer->set_best_contacts(best_offers_[i].contacts);
      *offer->mutable_best_saving() = ToMoney(best_offers_[i].money, currency);
    }
    for (std::size_t cause = 0; cause < kCodes; ++cause) {
      const CountSum& sum = gaps_[i][cause];
      if (sum.contacts == 0) continue;
      v1::DesignGapRow* gap = report->add_design_gaps();
      gap->set_channel(channel);
      gap->set_cause(static_cast<v1::DesignGapCause>(cause));
      gap->set_contacts(sum.contacts);
      *gap->mutable_saving() = ToMoney(sum.money, currency);
    }
    for (std::size_t code = 0; code < kCodes; ++code) {
      if (unavailable_[i][code].contacts == 0) continue;
      v1::UnavailableRow* row = report->add_unavailable();
      row->set_channel(channel);
      row->set_reason(static_cast<v1::ReasonCode>(code));
      row->set_contacts(unavailable_[i][code].contacts);
    }
  }
}

v1::ModeReport ModeTally::ToMessage(v1::PreferenceMode preference) const {
  const std::string_view currency = plan_.Text(plan_.header->currency);
  v1::ModeReport report;
  report.set_preference(preference);
  SetColumns(total_, currency, report.mutable_total());
  SetComparison(organisation_comparison_, currency, report.mutable_organisation_comparison());
  SetComparison(customer_comparison_, currency, report.mutable_customer_comparison());
  report.set_nobody_can_serve(nobody_can_serve_);
  const auto add = [&](const LedgerSums& sums, std::string_view id, v1::LedgerRow* row) {
    row->set_id(std::string(id));
    SetColumns(sums, currency, row->mutable_columns());
  };
  for (std::size_t i = 0; i < plan_.channels.size; ++i) {
    add(by_channel_[i], plan_.Text(plan_.channels[i].id), report.add_by_channel());
  }
  if (HasContacts(by_channel_.back())) add(by_channel_.back(), "", report.add_by_channel());
  for (std::size_t i = 0; i < plan_.services.size; ++i) {
    if (!HasContacts(by_service_[i])) continue;
    add(by_service_[i], plan_.Text(plan_.services[i].id), report.add_by_service());
  }
  for (std::size_t i = 0; i < plan_.parties.size; ++i) {
    if (!HasContacts(by_owner_[i])) continue;
    add(by_owner_[i], plan_.Text(plan_.parties[i].id), report.add_by_owner());
  }
  if (HasContacts(by_owner_.back())) add(by_owner_.back(), "", report.add_by_owner());
  AddLists(&report, currency);
  v1::PreferencePrice* price = report.mutable_price_of_preference();
  *price->mutable_total() = ToMoney(price_.money, currency);
  price->set_contacts(price_above_zero_);
  price->set_contacts_without(total_[0].contacts() - price_.contacts);
  return report;
}

SIGNPOST_END_NAMESPACE
