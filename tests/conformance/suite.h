// SPDX-License-Identifier: Apache-2.0
//
// The tests of google/cel-spec as the runner needs them, read from dynamic messages.
#ifndef SIGNPOST_TESTS_CONFORMANCE_SUITE_H_
#define SIGNPOST_TESTS_CONFORMANCE_SUITE_H_

#include <memory>
#include <string>
#include <vector>

#include "cel/environment.h"
#include "cel/type.h"
#include "cel/value.h"
#include "cel/workspace.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/dynamic_message.h"

namespace signpost::conformance {

using google::protobuf::Message;

// The descriptors of the tests, and of what the tests use.
class Schema {
 public:
  // False, with a line on stderr, where the file is not what export.mjs writes.
  bool Load(const std::string& path);
  const google::protobuf::DescriptorPool& pool() const { return pool_; }
  google::protobuf::MessageFactory& factory() { return factory_; }
  // A cel.expr.conformance.test.SimpleTestFile; nullptr where it cannot be read.
  std::unique_ptr<Message> ReadFile(const std::string& path);

 private:
  google::protobuf::DescriptorPool pool_;
  google::protobuf::DynamicMessageFactory factory_{&pool_};
};

// Reads by the name of a field, which must exist.
std::string Text(const Message& message, const char* field);
bool Flag(const Message& message, const char* field);
bool Has(const Message& message, const char* field);
const Message& Sub(const Message& message, const char* field);
std::vector<const Message*> All(const Message& message, const char* field);

// A cel.expr.Type.
cel::Type ReadType(const Message& type, const google::protobuf::DescriptorPool& pool);
// A cel.expr.Value. kUnset: of a kind that no value here has (strong enums).
cel::Value ReadValue(const Message& value, cel::Workspace& work);

// Whether both are the same value of the same kind; a NaN is itself.
bool Identical(const cel::Value& a, const cel::Value& b, cel::Workspace& work);

}  // namespace signpost::conformance

#endif  // SIGNPOST_TESTS_CONFORMANCE_SUITE_H_
