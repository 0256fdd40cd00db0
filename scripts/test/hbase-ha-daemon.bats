#!/usr/bin/env bats

load world

setup() {
  make_world
  make_daemon
  export HBASE_HA_LOG_DIR="$WORLD/logs" HBASE_HA_PID_DIR="$WORLD/run" HBASE_HA_IDENT_STRING=test
  export HBASE_HA_START_TIMEOUT=30 HBASE_HA_STOP_TIMEOUT=5
  PID_FILE="$WORLD/run/hbase-ha-test-controller.pid"
  MONITOR_PID_FILE="$WORLD/run/hbase-ha-test-replication-monitor.pid"
}

teardown() {
  local file
  for file in "$PID_FILE" "$MONITOR_PID_FILE"; do
    if [[ -r "$file" ]]; then
      kill -KILL "$(<"$file")" 2>/dev/null || true
    fi
  done
  destroy_world
}

@test "start waits until it is ready, status is 0, stop stops" {
  run "$DAEMON" start controller
  [ "$status" -eq 0 ]
  [[ "$output" == *"controller is ready, pid $(<"$PID_FILE"), http://127.0.0.1:"*"/state"* ]]
  run "$DAEMON" status controller
  [ "$status" -eq 0 ]
  [ "$output" = "controller runs, pid $(<"$PID_FILE")" ]
  run "$DAEMON" stop controller
  [ "$status" -eq 0 ]
  [ ! -e "$PID_FILE" ]
  run "$DAEMON" status controller
  [ "$status" -eq 3 ]
  [ "$output" = "controller is stopped" ]
}

@test "a second start leaves the first alone" {
  "$DAEMON" start controller 2>/dev/null
  local pid
  pid="$(<"$PID_FILE")"
  run "$DAEMON" start controller
  [ "$status" -eq 0 ]
  [ "$output" = "controller runs already, pid $pid" ]
  [ "$(<"$PID_FILE")" = "$pid" ]
}

@test "a start that fails prints why and ends with the controller's own code" {
  local code
  for code in 1 2; do
    FAILS="$code" run "$DAEMON" start controller
    [ "$status" -eq "$code" ]
    [[ "$output" == *"port 16071 is taken: stop what uses it"* ]]
    [[ "$output" == *"the controller did not start"* ]]
    [ ! -e "$PID_FILE" ]
    FAILS="$code" run "$DAEMON" foreground controller
    [ "$status" -eq "$code" ]
  done
}

@test "a start that ends in a way that means something else here is an error" {
  local code
  for code in 3 134 143; do
    FAILS="$code" run "$DAEMON" start controller
    [ "$status" -eq 4 ]
    [[ "$output" == *"the controller did not start"* ]]
  done
}

@test "a controller that does not get ready is told of and left running" {
  NEVER_READY=1 HBASE_HA_START_TIMEOUT=1 run "$DAEMON" start controller
  [ "$status" -eq 3 ]
  [[ "$output" == *"is not ready after 1 s"* ]]
  run "$DAEMON" status controller
  [ "$status" -eq 0 ]
}

@test "a controller that does not obey is killed" {
  STUBBORN=1 "$DAEMON" start controller 2>/dev/null
  HBASE_HA_STOP_TIMEOUT=1 run "$DAEMON" stop controller
  [ "$status" -eq 0 ]
  [[ "$output" == *"it did not stop within 1 s: killing it"* ]]
}

@test "a pid file whose pid belongs to somebody else is stale" {
  mkdir -p "$WORLD/run"
  sleep 60 &
  local other=$!
  echo "$other" >"$PID_FILE"
  run "$DAEMON" status controller
  [ "$status" -eq 1 ]
  [ "$output" = "controller is dead and left $PID_FILE" ]
  run "$DAEMON" stop controller
  [ "$status" -eq 0 ]
  kill -0 "$other"
  kill "$other"
}

@test "a controller of another ident, or another program with our words in one, is not ours" {
  mkdir -p "$WORLD/run"
  mkfifo "$WORLD/pipe"
  exec 7<>"$WORLD/pipe"
  local words
  for words in "-Dhbase.ha.ident=test2 org.hbaseha.controller.ControllerMain" \
    "-Dhbase.ha.ident=test org.hbaseha.controller.ControllerMainOther" \
    "-Dhbase.ha.ident=test\\ org.hbaseha.controller.ControllerMain"; do
    eval "bash -c 'read -r' sh $words <'$WORLD/pipe' &"
    local other=$!
    echo "$other" >"$PID_FILE"
    run "$DAEMON" status controller
    kill "$other"
    [ "$status" -eq 1 ]
  done
}

