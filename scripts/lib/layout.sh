# shellcheck shell=bash
# Where things are. Two layouts: a source tree (pom.xml at the top) and an installation (jars in lib/).
# Sets HA_HOME and HBASE_HA_CONF_DIR; honours the latter when it is set.

find_layout() {
  local scripts
  scripts="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)"
  HA_HOME="${scripts%/*}"
  HBASE_HA_CONF_DIR="${HBASE_HA_CONF_DIR:-$HA_HOME/conf}"
  export HA_HOME HBASE_HA_CONF_DIR
}

is_source_tree() {
  [[ -f "$HA_HOME/pom.xml" && -d "$HA_HOME/src-it" ]]
}

# Settings of this machine: JAVA_HOME, folders, JVM options. What is set in the environment already wins there.
read_env() {
  if [[ -r "$HBASE_HA_CONF_DIR/hbase-ha-env.sh" ]]; then
    # shellcheck source=/dev/null
    . "$HBASE_HA_CONF_DIR/hbase-ha-env.sh"
  fi
}
