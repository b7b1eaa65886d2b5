#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Exports the tests of google/cel-spec and runs them. Usage: run.sh RUNNER DIRECTORY.
set -eu
"$(dirname "$0")/export.sh" "$2"
exec "$1" "$2/tests"