@test "it needs neither ps nor kill as programs" {
  local tool
  mkdir "$WORLD/tools"
  for tool in bash cat dirname env find id mkdir nohup readlink rm sed sleep sort tail tr uname; do
    ln -s "$(command -v "$tool")" "$WORLD/tools/$tool"
  done
  PATH="$WORLD/tools" run "$DAEMON" start controller
  [ "$status" -eq 0 ]
  PATH="$WORLD/tools" run "$DAEMON" status controller
  [ "$status" -eq 0 ]
  PATH="$WORLD/tools" run "$DAEMON" stop controller
  [ "$status" -eq 0 ]
  [[ "$output" != *"not found"* ]]
}

@test "a pid file with rubbish is stale" {
  mkdir -p "$WORLD/run"
  echo "12; rm -rf /" >"$PID_FILE"
  run "$DAEMON" start controller
  [ "$status" -eq 0 ]
}

@test "restart gives a new process" {
  "$DAEMON" start controller 2>/dev/null
  local pid
  pid="$(<"$PID_FILE")"
  run "$DAEMON" restart controller
  [ "$status" -eq 0 ]
  [ "$(<"$PID_FILE")" != "$pid" ]
}

@test "foreground is the process itself" {
  "$DAEMON" foreground controller 2>/dev/null &
  local pid=$!
  for _ in {1..50}; do
    [[ -r "$WORLD/run/hbase-ha-test-controller.address" ]] && break
    sleep 0.1
  done
  [ "$(<"$PID_FILE")" = "$pid" ]
  kill "$pid"
}

@test "the replication monitor is started, found and stopped beside a controller" {
  "$DAEMON" start controller 2>/dev/null
  run "$DAEMON" start replication-monitor
  [ "$status" -eq 0 ]
  [[ "$output" == *"starting the replication-monitor, log $WORLD/logs/hbase-ha-test-replication-monitor-"* ]]
  [[ "$output" == *"replication-monitor is ready, pid $(<"$MONITOR_PID_FILE"), http://127.0.0.1:"*"/" ]]
  run "$DAEMON" status replication-monitor
  [ "$status" -eq 0 ]
  [ "$output" = "replication-monitor runs, pid $(<"$MONITOR_PID_FILE")" ]
  run "$DAEMON" stop replication-monitor
  [ "$status" -eq 0 ]
  [[ "$output" == *"replication-monitor is stopped"* ]]
  run "$DAEMON" status replication-monitor
  [ "$status" -eq 3 ]
  run "$DAEMON" status controller
  [ "$status" -eq 0 ]
}

@test "one daemon is not taken for the other" {
  "$DAEMON" start controller 2>/dev/null
  cp "$PID_FILE" "$MONITOR_PID_FILE"
  run "$DAEMON" status replication-monitor
  [ "$status" -eq 1 ]
  [ "$output" = "replication-monitor is dead and left $MONITOR_PID_FILE" ]
  run "$DAEMON" stop replication-monitor
  [ "$status" -eq 0 ]
  kill -0 "$(<"$PID_FILE")"
}

@test "a monitor that does not start says so by its name" {
  FAILS=2 run "$DAEMON" start replication-monitor
  [ "$status" -eq 2 ]
  [[ "$output" == *"the replication-monitor did not start"* ]]
}

@test "each daemon has its class, its heap and its own JVM options" {
  make_java "$WORLD/jdk" 17.0.15
  export HBASE_HA_CONTROLLER_OPTS="-Dmine=controller" HBASE_HA_MONITOR_OPTS="-Dmine=monitor -Xmx1g"
  run "$DAEMON" foreground replication-monitor
  [ "$status" -eq 0 ]
  [ "$(tail -n 3 "$RECORD")" = "$(printf '%s\n' -Dmine=monitor -Xmx1g org.hbaseha.monitor.daemon.MonitorMain)" ]
  grep -qx -- "-Xmx512m" "$RECORD"
  grep -qx -- "-Dhbase.ha.address.file=$WORLD/run/hbase-ha-test-replication-monitor.address" "$RECORD"
  run "$DAEMON" foreground controller
  [ "$(tail -n 2 "$RECORD")" = "$(printf '%s\n' -Dmine=controller org.hbaseha.controller.ControllerMain)" ]
}

@test "a folder that cannot be written is one sentence" {
  HBASE_HA_LOG_DIR=/proc/no run "$DAEMON" start controller
  [ "$status" -eq 1 ]
  [ "$output" = "hbase-ha-daemon.sh: cannot write to /proc/no: set HBASE_HA_LOG_DIR to a folder of yours" ]
}

@test "wrong usage shows the help" {
  run "$DAEMON" begin controller
  [ "$status" -eq 1 ]
  [[ "$output" == *"Usage: hbase-ha-daemon.sh"* ]]
  run "$DAEMON" start monitor
  [ "$status" -eq 1 ]
  [[ "$output" == *"say controller or replication-monitor"* ]]
  run "$DAEMON" --help
  [ "$status" -eq 0 ]
  [[ "$output" == *"Exit codes"* ]]
}
