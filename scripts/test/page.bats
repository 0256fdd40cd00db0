#!/usr/bin/env bats

# The replication monitor's page, as far as that goes without a browser.

setup() {
  command -v node >/dev/null || skip "node is not installed"
  SCRIPT="$BATS_TEST_DIRNAME/../../replication-monitor/src/main/resources/org/hbaseha/monitor/admin/http/monitor.js"
  [[ -f "$SCRIPT" ]] || skip "not a source tree"
}

# said EXPRESSION: what it gives, of the script's own functions.
said() {
  node -e "const page = require(process.argv[1]); console.log(String($1));" "$SCRIPT"
}

@test "the page's script can be read" {
  node --check "$SCRIPT"
}

@test "spans and bytes are said as people say them" {
  [ "$(said '[0, 400, 9999, 59000, 119000, 120000, 5 * 3600000, 3 * 86400000].map(page.span)')" \
    = "0.0 s,0.4 s,10.0 s,59 s,119 s,2.0 m,5.0 h,3.0 d" ]
  [ "$(said '[60000, 900000, 3600000, 86400000, 1500].map(page.whole)')" = "1 min,15 min,1 h,24 h,1.5 s" ]
  [ "$(said '[0, 999, 1500, 50e6, 123e9].map(page.bytes)')" = "0 B,999 B,1.5 kB,50 MB,123 GB" ]
}

@test "a part's look is by how many periods ago it was proved" {
  local ages='[0, 11, 13, 25, 49].map((hours) => page.freshness(new Date(1e12 - hours * 3600000).toISOString(), 1e12, 24 * 3600000))'
  [ "$(said "$ages")" = "fresh,fresh,aging,late,overdue" ]
  [ "$(said 'page.freshness(null, 1e12, 1)')" = "never" ]
  [ "$(said 'page.partWords({ from: "", to: "b", proved: null, differs: true }, 1e12)')" \
    = "the first row to b: some of it was never proved equal; ROWS DIFFER" ]
}

@test "the line of a lag has a gap where nothing was seen" {
  [ "$(said 'page.linePath([{ at: 0, lag: 0 }, { at: 1000, lag: 500 }, { at: 200000, lag: 1000 }], 200000, 200000, 1000)')" \
    = "M0.0 100.0L5.0 50.0M1000.0 0.0" ]
}

@test "every state has a tone and a sign, and one nobody knows is bad" {
  [ "$(said '["CAUGHT_UP", "BEHIND", "STUCK", "NEWER"].map((state) => page.tone(state).tone)')" = "good,warn,bad,bad" ]
}
