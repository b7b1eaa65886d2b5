#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Fetches the tests of google/cel-spec as the npm package @bufbuild/cel-spec and writes them as
# binary protobuf. Usage: export.sh DIRECTORY; the files go to DIRECTORY/tests.
# Exit code 77 where there is no npm, or no registry can be reached.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
directory=$1
if ! command -v npm >/dev/null 2>&1 || ! command -v node >/dev/null 2>&1; then
  echo "skipped: no npm"
  exit 77
fi
mkdir -p "$directory"
cd "$directory"
[ -f tests/.complete ] && exit 0
[ -f package.json ] || echo '{"private": true, "type": "module"}' >package.json
if ! npm install --no-audit --no-fund --no-progress --loglevel=error \
  @bufbuild/cel-spec@0.6.1 @bufbuild/protobuf@2.6.2 >npm.log 2>&1; then
  echo "skipped: no npm (npm install failed, see npm.log)"
  exit 77
fi
cp "$here/export.mjs" .
node export.mjs tests
touch tests/.complete
