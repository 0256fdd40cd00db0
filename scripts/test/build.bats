#!/usr/bin/env bats

load world

# A source tree with a mvn that only pretends.
setup() {
  make_world
  TREE="$WORLD/ha"
  mkdir -p "$TREE/src-it/src/main" "$TREE/src-it/target" "$WORLD/bin"
  rm -rf "${TREE:?}/lib"
  echo "<configuration/>" >"$TREE/conf/hbase-site-recommended.xml"
  touch "$TREE/pom.xml" "$TREE/src-it/pom.xml" "$TREE/src-it/src/main/A.java"
  cat >"$WORLD/bin/mvn" <<'EOF'
#!/usr/bin/env bash
echo run >>"$WORLD_DIR/builds"
echo '[INFO] Building HBase HA: local clusters 0.1.0 [3/3]'
if [[ -n "${BREAKS:-}" ]]; then
  echo '[ERROR] A.java: not a statement'
  exit 1
fi
echo "/m2/hbase-server.jar" >"$WORLD_DIR/ha/src-it/target/classpath"
EOF
  chmod +x "$WORLD/bin/mvn"
  export WORLD_DIR="$WORLD" PATH="$WORLD/bin:$PATH"
  unset HBASE_HOME
}

teardown() {
  destroy_world
}

builds() {
  wc -l <"$WORLD/builds" | tr -d ' '
}

@test "the first run builds and says so, the second starts at once" {
  run "$HA" status
  [ "$status" -eq 0 ]
  [[ "$output" == *"Building HBase HA"* ]]
  run "$HA" status
  [ "$status" -eq 0 ]
  [ -z "$output" ]
  [ "$(builds)" -eq 1 ]
}

@test "a source that changed builds again, and so does one that was removed" {
  "$HA" status 2>/dev/null
  touch -d '+1 minute' "$TREE/src-it/src/main/A.java"
  "$HA" status 2>/dev/null
  [ "$(builds)" -eq 2 ]
  touch -d '-1 minute' "$TREE/src-it/src/main/A.java"
  touch "$TREE/target/hbase-ha.stamp"
  rm "$TREE/src-it/src/main/A.java"
  touch -d '+1 minute' "$TREE/src-it/src/main"
  "$HA" status 2>/dev/null
  [ "$(builds)" -eq 3 ]
}

@test "settings we recommend build again, for a jar has them; an operator's settings do not" {
  "$HA" status 2>/dev/null
  touch -d '+1 minute' "$TREE/conf/ha-site.xml" "$TREE/conf"
  "$HA" status 2>/dev/null
  [ "$(builds)" -eq 1 ]
  touch -d '+1 minute' "$TREE/conf/hbase-site-recommended.xml"
  "$HA" status 2>/dev/null
  [ "$(builds)" -eq 2 ]
}

@test "a JDK that can run it but not build it is one sentence" {
  make_java "$WORLD/new" 21.0.2
  JAVA_HOME="$WORLD/new" run "$HA" status
  [ "$status" -eq 1 ]
  [ "$output" = "hbase-ha: building needs JDK 17 exactly, and $WORLD/new/bin/java is of 21: set JAVA_HOME to a JDK 17" ]
  [ ! -e "$WORLD/builds" ]
  "$HA" status 2>/dev/null
  JAVA_HOME="$WORLD/new" run "$HA" status
  [ "$status" -eq 0 ]
}

@test "a build that failed shows the error and is tried again" {
  BREAKS=1 run "$HA" status
  [ "$status" -eq 4 ]
  [[ "$output" == *"A.java: not a statement"* ]]
  [[ "$output" == *"the build failed: see "* ]]
  run "$HA" status
  [ "$status" -eq 0 ]
  [ "$(builds)" -eq 2 ]
}

@test "quickstart and benchmark run on the tree's own class path" {
  HBASE_HOME="$WORLD/hbase" run "$HA" benchmark failover --rounds 3
  [ "$status" -eq 0 ]
  grep -Fxq "$TREE/src-it/target/classes:/m2/hbase-server.jar" "$RECORD"
  [ "$(tail -n 5 "$RECORD")" = "$(printf '%s\n' org.hbaseha.it.Main benchmark failover --rounds 3)" ]
}

@test "without mvn it says what to install" {
  local tool
  mkdir "$WORLD/tools"
  for tool in bash cat dirname env find flock mkdir readlink rm sed; do
    ln -s "$(command -v "$tool")" "$WORLD/tools/$tool"
  done
  PATH="$WORLD/tools" run "$HA" status
  [ "$status" -eq 1 ]
  [[ "$output" == *"no mvn found: install Maven 3.8.7 or later"* ]]
}
