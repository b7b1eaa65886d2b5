// SPDX-License-Identifier: Apache-2.0
//
// Service channels' references, and through which channels each service is offered (G3).
#include <cmath>
#include <string>

#include "absl/strings/str_cat.h"
#include "catalog/check.h"

SIGNPOST_BEGIN_NAMESPACE

namespace {

void CheckServiceChannel(const CheckContext& context, int i) {
  const v1::ServiceChannel& entry = context.catalog.service_channels(i);
  const Path root;
  const Path path = root.At("service_channels", i);
  int service = CatalogIndex::kEveryService;
  if (entry.service() != "*") {
    service =
        Resolve(context, context.index.services, "service", entry.service(), path.At("service"));
  }
  const int channel =
      Resolve(context, context.index.channels, "channel", entry.channel(), path.At("channel"));
  if (service != -1 && channel != -1 && context.index.Own(service, channel) != i) {
    context.report->Add(Code::ID_DUPLICATE, path,
                        absl::StrCat("a second service channel for service \"", entry.service(),
                                     "\" and channel \"", entry.channel(), "\""),
                        "join the two");
  }
  CheckLifecycle(context, entry.lifecycle(), path.At("lifecycle"));
  const Path handling = path.At("handling");
  if (entry.handling().has_concurrency()) {
    CheckPositive(context, entry.handling().concurrency(), "concurrency", "concurrency",
                  context.limits.concurrency, handling.At("concurrency"));
  }
  if (entry.handling().has_occupancy()) {
    const double occupancy = entry.handling().occupancy();
    if (std::isfinite(occupancy) && !(occupancy >= kLeastNumber && occupancy <= 1)) {
      context.report->Add(Code::NUMBER_RANGE, handling.At("occupancy"),
                          absl::StrCat("occupancy is ", occupancy, ", outside 0.000001 to 1"),
                          "give the share of paid time that goes to contacts, 0.85 for 85%");
    }
  }
  if (entry.has_residual_complexity()) {
    const double elasticity = entry.residual_complexity().elasticity();
    if (std::isfinite(elasticity) && !(elasticity >= 0 && elasticity <= 1'000)) {
      const Path residual = path.At("residual_complexity");
      context.report->Add(Code::NUMBER_RANGE, residual.At("elasticity"),
                          absl::StrCat("elasticity is ", elasticity, ", outside 0 to 1000"),
                          "give the share by which handling time rises per share that leaves");
    }
  }
  if (entry.has_monthly_volume()) {
    CheckPositive(context, entry.monthly_volume(), "monthly_volume", "monthly_volume",
                  context.limits.monthly_volume, path.At("monthly_volume"));
  }
  const double satisfaction = entry.satisfaction();
  if (std::isfinite(satisfaction) && (satisfaction < 0 || satisfaction > 1)) {
    context.report->Add(Code::PROBABILITY_RANGE, path.At("satisfaction"),
                        absl::StrCat("satisfaction is ", satisfaction, ", outside 0 to 1"),
                        "give a share, 0.9 for nine in ten");
  }
}

void CheckChannelsOf(const CheckContext& context, int service) {
  bool any = false, live_digital = false, live_other = false;
  for (int channel = 0; channel < context.index.channels.size(); ++channel) {
    const int candidate = context.index.Candidate(service, channel);
    if (candidate < 0) continue;
    any = true;
    if (!IsLive(context, candidate)) continue;
    (IsDigital(context.catalog.channels(channel)) ? live_digital : live_other) = true;
  }
  const Path root;
  const Path path = root.At("services", service);
  const std::string& id = context.catalog.services(service).id();
  if (!any) {
    context.report->Add(Code::SERVICE_UNSERVED, path,
                        absl::StrCat("service \"", id, "\" has no service channel"),
                        "add one, for it or for \"*\"");
  } else if (!live_digital) {
    context.report->Add(Code::DIGITAL_MISSING, path,
                        absl::StrCat("service \"", id, "\" has no live digital channel (G3)"),
                        "add a live service channel whose channel requires INTERNET or "
                        "MOBILE_PHONE");
  } else if (!live_other) {
    context.report->Add(Code::DIGITAL_ONLY, path,
                        absl::StrCat("service \"", id,
                                     "\" has no live channel but digital ones "
                                     "(G3)"),
                        "add a live service channel whose channel requires neither INTERNET nor "
                        "MOBILE_PHONE");
  }
}

}  // namespace

void CheckServices(const CheckContext& context) {
  const Path root;
  if (context.catalog.services_size() == 0) {
    context.report->Add(Code::FIELD_MISSING, root.At("services"), "no services",
                        "add at least one");
  }
  for (int i = 0; i < context.catalog.service_channels_size(); ++i) {
    CheckServiceChannel(context, i);
  }
  for (int i = 0; i < context.catalog.services_size(); ++i) CheckChannelsOf(context, i);
}

SIGNPOST_END_NAMESPACE
