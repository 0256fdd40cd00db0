#!/usr/bin/env bash
#
# hbase-ha-daemon.sh: starts and stops the controller on this machine.
#
# Usage: hbase-ha-daemon.sh start|stop|restart|status|foreground controller
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
#   HBASE_HA_LOG_DIR, HBASE_HA_PID_DIR, HBASE_HA_IDENT_STRING (tells several controllers of one machine apart),
#   HBASE_HA_CONTROLLER_OPTS (JVM options), HBASE_HA_START_TIMEOUT and HBASE_HA_STOP_TIMEOUT (seconds).

set -euo pipefail

readonly PROGRAM=hbase-ha-daemon.sh
readonly MAIN_CLASS=org.hbaseha.controller.ControllerMain
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
  [[ "${2:-}" == controller ]] || die 1 "which daemon: '${2:-}' is not known: say controller"
  [[ $# -eq 2 ]] || die 1 "too many arguments: $*: see --help"
  settle
  "$1"_controller
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
  NAME="hbase-ha-$IDENT-controller"
  PID_FILE="$PID_DIR/$NAME.pid"
  # The controller writes there where it really listens: the configured port may be 0.
  ADDRESS_FILE="$PID_DIR/$NAME.address"
  LOG_FILE="$NAME-$(uname -n).log"
  OUT_FILE="$LOG_DIR/$NAME-$(uname -n).out"
  START_TIMEOUT="${HBASE_HA_START_TIMEOUT:-60}"
  STOP_TIMEOUT="${HBASE_HA_STOP_TIMEOUT:-30}"
}

# Sets COMMAND to the words that start the controller. $1: where it logs to.
controller_command() {
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
    ${HBASE_HA_CONTROLLER_OPTS:-}
    "$MAIN_CLASS")
}

make_folder() {
  mkdir -p "$1" 2>/dev/null || true
  [[ -d "$1" && -w "$1" ]] || die 1 "cannot write to $1: set $2 to a folder of yours"
}

start_controller() {
  local pid
  if pid="$(running_pid)"; then
    say "controller runs already, pid $pid"
    return 0
  fi
  controller_command INFO,file
  rm -f "$ADDRESS_FILE" "$PID_FILE"
  say "starting the controller, log $LOG_DIR/$LOG_FILE"
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
      die "$(known_code "$code")" "the controller did not start: see above, and $LOG_DIR/$LOG_FILE"
    fi
    host="$(address_field host)"
    port="$(address_field http-port)"
    if [[ -n "$port" && "$(http_status "$host" "$port" /ready)" == 200 ]]; then
      say "controller is ready, pid $pid, http://$host:$port/state"
      return 0
    fi
    sleep 0.2
  done
  show_end
  die 3 "the controller runs (pid $pid) but is not ready after $START_TIMEOUT s: see above, and $LOG_DIR/$LOG_FILE"
}

# What a controller that has ended at start ended with, where that is one of our codes. Any other, such as the JVM's 3
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

stop_controller() {
  local pid
  if ! pid="$(running_pid)"; then
    say "controller does not run"
    rm -f "$PID_FILE" "$ADDRESS_FILE"
    return 0
  fi
  say "stopping the controller, pid $pid"
  kill -TERM "$pid" 2>/dev/null || true
  if ! await_end "$pid" "$STOP_TIMEOUT"; then
    say "it did not stop within $STOP_TIMEOUT s: killing it"
    kill -KILL "$pid" 2>/dev/null || true
    await_end "$pid" 5 || die 4 "pid $pid cannot be killed: it hangs in the kernel, or belongs to another user"
  fi
  rm -f "$PID_FILE" "$ADDRESS_FILE"
  say "controller is stopped"
}

restart_controller() {
  stop_controller
  start_controller
}

status_controller() {
  local pid
  if pid="$(running_pid)"; then
    printf 'controller runs, pid %s\n' "$pid"
    return 0
  fi
  if [[ -f "$PID_FILE" ]]; then
    printf 'controller is dead and left %s\n' "$PID_FILE"
    return 1
  fi
  printf 'controller is stopped\n'
  return 3
}

foreground_controller() {
  local pid
  if pid="$(running_pid)"; then
    die 4 "the controller runs already, pid $pid: stop it first"
  fi
  controller_command INFO,console
  printf '%s\n' "$$" >"$PID_FILE"
  exec "${COMMAND[@]}"
}

main "$@"
