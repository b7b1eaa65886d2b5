#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Every public header compiles by itself, and those of core include the standard library only.
# Usage: headers.sh SOURCE GENERATED
set -eu
source=$1 generated=$2
core="availability contact_facts decision estimate fact_classes live_board live_queue live_state money offers
  opening_hours plan_view queueing rank request rollout
  route rule_effects rule_view rules slice version visits"
for header in "$source"/include/signpost/*.h "$source"/include/signpost/*/*.h; do
  name=${header#"$source"/include/}
  stem=$(basename "$header" .h)
  warnings=(-Wall -Wextra -Werror)
  case " $core " in
    *" $stem "*)
      warnings+=(-Wpedantic -Wconversion)
      others=$(echo "#include \"$name\"" | "${CXX:-g++}" -std=c++17 -I"$source/include" -M -x c++ - |
        tr ' ' '\n' | grep -E '/(google|absl|re2|boost|xxhash)' || true)
      [ -z "$others" ] || { printf '%s is core and includes\n%s\n' "$name" "$others"; exit 1; }
      ;;
  esac
  echo "#include \"$name\"" |
    "${CXX:-g++}" -std=c++17 "${warnings[@]}" -I"$source/include" -isystem "$generated" -fsyntax-only -x c++ - ||
    { echo "$name does not compile by itself"; exit 1; }
done
