#!/usr/bin/env bash
#
# hbase-ha-daemon.sh: starts and stops the daemons of HBase HA on this machine.
#
# Usage: hbase-ha-daemon.sh start|stop|restart|status|foreground controller|replication-monitor
#
#   start       starts it and waits until it is ready, or says why it is not
#   stop        asks it to stop, and kills it when it does not within HBASE_HA_STOP_TIMEOUT seconds
#   status      says whether it runs
#   foreground  runs it here; for systemd and containers
#
# Exit codes: 0 done, or running · 1 wrong usage or configuration; for status: dead, and left a pid file ·
#   2 could not begin: ZooKeeper unreachable, no HBase there, or a port in use ·
#   3 not ready in time; for status: stopped · 4 did not start for another reason, or could not be stopped
#
# Environment (conf/hbase-ha-env.sh is read first): JAVA_HOME, HBASE_HOME, HBASE_CONF_DIR, HBASE_HA_CONF_DIR,
#   HBASE_HA_LOG_DIR, HBASE_HA_PID_DIR, HBASE_HA_IDENT_STRING (tells several daemons of one kind on one machine apart),
#   HBASE_HA_CONTROLLER_OPTS and HBASE_HA_MONITOR_OPTS (JVM options), HBASE_HA_START_TIMEOUT and
#   HBASE_HA_STOP_TIMEOUT (seconds).

set -euo pipefail

readonly PROGRAM=hbase-ha-daemon.sh
SCRIPTS="$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")" && pwd -P)"
readonly SCRIPTS
# shellcheck source=scripts/lib/say.sh
. "$SCRIPTS/lib/say.sh"
# shellcheck source=scripts/lib/layout.sh
. "$SCRIPTS/lib/layout.sh"
# shellcheck source=scripts/lib/java.sh
. "$SCRIPTS/lib/java.sh"
# shellcheck source=scripts/lib/build.sh
. "$SCRIPTS/lib/build.sh"
# shellcheck source=scripts/lib/classpath.sh
. "$SCRIPTS/lib/classpath.sh"
# shellcheck source=scripts/lib/process.sh
. "$SCRIPTS/lib/process.sh"

usage() {
  sed -n '3,/^$/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
}

main() {
  case "${1:-}" in
    -h | --help)
      usage
      return 0
      ;;
    start | stop | restart | status | foreground) ;;
    *)
      usage >&2
      return 1
      ;;
  esac
  choose_daemon "${2:-}"
  [[ $# -eq 2 ]] || die 1 "too many arguments: $*: see --help"
  settle
  "$1"_daemon
}

# Sets what tells one kind of daemon from the other.
choose_daemon() {
  case "$1" in
    controller)
      MAIN_CLASS=org.hbaseha.controller.ControllerMain
      OPTIONS_NAME=HBASE_HA_CONTROLLER_OPTS
      PAGE=/state
      ;;
    replication-monitor)
      MAIN_CLASS=org.hbaseha.monitor.daemon.MonitorMain
      OPTIONS_NAME=HBASE_HA_MONITOR_OPTS
      PAGE=/
      ;;
    *) die 1 "which daemon: '$1' is not known: say controller or replication-monitor" ;;
  esac
  DAEMON="$1"
}

# Names and folders, from the environment or with defaults that work without root.
settle() {
  local home
  find_layout
  read_env
  home="$HA_HOME"
  is_source_tree && home="$HA_HOME/target"
  IDENT="${HBASE_HA_IDENT_STRING:-$(id -un)}"
  LOG_DIR="${HBASE_HA_LOG_DIR:-$home/logs}"
  PID_DIR="${HBASE_HA_PID_DIR:-$home/run}"
  NAME="hbase-ha-$IDENT-$DAEMON"
  PID_FILE="$PID_DIR/$NAME.pid"
  # The daemon writes there where it really listens: the configured port may be 0.
  ADDRESS_FILE="$PID_DIR/$NAME.address"
  LOG_FILE="$NAME-$(uname -n).log"
  OUT_FILE="$LOG_DIR/$NAME-$(uname -n).out"
  START_TIMEOUT="${HBASE_HA_START_TIMEOUT:-60}"
  STOP_TIMEOUT="${HBASE_HA_STOP_TIMEOUT:-30}"
}

