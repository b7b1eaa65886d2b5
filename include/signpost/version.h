// SPDX-License-Identifier: Apache-2.0
//
// The version of signpost, and the namespace that carries its ABI. Every header includes this one.
#ifndef SIGNPOST_VERSION_H_
#define SIGNPOST_VERSION_H_

#define SIGNPOST_VERSION_MAJOR 0
#define SIGNPOST_VERSION_MINOR 1
#define SIGNPOST_VERSION_PATCH 0

// Everything lives in signpost::abi0, and is written signpost::. The number changes when programs
// must be compiled anew, together with the library's SOVERSION. Messages are in signpost::v1.
#define SIGNPOST_BEGIN_NAMESPACE \
  namespace signpost {           \
  inline namespace abi0 {
#define SIGNPOST_END_NAMESPACE \
  }                            \
  }

#endif  // SIGNPOST_VERSION_H_
