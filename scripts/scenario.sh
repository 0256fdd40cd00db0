#!/usr/bin/env bash
#
# scenario.sh: runs scenarios on real processes by name, from a source tree.
#
# Usage: scenario.sh --list
#        scenario.sh NAME... [--times N]
#
#   NAME   a scenario as --list prints it, or a class of them such as PartitionScenariosIT
#
# Exit codes: 0 all held, or were skipped with a printed reason · 1 wrong usage, or one did not hold

set -euo pipefail

readonly PROGRAM=scenario.sh
SCRIPTS="$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")" && pwd -P)"
readonly SCRIPTS
readonly FOLDER=src-it/src/test/java/org/hbaseha/it/scenario
# shellcheck source=scripts/lib/say.sh
. "$SCRIPTS/lib/say.sh"

main() {
  cd -- "$SCRIPTS/.."
  [[ -d $FOLDER ]] || die 1 "there are no scenarios here: this is not a source tree"
  case "${1:-}" in
    -h | --help | '') usage ;;
    --list) list ;;
    *) run "$@" ;;
  esac
}

usage() {
  sed -n '3,/^$/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
}

# Class and name, a line each.
list() {
  local file
  for file in "$FOLDER"/*IT.java; do
    sed -n "/@Test/,/public void/s/^ *public void \([A-Za-z0-9]*\)().*/$(basename "$file" .java) \1/p" "$file"
  done
}

run() {
  local times=1 tests=() name found
  while (($# > 0)); do
    if [[ $1 == --times ]]; then
      times="${2:?--times needs a number}"
      shift 2
      continue
    fi
    name="$1"
    shift
    found="$(list | awk -v name="$name" '$1 == name || $2 == name { print $1 ($2 == name ? "#" $2 : "") }' | sort -u)"
    [[ -n "$found" ]] || die 1 "no such scenario: $name: see --list"
    tests+=("${found//$'\n'/,}")
  done
  ((${#tests[@]} > 0)) || die 1 "which scenario: see --list"
  # Unit tests are not what is asked for.
  exec mvn --batch-mode --no-transfer-progress --projects src-it --also-make --activate-profiles scenarios-all verify \
    -Dspotless.check.skip -Dexec.skip -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
    -Dfailsafe.failIfNoSpecifiedTests=false -Dha.it.repeats="$times" -Dit.test="$(
      IFS=,
      printf '%s' "${tests[*]}"
    )"
}

main "$@"
