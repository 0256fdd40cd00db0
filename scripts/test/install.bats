#!/usr/bin/env bats

# The commands that the documents print are run as they are printed, but elsewhere and by whoever runs the tests.
setup() {
  ROOT="$(cd -- "$BATS_TEST_DIRNAME/../.." && pwd -P)"
  WORLD="$(mktemp -d)"
}

teardown() {
  rm -rf "$WORLD"
}

# secret_commands FILE: the lines about the secret.
secret_commands() {
  sed -n 's/^ *\(install -d .*\|(umask 077; .*\|chown hbase .*\)$/\1/p' "$1"
}

@test "README and ha-site.xml say the same about the secret" {
  [ "$(secret_commands "$ROOT/README.md" | wc -l)" -eq 3 ]
  [ "$(secret_commands "$ROOT/README.md")" = "$(secret_commands "$ROOT/conf/ha-site.xml")" ]
}

@test "the commands make a secret that only its owner ever could read" {
  local commands
  commands="$(secret_commands "$ROOT/README.md" | sed "s|/etc/hbase-ha|$WORLD/etc/hbase-ha|g
    s|-o root|-o $(id -u)|; s|-g hbase|-g $(id -g)|; s|chown hbase|chown $(id -u)|")"
  run bash -euc "umask 022; $commands"
  [ "$status" -eq 0 ]
  [ "$(stat -c %a "$WORLD/etc/hbase-ha")" = 750 ]
  [ "$(stat -c %a "$WORLD/etc/hbase-ha/secret")" = 600 ]
  [ "$(stat -c %s "$WORLD/etc/hbase-ha/secret")" -ge 32 ]
  [[ "$commands" != *chmod* ]]
}

@test "systemd starts a daemon again that came too early, and not one with wrong settings" {
  local unit
  for unit in "$ROOT/conf/hbase-ha-controller.service" "$ROOT/conf/hbase-ha-replication-monitor.service"; do
    grep -qx 'Restart=on-failure' "$unit"
    grep -qx 'RestartPreventExitStatus=1' "$unit"
    grep -qx 'StartLimitIntervalSec=0' "$unit"
  done
}

@test "each unit starts the daemon of its name, and the two do not share a folder that systemd removes" {
  local name
  for name in controller replication-monitor; do
    grep -qx "ExecStart=/opt/hbase-ha/scripts/hbase-ha-daemon.sh foreground $name" "$ROOT/conf/hbase-ha-$name.service"
  done
  [ "$(grep -h '^RuntimeDirectory=' "$ROOT"/conf/*.service | sort | uniq -d)" = "" ]
}
