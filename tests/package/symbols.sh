#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What core and the library may not refer to, read from their objects. Usage: symbols.sh SOURCE
# LIBRARY WORK
set -eu
source=$1 library=$2 work=$3

# Core, optimised: nothing that throws, locks, ends the process or prints; and nothing that allocates
# but a request whose room for the facts of rules grows, which does not throw.
"${CXX:-g++}" -std=c++17 -O2 -fno-exceptions -fno-rtti -I"$source/include" -c "$source/tests/package/hot_path.cc" -o "$work/hot_path.o"
undefined=$(nm -C --undefined-only "$work/hot_path.o" | awk '{ $1 = ""; print substr($0, 2) }')
unexpected=$(printf '%s\n' "$undefined" | grep -vxE 'mem(cpy|move|set|cmp)|bcmp|__stack_chk_fail|__popcountdi2|__(div|mod|udiv|umod|udivmod|divmod)ti[34]|_GLOBAL_OFFSET_TABLE_|std::nothrow|operator new\[\]\(unsigned long, std::nothrow_t const&\)|operator delete\[\]\(void\*\)|' || true)
[ -z "$unexpected" ] || { printf 'core refers to:\n%s\n' "$unexpected"; exit 1; }

# The library: no printing, no end of the process of its own.
forbidden=$(nm -C --undefined-only "$library" 2> /dev/null | awk '{ $1 = ""; print substr($0, 2) }' |
  grep -xE 'abort|exit|_exit|printf|puts|putchar|fprintf|perror|std::(cout|cerr|clog)|stdout|stderr' | sort -u || true)
[ -z "$forbidden" ] || { printf 'the library refers to:\n%s\n' "$forbidden"; exit 1; }
