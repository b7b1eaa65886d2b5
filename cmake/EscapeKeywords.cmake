# SPDX-License-Identifier: Apache-2.0
# Protobuf 3.21 does not know that C++20 made "requires" a keyword; later ones write requires_().
# Makes the generated accessor the same with every protoc, so that C++20 users can include it.
foreach(extension h cc)
  set(path ${DIRECTORY}/channel.pb.${extension})
  file(READ ${path} text)
  string(REGEX REPLACE "([^A-Za-z0-9_])requires\\(" "\\1requires_(" text "${text}")
  file(WRITE ${path} "${text}")
endforeach()
