# shellcheck shell=bash
# shellcheck disable=SC2034 # CLASS_PATH is for the caller
# The class path of our programs.

# operator_classpath: sets CLASS_PATH for the commands and the daemon. With HBASE_HOME: the cluster's own jars, by
# `hbase classpath`, behind ours, because HBase brings an older Curator. Without: the class path of the source tree.
operator_classpath() {
  local conf="${HBASE_CONF_DIR:+$HBASE_CONF_DIR:}$HBASE_HA_CONF_DIR"
  if [[ -n "${HBASE_HOME:-}" ]]; then
    [[ -x "$HBASE_HOME/bin/hbase" ]] || die 1 "HBASE_HOME has no bin/hbase: $HBASE_HOME: set it to HBase's folder"
    local ours theirs
    ours="$(own_jars)"
    theirs="$("$HBASE_HOME/bin/hbase" classpath 2>/dev/null)" \
      || die 1 "'$HBASE_HOME/bin/hbase classpath' failed: run it to see why"
    CLASS_PATH="${HBASE_CONF_DIR:-$HBASE_HOME/conf}:$HBASE_HA_CONF_DIR:$ours:$theirs"
  elif is_source_tree; then
    CLASS_PATH="$conf:$(source_tree_jars)"
  else
    die 1 "HBASE_HOME is not set: set it to HBase's folder, for its client jars are needed"
  fi
}

# source_classpath: sets CLASS_PATH for local clusters, which run on the source tree's own HBase whatever HBASE_HOME says.
source_classpath() {
  is_source_tree || die 1 "this needs the source tree of HBase HA, and $HA_HOME is an installation"
  CLASS_PATH="$(source_tree_jars)"
}

source_tree_jars() {
  ensure_built
  printf '%s:%s' "$HA_HOME/src-it/target/classes" "$(<"$HA_HOME/src-it/target/classpath")"
}

# What we bring ourselves: controller and monitor with their libraries, and the coprocessors jar.
own_jars() {
  if is_source_tree; then
    ensure_built
    printf '%s:%s:%s:%s:%s' \
      "$(newest_jar "$HA_HOME/ha-controller/target" hbase-ha-controller)" \
      "$(newest_jar "$HA_HOME/replication-monitor/target" hbase-ha-replication-monitor)" \
      "$(newest_jar "$HA_HOME/coprocessors/target" hbase-ha-coprocessors)" \
      "$HA_HOME/ha-controller/target/lib/*" \
      "$HA_HOME/replication-monitor/target/lib/*"
  else
    [[ -n "$(newest_jar "$HA_HOME/lib" hbase-ha-controller)" ]] \
      || die 1 "no hbase-ha-controller jar in $HA_HOME/lib: the installation is not complete"
    printf '%s' "$HA_HOME/lib/*"
  fi
}

newest_jar() {
  local folder="$1" name="$2"
  find "$folder" -maxdepth 1 -name "$name-*.jar" ! -name '*-sources.jar' ! -name '*-tests.jar' 2>/dev/null \
    | sort | tail -n 1
}
