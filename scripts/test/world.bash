# shellcheck shell=bash
# shellcheck disable=SC2034 # HA and DAEMON are for the tests
# A small world for the tests: an installation, an HBase that prints a class path, and a java that records its words.

make_world() {
  SOURCE="$(cd -- "$BATS_TEST_DIRNAME/.." && pwd -P)"
  WORLD="$(mktemp -d)"
  mkdir -p "$WORLD/ha/lib" "$WORLD/ha/conf" "$WORLD/hbase/bin" "$WORLD/hbase/conf" "$WORLD/jdk/bin"
  cp -r "$SOURCE" "$WORLD/ha/scripts"
  touch "$WORLD/ha/lib/hbase-ha-controller-0.1.0.jar" "$WORLD/ha/lib/curator-framework-5.7.1.jar"
  make_hbase "$WORLD/hbase"
  make_java "$WORLD/jdk" 17.0.15
  REAL_JAVA="${JAVA_HOME:+$JAVA_HOME/bin/java}"
  REAL_JAVA="${REAL_JAVA:-$(command -v java)}"
  export JAVA_HOME="$WORLD/jdk" HBASE_HOME="$WORLD/hbase" RECORD="$WORLD/record"
  unset HBASE_CONF_DIR HBASE_HA_CONF_DIR HBASE_HA_OPTS HBASE_HA_ROOT_LOGGER NO_COLOR
  HA="$WORLD/ha/scripts/hbase-ha"
  DAEMON="$WORLD/ha/scripts/hbase-ha-daemon.sh"
}

destroy_world() {
  rm -rf "$WORLD"
}

make_hbase() {
  cat >"$1/bin/hbase" <<'EOF'
#!/usr/bin/env bash
[[ "$1" == classpath ]] || exit 1
printf '%s\n' "/cluster/conf:/cluster/lib/*"
EOF
  chmod +x "$1/bin/hbase"
}

# make_java HOME VERSION: a java that writes its arguments to $RECORD, one a line, and ends with $JAVA_EXIT.
make_java() {
  mkdir -p "$1/bin"
  printf 'JAVA_VERSION="%s"\n' "$2" >"$1/release"
  cat >"$1/bin/java" <<'EOF'
#!/usr/bin/env bash
printf '%s\n' "$@" >"$RECORD"
exit "${JAVA_EXIT:-0}"
EOF
  chmod +x "$1/bin/java"
}

# make_daemon: a java that behaves like one of our daemons (FakeDaemon.java): says where it listens, answers /ready with
# 503 when NEVER_READY is set, ends at once with code $FAILS, and obeys TERM unless STUBBORN is set.
make_daemon() {
  cat >"$WORLD/jdk/bin/java" <<'EOF'
#!/usr/bin/env bash
if [[ -n "${FAILS:-}" ]]; then
  echo "port 16071 is taken: stop what uses it" >&2
  exit "$FAILS"
fi
# The JVM leaves a signal alone that is ignored when it begins.
[[ -z "${STUBBORN:-}" ]] || trap '' TERM
exec "$REAL_JAVA" -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "$FAKE_DAEMON" "$@"
EOF
  chmod +x "$WORLD/jdk/bin/java"
  export REAL_JAVA FAKE_DAEMON="$SOURCE/test/FakeDaemon.java"
}
