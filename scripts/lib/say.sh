# shellcheck shell=bash
# What is said to people goes to standard error; standard output is for data.

say() {
  printf '%s\n' "$*" >&2
}

# die CODE SENTENCE: one sentence with what to do, then exit. The codes are those of `hbase-ha --help`.
die() {
  local code="$1"
  shift
  printf '%s: %s\n' "${PROGRAM:-hbase-ha}" "$*" >&2
  exit "$code"
}
