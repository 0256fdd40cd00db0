#!/usr/bin/env bats

load world

setup() {
  make_world
}

teardown() {
  destroy_world
}

recorded() {
  grep -Fxq -- "$1" "$RECORD"
}

@test "a command goes to the Java program with its arguments as they are" {
  run "$HA" why "two words" --json
  [ "$status" -eq 0 ]
  [ "$(tail -n 4 "$RECORD")" = "$(printf '%s\n' org.hbaseha.controller.admin.HbaseHa why 'two words' --json)" ]
}

@test "our jars come before the cluster's, and the cluster's configuration before ours" {
  run "$HA" status
  [ "$status" -eq 0 ]
  recorded "$HBASE_HOME/conf:$WORLD/ha/conf:$WORLD/ha/lib/*:/cluster/conf:/cluster/lib/*"
}

@test "HBASE_CONF_DIR counts" {
  HBASE_CONF_DIR=/etc/hbase run "$HA" status
  [ "$status" -eq 0 ]
  recorded "/etc/hbase:$WORLD/ha/conf:$WORLD/ha/lib/*:/cluster/conf:/cluster/lib/*"
}

@test "the exit code of the program is the exit code" {
  JAVA_EXIT=5 run "$HA" status
  [ "$status" -eq 5 ]
}

@test "commands log nothing unless asked" {
  run "$HA" status
  recorded "-Dhbase.ha.root.logger=OFF,console"
  recorded "-Dhbase.ha.library.level=OFF"
  HBASE_HA_ROOT_LOGGER=INFO,console run "$HA" status
  recorded "-Dhbase.ha.root.logger=INFO,console"
}

@test "a pipe gets no colours" {
  run "$HA" status
  recorded "-Dhbase.ha.color=false"
}

@test "HBASE_HA_OPTS are words" {
  HBASE_HA_OPTS="-Da=1 -Db=2" run "$HA" status
  recorded "-Da=1"
  recorded "-Db=2"
}

@test "it works through a symbolic link" {
  ln -s "$HA" "$WORLD/link"
  run "$WORLD/link" status
  [ "$status" -eq 0 ]
  recorded org.hbaseha.controller.admin.HbaseHa
}

@test "replication goes to the monitor's program, without that word" {
  run "$HA" replication verify t --peer 1
  [ "$status" -eq 0 ]
  [ "$(tail -n 5 "$RECORD")" = "$(printf '%s\n' org.hbaseha.monitor.admin.ReplicationMain verify t --peer 1)" ]
}

@test "an old Java is one sentence" {
  make_java "$WORLD/old" 11.0.2
  JAVA_HOME="$WORLD/old" run "$HA" status
  [ "$status" -eq 1 ]
  [ "$output" = "hbase-ha: Java 11 is too old ($WORLD/old/bin/java): set JAVA_HOME to a JDK 17 or later" ]
  [ ! -e "$RECORD" ]
}

@test "Java 8 counts as 8" {
  make_java "$WORLD/old" 1.8.0_392
  JAVA_HOME="$WORLD/old" run "$HA" status
  [ "$status" -eq 1 ]
  [[ "$output" == "hbase-ha: Java 8 is too old"* ]]
}

@test "a JAVA_HOME without java is one sentence" {
  JAVA_HOME=/nowhere run "$HA" status
  [ "$status" -eq 1 ]
  [ "$output" = "hbase-ha: JAVA_HOME has no bin/java: /nowhere: set it to a JDK 17 or later" ]
}

@test "a wrong HBASE_HOME is one sentence" {
  HBASE_HOME=/nowhere run "$HA" status
  [ "$status" -eq 1 ]
  [ "$output" = "hbase-ha: HBASE_HOME has no bin/hbase: /nowhere: set it to HBase's folder" ]
}

@test "an installation without HBASE_HOME is one sentence" {
  unset HBASE_HOME
  run "$HA" status
  [ "$status" -eq 1 ]
  [[ "$output" == "hbase-ha: HBASE_HOME is not set"* ]]
}

@test "an hbase that fails is one sentence" {
  printf '#!/usr/bin/env bash\nexit 3\n' >"$HBASE_HOME/bin/hbase"
  run "$HA" status
  [ "$status" -eq 1 ]
  [[ "$output" == "hbase-ha: '$HBASE_HOME/bin/hbase classpath' failed: run it to see why" ]]
}

@test "an installation without our jars is one sentence" {
  rm "$WORLD"/ha/lib/*
  run "$HA" status
  [ "$status" -eq 1 ]
  [[ "$output" == "hbase-ha: no hbase-ha-controller jar in $WORLD/ha/lib"* ]]
}

@test "quickstart needs the source tree" {
  run "$HA" quickstart
  [ "$status" -eq 1 ]
  [[ "$output" == "hbase-ha: this needs the source tree of HBase HA"* ]]
}

@test "hbase-ha-env.sh is read" {
  echo 'export HBASE_HA_OPTS="-Dfrom=env"' >"$WORLD/ha/conf/hbase-ha-env.sh"
  run "$HA" status
  recorded "-Dfrom=env"
}
