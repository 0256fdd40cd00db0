# shellcheck shell=bash
# Environment of hbase-ha and hbase-ha-daemon.sh on this machine. Everything here is optional; a value that is set in
# the environment of the caller should win, so keep the form ${NAME:-value}.

# JDK 17 or later.
# export JAVA_HOME="${JAVA_HOME:-/usr/lib/jvm/java-17}"

# HBase's folder and its configuration: their client jars and hbase-site.xml are used.
# export HBASE_HOME="${HBASE_HOME:-/opt/hbase}"
# export HBASE_CONF_DIR="${HBASE_CONF_DIR:-/etc/hbase/conf}"

# Logs and pid files of the daemons (default: logs and run in the folder of HBase HA).
# export HBASE_HA_LOG_DIR="${HBASE_HA_LOG_DIR:-/var/log/hbase-ha}"
# export HBASE_HA_PID_DIR="${HBASE_HA_PID_DIR:-/var/run/hbase-ha}"

# Tells several daemons of one kind on one machine apart (default: the user's name).
# export HBASE_HA_IDENT_STRING="${HBASE_HA_IDENT_STRING:-$USER}"

# JVM options of the controller and of the replication monitor, behind the defaults, and of the commands.
# export HBASE_HA_CONTROLLER_OPTS="${HBASE_HA_CONTROLLER_OPTS:--Xmx1g}"
# export HBASE_HA_MONITOR_OPTS="${HBASE_HA_MONITOR_OPTS:--Xmx1g}"
# export HBASE_HA_OPTS="${HBASE_HA_OPTS:-}"

# Seconds to wait for /ready at start, and before a daemon that does not stop is killed.
# export HBASE_HA_START_TIMEOUT="${HBASE_HA_START_TIMEOUT:-60}"
# export HBASE_HA_STOP_TIMEOUT="${HBASE_HA_STOP_TIMEOUT:-30}"
