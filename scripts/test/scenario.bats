#!/usr/bin/env bats

# scripts/scenario.sh, with a Maven that only says what it was asked for.
setup() {
  ROOT="$(cd -- "$BATS_TEST_DIRNAME/../.." && pwd -P)"
  WORLD="$(mktemp -d)"
  # shellcheck disable=SC2016 # for later
  printf '#!/usr/bin/env bash\nprintf "%%s\\n" "$@"\n' >"$WORLD/mvn"
  chmod +x "$WORLD/mvn"
}

teardown() {
  rm -rf "$WORLD"
}

scenario() {
  PATH="$WORLD:$PATH" run "$ROOT/scripts/scenario.sh" "$@"
}

@test "lists every test of every scenario class, and nothing else" {
  scenario --list
  [ "$status" -eq 0 ]
  [ "${#lines[@]}" -eq "$(cat "$ROOT"/src-it/src/test/java/org/hbaseha/it/scenario/*IT.java | grep -c '^ *@Test$')" ]
  [[ "$output" == *"FailoverScenariosIT expiresAKilledServerAndItsRegionsReopen"* ]]
}

@test "runs those that are named, as often as asked for" {
  scenario expiresAnIsolatedServer ConnectStormIT --times 3
  [ "$status" -eq 0 ]
  [[ "$output" == *"-Dit.test=PartitionScenariosIT#expiresAnIsolatedServer,ConnectStormIT"* ]]
  [[ "$output" == *"-Dha.it.repeats=3"* ]]
}

@test "says when there is no such scenario" {
  scenario wishfulThinking
  [ "$status" -eq 1 ]
  [[ "$output" == *"no such scenario: wishfulThinking"* ]]
}
