#!/usr/bin/env bash
#
# run.sh: shellcheck, shfmt and bats over all of scripts/, conf/*.sh and .ci/.
#
# Exit codes: 0 all well · 1 a check failed, or a tool is missing

set -euo pipefail

readonly PROGRAM=run.sh
ROOT="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)"
readonly ROOT
# shellcheck source=scripts/lib/say.sh
. "$ROOT/scripts/lib/say.sh"

main() {
  cd -- "$ROOT"
  require shellcheck
  require bats
  local -a files
  mapfile -t files < <(find scripts conf .ci -type f \( -name '*.sh' -o -name '*.bash' -o -name '*.bats' -o -path scripts/hbase-ha -o -path .ci/run \) | sort)
  say "shellcheck: ${#files[@]} files"
  shellcheck --external-sources "${files[@]}" || die 1 "shellcheck found something: see above"
  if command -v shfmt >/dev/null; then
    shfmt --indent 2 --case-indent --binary-next-line --diff "${files[@]}" \
      || die 1 "layout differs: shfmt -i 2 -ci -bn -w FILE repairs it"
  else
    say "shfmt is not installed: the layout is not looked at (apt-get install shfmt)"
  fi
  say "bats: scripts/test/*.bats"
  bats scripts/test/*.bats || die 1 "a bats test failed: see above"
}

require() {
  command -v "$1" >/dev/null || die 1 "$1 is missing: apt-get install $1"
}

main "$@"
