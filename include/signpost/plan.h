// SPDX-License-Identifier: Apache-2.0
//
// A plan: a catalog compiled for deciding. You come here with a Catalog (catalog.h) and leave with
// what BindContact() and Decide() (decide.h), or Bind() and Route() of the core headers, work on.
#ifndef SIGNPOST_PLAN_H_
#define SIGNPOST_PLAN_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "signpost/catalog.h"
#include "signpost/limits.h"
#include "signpost/plan_view.h"
#include "signpost/v1/contact.pb.h"
#include "signpost/v1/policy.pb.h"
#include "signpost/version.h"

SIGNPOST_BEGIN_NAMESPACE

struct CompileOptions {
  // Instead of what the catalog's policy says.
  std::optional<v1::PreferenceMode> preference;
  std::optional<v1::PolicyCostBasis> cost_basis;
  // Contacts are decided from `horizon_begin` to before `horizon_end`, seconds since 1970 UTC: time
  // zones are compiled to their transitions over this span. Must be in order and within the years 1
  // to 9998. Default: 1970 to 2099.
  std::int64_t horizon_begin = 0;
  std::int64_t horizon_end = 4'102'444'800;
};

struct PlanTables;

// Immutable. Copies share the tables, which live as long as any of them. Safe to read from any
// number of threads.
class Plan {
 public:
  explicit Plan(std::shared_ptr<const PlanTables> tables);

  // Valid as long as this plan or a copy of it.
  const PlanView& view() const { return view_; }

  // What the programs of the plan's conditions give for a contact (ContactFacts::program_results).
  // The contact's attributes must be of their declared types; BindContact() does all of this.
  std::vector<std::uint32_t> RunPrograms(const v1::Contact& contact) const;

  // What one of the programs reads of such a contact, in the order of its text, each thing once.
  struct Reading {
    std::string fact;  // As CEL, e.g. `contact.customer.region`, and its value; "unset": none.
    std::string value;
  };
  std::vector<Reading> ReadingsOfProgram(std::uint32_t program, const v1::Contact& contact) const;

 private:
  std::shared_ptr<const PlanTables> tables_;
  PlanView view_;
};

// Compiles a catalog. Deterministic: the same catalog and options give the same tables and
// fingerprint everywhere with the same time zone database.
//
// Errors: kOutOfRange, a cost that does not fit (it names the service channel); kInvalidArgument, a
// horizon out of order; kNotFound, a time zone that the system does not know any more.
absl::StatusOr<Plan> CompilePlan(const Catalog& catalog, const CompileOptions& options = {});

SIGNPOST_END_NAMESPACE

#endif  // SIGNPOST_PLAN_H_
