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

# make_controller: a java that behaves like a controller: says where it listens, answers /ready, and obeys TERM
# unless STUBBORN is set.
make_controller() {
  cat >"$WORLD/jdk/bin/java" <<'EOF'
#!/usr/bin/env bash
exec python3 "$WORLD_DIR/controller.py" "$@"
EOF
  cat >"$WORLD/controller.py" <<'EOF'
import http.server, os, signal, sys, time
if os.environ.get("FAILS"):
    sys.exit("port 16071 is taken: stop what uses it")
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/ready" and not os.environ.get("NEVER_READY") else 503)
        self.end_headers()
    def log_message(self, *words):
        pass
if os.environ.get("STUBBORN"):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
server = http.server.HTTPServer(("127.0.0.1", 0), Answer)
address = [w.split("=", 1)[1] for w in sys.argv if w.startswith("-Dhbase.ha.address.file=")][0]
with open(address, "w") as file:
    file.write("format=1\nid=c1\nhost=127.0.0.1\nbeat-port=1\nhttp-port=%d\n" % server.server_port)
server.serve_forever()
EOF
  chmod +x "$WORLD/jdk/bin/java"
  export WORLD_DIR="$WORLD"
}
