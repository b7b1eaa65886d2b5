#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs the build into an empty folder and builds three users against it: the library, core
# alone, and the source tree as a subdirectory; and the library once more through pkg-config as
# C++20. Usage: run.sh SOURCE BUILD WORK
set -eu
source=$1 build=$2 work=$3
rm -rf "$work"
mkdir -p "$work"
DESTDIR= cmake --install "$build" --prefix "$work/installed" > "$work/install.log"
# A prefix that was moved after the installation must work as well.
mv "$work/installed" "$work/prefix"

build_and_run() { # name, configure arguments...
  local name=$1
  shift
  echo "== $name"
  cmake -S "$source/tests/package/$name" -B "$work/$name" -G Ninja -DCMAKE_BUILD_TYPE=Debug "$@" > "$work/$name.log" 2>&1 ||
    { cat "$work/$name.log"; exit 1; }
  cmake --build "$work/$name" >> "$work/$name.log" 2>&1 || { cat "$work/$name.log"; exit 1; }
  "$work/$name/consumer"
}

build_and_run consumer -DCMAKE_PREFIX_PATH="$work/prefix" ${CMAKE_FLAGS:-}
build_and_run core_consumer -DCMAKE_PREFIX_PATH="$work/prefix"
build_and_run subdirectory -DSIGNPOST_SOURCE="$source" -DSIGNPOST_PRECOMPILE=ON ${CMAKE_FLAGS:-}

echo "== pkg-config, C++20"
pc=$(dirname "$(find "$work/prefix" -name signpost.pc)")
# shellcheck disable=SC2046
${CXX:-g++} -std=c++20 "$source/tests/package/consumer.cc" -o "$work/pkg_config_consumer" \
  $(PKG_CONFIG_PATH=$pc pkg-config --cflags --libs signpost)
"$work/pkg_config_consumer"
# shellcheck disable=SC2046
${CXX:-g++} -std=c++17 "$source/tests/package/core_consumer.cc" -o "$work/pkg_config_core" \
  $(PKG_CONFIG_PATH=$pc pkg-config --cflags signpost-core)
"$work/pkg_config_core"