# Sets COMMAND to the words that start the daemon. $1: where it logs to.
daemon_command() {
  find_java
  operator_classpath
  make_folder "$LOG_DIR" HBASE_HA_LOG_DIR
  make_folder "$PID_DIR" HBASE_HA_PID_DIR
  # shellcheck disable=SC2206 # options are words
  COMMAND=("$JAVA" -cp "$CLASS_PATH"
    "${JAVA_OPENS[@]}"
    -Xmx512m -XX:+UseG1GC -XX:+ExitOnOutOfMemoryError -XX:ErrorFile="$LOG_DIR/hs_err_pid%p.log"
    -Dhbase.ha.ident="$IDENT"
    -Dhbase.ha.log.dir="$LOG_DIR"
    -Dhbase.ha.log.file="$LOG_FILE"
    -Dhbase.ha.address.file="$ADDRESS_FILE"
    -Dhbase.ha.root.logger="${HBASE_HA_ROOT_LOGGER:-$1}"
    -Dlog4j2.configurationFile="file:$HBASE_HA_CONF_DIR/log4j2.properties"
    ${!OPTIONS_NAME:-}
    "$MAIN_CLASS")
}

make_folder() {
  mkdir -p "$1" 2>/dev/null || true
  [[ -d "$1" && -w "$1" ]] || die 1 "cannot write to $1: set $2 to a folder of yours"
}

start_daemon() {
  local pid
  if pid="$(running_pid)"; then
    say "$DAEMON runs already, pid $pid"
    return 0
  fi
  daemon_command INFO,file
  rm -f "$ADDRESS_FILE" "$PID_FILE"
  say "starting the $DAEMON, log $LOG_DIR/$LOG_FILE"
  nohup "${COMMAND[@]}" >"$OUT_FILE" 2>&1 </dev/null &
  pid=$!
  printf '%s\n' "$pid" >"$PID_FILE"
  await_ready "$pid"
}

await_ready() {
  local pid="$1" deadline=$((SECONDS + START_TIMEOUT)) code=0 host port
  while ((SECONDS < deadline)); do
    if ! is_alive "$pid"; then
      wait "$pid" || code=$?
      rm -f "$PID_FILE"
      show_end
      die "$(known_code "$code")" "the $DAEMON did not start: see above, and $LOG_DIR/$LOG_FILE"
    fi
    host="$(address_field host)"
    port="$(address_field http-port)"
    if [[ -n "$port" && "$(http_status "$host" "$port" /ready)" == 200 ]]; then
      say "$DAEMON is ready, pid $pid, http://$host:$port$PAGE"
      return 0
    fi
    sleep 0.2
  done
  show_end
  die 3 "the $DAEMON runs (pid $pid) but is not ready after $START_TIMEOUT s: see above, and $LOG_DIR/$LOG_FILE"
}

# What a daemon that has ended at start ended with, where that is one of our codes. Any other, such as the JVM's 3
# for a full heap or 143 for a signal, would mean something else here.
known_code() {
  case "$1" in
    1 | 2) printf '%s' "$1" ;;
    *) printf '4' ;;
  esac
}

address_field() {
  [[ -r "$ADDRESS_FILE" ]] || return 0
  sed -n "s/^$1=//p" "$ADDRESS_FILE"
}

# What it said last: the sentence it ended with, else the end of its log.
show_end() {
  if [[ -s "$OUT_FILE" ]]; then
    tail -n 8 "$OUT_FILE" >&2
  elif [[ -s "$LOG_DIR/$LOG_FILE" ]]; then
    say "last lines of $LOG_DIR/$LOG_FILE:"
    tail -n 8 "$LOG_DIR/$LOG_FILE" >&2
  fi
}

stop_daemon() {
  local pid
  if ! pid="$(running_pid)"; then
    say "$DAEMON does not run"
    rm -f "$PID_FILE" "$ADDRESS_FILE"
    return 0
  fi
  say "stopping the $DAEMON, pid $pid"
  kill -TERM "$pid" 2>/dev/null || true
  if ! await_end "$pid" "$STOP_TIMEOUT"; then
    say "it did not stop within $STOP_TIMEOUT s: killing it"
    kill -KILL "$pid" 2>/dev/null || true
    await_end "$pid" 5 || die 4 "pid $pid cannot be killed: it hangs in the kernel, or belongs to another user"
  fi
  rm -f "$PID_FILE" "$ADDRESS_FILE"
  say "$DAEMON is stopped"
}

restart_daemon() {
  stop_daemon
  start_daemon
}

status_daemon() {
  local pid
  if pid="$(running_pid)"; then
    printf '%s runs, pid %s\n' "$DAEMON" "$pid"
    return 0
  fi
  if [[ -f "$PID_FILE" ]]; then
    printf '%s is dead and left %s\n' "$DAEMON" "$PID_FILE"
    return 1
  fi
  printf '%s is stopped\n' "$DAEMON"
  return 3
}

foreground_daemon() {
  local pid
  if pid="$(running_pid)"; then
    die 4 "the $DAEMON runs already, pid $pid: stop it first"
  fi
  daemon_command INFO,console
  printf '%s\n' "$$" >"$PID_FILE"
  exec "${COMMAND[@]}"
}

main "$@"
