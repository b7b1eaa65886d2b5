#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs the quick start and checks that the README prints its program and its output, word for word,
# and that the program is at most 40 lines. Usage: readme.sh QUICKSTART SOURCE
set -eu
output=$("$1" "$2/examples/quickstart/catalog.textproto")
readme=$(cat "$2/README.md")
program=$(sed 1d "$2/examples/quickstart/quickstart.cc")
[ "$(wc -l < "$2/examples/quickstart/quickstart.cc")" -le 40 ] || { echo "the quick start has more than 40 lines"; exit 1; }
case "$readme" in *"$output"*) ;; *) printf 'README.md does not print this output:\n%s\n' "$output"; exit 1 ;; esac
case "$readme" in *"$program"*) ;; *) echo "README.md does not print examples/quickstart/quickstart.cc"; exit 1 ;; esac
