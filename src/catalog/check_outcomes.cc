// SPDX-License-Identifier: Apache-2.0
//
// How contacts end: probabilities and fallbacks.
#include <cmath>
#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "catalog/check.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

constexpr double kTolerance = 1e-9;

bool CheckProbability(const CheckContext& context, double probability, const char* name,
                      const Path& path) {
  if (probability >= 0 && probability <= 1) return true;
  if (std::isfinite(probability)) {  // CheckValues speaks of the others.
    context.report->Add(Code::PROBABILITY_RANGE, path,
                        absl::StrCat(name, " is ", probability, ", outside 0 to 1"),
                        "give a probability, 0.25 for one in four");
  }
  return false;
}

// The first service that uses this service channel and cannot reach `channel`; -1 for none.
int ServiceWithout(const CheckContext& context, int service_channel, int channel) {
  const CatalogIndex& index = context.index;
  const int service = index.ServiceOf(service_channel);
  if (service != CatalogIndex::kEveryService) {
    return service < 0 || index.Candidate(service, channel) >= 0 ? -1 : service;
  }
  if (index.Own(CatalogIndex::kEveryService, channel) >= 0) return -1;
  const int own = index.ChannelOf(service_channel);
  for (int s = 0; own >= 0 && s < index.services.size(); ++s) {
    if (index.Candidate(s, own) == service_channel && index.Own(s, channel) < 0) return s;
  }
  return -1;
}

void CheckFallbacks(const CheckContext& context, int i, const Path& outcome) {
  const v1::ServiceChannel& entry = context.catalog.service_channels(i);
  std::uint64_t seen = 0;
  for (int k = 0; k < entry.outcome().fallbacks_size(); ++k) {
    const std::string& id = entry.outcome().fallbacks(k).channel();
    const Path fallback = outcome.At("fallbacks", k);
    const Path path = fallback.At("channel");
    const int channel = Resolve(context, context.index.channels, "channel", id, path);
    if (channel < 0) continue;
    if ((seen >> channel & 1) != 0) {
      context.report->Add(Code::ENTRY_REPEATED, path,
                          absl::StrCat("a second fallback to \"", id, "\""),
                          "join the two, with the sum of the probabilities");
    }
    seen |= std::uint64_t{1} << channel;
    if (channel == context.index.ChannelOf(i)) continue;  // They try the same one again.
    const int service = ServiceWithout(context, i, channel);
    if (service >= 0) {
      context.report->Add(Code::FALLBACK_UNSERVED, path,
                          absl::StrCat("service \"", context.catalog.services(service).id(),
                                       "\" has no service channel for \"", id, "\""),
                          "add one, or name a channel through which the service is offered");
    }
  }
}

}  // namespace

void CheckOutcomes(const CheckContext& context) {
  const Path root;
  for (int i = 0; i < context.catalog.service_channels_size(); ++i) {
    const v1::ServiceChannel& entry = context.catalog.service_channels(i);
    const Path path = root.At("service_channels", i);
    const Path at = path.At("outcome");
    if (!entry.has_outcome()) {
      context.report->Add(Code::OUTCOME_MISSING, at,
                          "no outcome: every contact counts as completed, and the channel is "
                          "never offered",
                          "state completion, abandonment and fallbacks");
      continue;
    }
    const v1::Outcome& outcome = entry.outcome();
    bool sound = CheckProbability(context, outcome.completion_probability(),
                                  "completion_probability", at.At("completion_probability"));
    sound &= CheckProbability(context, outcome.abandonment_probability(), "abandonment_probability",
                              at.At("abandonment_probability"));
    // Few terms between 0 and 1: their sum in doubles is off by 1e-14 at most, whatever the order.
    double sum = outcome.completion_probability() + outcome.abandonment_probability();
    for (int k = 0; k < outcome.fallbacks_size(); ++k) {
      const Path fallback = at.At("fallbacks", k);
      sound &= CheckProbability(context, outcome.fallbacks(k).probability(), "probability",
                                fallback.At("probability"));
      sum += outcome.fallbacks(k).probability();
    }
    if (sound && std::fabs(sum - 1) > kTolerance + 1e-14) {
      context.report->Add(
          Code::OUTCOME_SUM, at,
          absl::StrFormat("completion, abandonment and fallbacks add up to %.12g", sum),
          "make them add up to 1, within 1e-9");
    }
    CheckFallbacks(context, i, at);
  }
}

SIGNPOST_END_NAMESPACE
