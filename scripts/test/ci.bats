#!/usr/bin/env bats

# shellcheck disable=SC2016 # bodies of programs, for later
# .ci/run on machines that lack something: a PATH with what it needs and no more.
setup() {
  ROOT="$(cd -- "$BATS_TEST_DIRNAME/../.." && pwd -P)"
  WORLD="$(mktemp -d)"
  mkdir "$WORLD/bin"
  export CALLS="$WORLD/calls"
  local tool
  for tool in bash dirname env; do
    ln -s "$(command -v "$tool")" "$WORLD/bin/$tool"
  done
  for tool in shellcheck bats shfmt ip tc mvn; do
    program "$tool" 'echo "${0##*/} $*" >>"$CALLS"'
  done
  program id 'echo 0'
}

teardown() {
  rm -rf "$WORLD"
}

# program NAME BODY
program() {
  printf '#!/usr/bin/env bash\n%s\n' "$2" >"$WORLD/bin/$1"
  chmod +x "$WORLD/bin/$1"
}

ci() {
  PATH="$WORLD/bin" run "$ROOT/.ci/run"
}

@test "with all tools there it runs the README's test command and installs nothing" {
  program apt-get 'echo "apt-get $*" >>"$CALLS"'
  ci
  [ "$status" -eq 0 ]
  [ "$(<"$CALLS")" = "mvn --batch-mode --no-transfer-progress verify -Dha.it.repeats=3" ]
}

@test "without root, without sudo, it says what to install" {
  rm "$WORLD/bin/bats" "$WORLD/bin/shellcheck"
  program id 'echo 1000'
  program apt-get 'exit 0'
  ci
  [ "$status" -eq 1 ]
  [ "$output" = ".ci/run: missing and not to be installed from here: shellcheck bats: as root, apt-get install shellcheck bats" ]
  [ ! -e "$CALLS" ]
}

@test "without apt-get it says what to install" {
  rm "$WORLD/bin/bats"
  ci
  [ "$status" -eq 1 ]
  [ "$output" = ".ci/run: missing and not to be installed from here: bats: as root, apt-get install bats" ]
}

@test "an installation that fails is told of" {
  rm "$WORLD/bin/bats"
  program apt-get 'exit 100'
  ci
  [ "$status" -eq 1 ]
  [[ "$output" == *"missing and not to be installed from here: bats:"* ]]
}

@test "without shfmt it goes on" {
  rm "$WORLD/bin/shfmt"
  program apt-get 'exit 100'
  ci
  [ "$status" -eq 0 ]
  grep -q '^mvn ' "$CALLS"
}

@test "without ip it installs iproute2, and goes on when it cannot" {
  rm "$WORLD/bin/ip"
  program apt-get 'echo "apt-get $*" >>"$CALLS"; exit 100'
  ci
  [ "$status" -eq 0 ]
  grep -q '^apt-get install -y -qq iproute2$' "$CALLS"
  grep -q '^mvn ' "$CALLS"
}

@test "with sudo it installs what is missing, and asks for no password" {
  rm "$WORLD/bin/bats"
  program id 'echo 1000'
  program sudo 'echo "sudo $*" >>"$CALLS"; shift; "$@"'
  program apt-get '[[ "$*" != *"install"* ]] || cp "${BASH_SOURCE[0]%/*}/shfmt" "${BASH_SOURCE[0]%/*}/bats"'
  ln -s "$(command -v cp)" "$WORLD/bin/cp"
  ci
  [ "$status" -eq 0 ]
  grep -q '^sudo -n env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq bats$' "$CALLS"
  grep -q '^mvn ' "$CALLS"
}

@test "without mvn it says what to install" {
  rm "$WORLD/bin/mvn"
  ci
  [ "$status" -eq 1 ]
  [ "$output" = ".ci/run: mvn is missing: install Maven 3.8.7 or later and JDK 17" ]
}
