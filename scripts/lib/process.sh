# shellcheck shell=bash
# Processes by pid file, with the doubt it deserves: the pid may have been given to somebody else since.
# Uses PID_FILE, MAIN_CLASS and IDENT of the caller.

# Prints the pid when the process of the pid file runs and is ours.
running_pid() {
  local pid=""
  [[ -r "$PID_FILE" ]] || return 1
  read -r pid <"$PID_FILE" || true
  [[ "$pid" =~ ^[0-9]+$ ]] || return 1
  is_ours "$pid" || return 1
  printf '%s' "$pid"
}

# By whole arguments, from /proc: ps is not on every server.
is_ours() {
  local word same_ident="" same_main=""
  while IFS= read -r -d '' word; do
    case "$word" in
      "-Dhbase.ha.ident=$IDENT") same_ident=found ;;
      "$MAIN_CLASS") same_main=found ;;
    esac
  done 2>/dev/null <"/proc/$1/cmdline" || return 1
  [[ -n "$same_ident" && -n "$same_main" ]] && is_alive "$1"
}

# A zombie that nobody has reaped is not alive.
is_alive() {
  local stat
  stat="$(cat "/proc/$1/stat" 2>/dev/null)" || return 1
  # The state follows the command's name, which is in parentheses and may contain any character.
  [[ "${stat##*) }" != [ZX]* ]]
}

# await_end PID SECONDS: whether it ended in time.
await_end() {
  local deadline=$((SECONDS + $2))
  while is_alive "$1"; do
    ((SECONDS < deadline)) || return 1
    sleep 0.1
  done
}

# http_status HOST PORT PATH: the status code of a GET, or nothing. Without curl, which is not on every server.
http_status() {
  local line=""
  {
    printf 'GET %s HTTP/1.0\r\nHost: %s\r\n\r\n' "$3" "$1" >&8
    IFS= read -r -t 2 line <&8 || true
  } 8<>"/dev/tcp/$1/$2" 2>/dev/null || return 0
  line="${line#* }"
  printf '%s' "${line%% *}"
}
