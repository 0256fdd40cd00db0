# shellcheck shell=bash
# In a source tree: builds what is not built. A stamp file says when that was; nothing newer means nothing to do.

readonly BUILD_JAVA=17

# Builds when a source is newer than the stamp. Two callers at once build once.
ensure_built() {
  local target="$HA_HOME/target" stamp="$HA_HOME/target/hbase-ha.stamp"
  is_built "$stamp" && return 0
  mkdir -p "$target"
  {
    if command -v flock >/dev/null; then
      flock 9
    fi
    is_built "$stamp" || build "$target" "$stamp"
  } 9>"$target/hbase-ha.build-lock"
}

is_built() {
  local stamp="$1"
  [[ -f "$stamp" && -s "$HA_HOME/src-it/target/classpath" ]] || return 1
  # Folders count too: their time tells of files that were removed.
  # The settings we recommend are packed into a jar, from conf/.
  [[ -z "$(find "$HA_HOME"/pom.xml "$HA_HOME"/*/pom.xml "$HA_HOME"/*/src/main "$HA_HOME"/conf/*-site-recommended.xml \
    -newer "$stamp" -print -quit)" ]]
}

build() {
  local target="$1" stamp="$2" log="$1/hbase-ha-build.log"
  require_build_jdk
  command -v mvn >/dev/null || die 1 "no mvn found: install Maven 3.8.7 or later to build $HA_HOME"
  say "Building HBase HA (only when sources have changed; log: $log)"
  # Taken before the build: what is edited while it runs is newer and will be built next time.
  : >"$stamp.new"
  if ! JAVA_HOME="${JAVA_HOME:-}" mvn --batch-mode --file "$HA_HOME/pom.xml" -Dmaven.test.skip=true package 2>&1 \
    | tee "$log" | build_progress; then
    rm -f "$stamp.new"
    grep -m 5 -E '^\[ERROR\]' "$log" >&2 || tail -n 5 "$log" >&2
    die 4 "the build failed: see $log"
  fi
  mv "$stamp.new" "$stamp"
}

# Running takes any later JDK too; building does not: Error Prone and the build's Enforcer say 17.
require_build_jdk() {
  local feature
  feature="$(java_feature "$JAVA")"
  ((feature == BUILD_JAVA)) \
    || die 1 "building needs JDK $BUILD_JAVA exactly, and $JAVA is of $feature: set JAVA_HOME to a JDK $BUILD_JAVA"
}

# Reads Maven's lines and says in few words how far it is.
build_progress() {
  local line downloads=0
  while IFS= read -r line; do
    case "$line" in
      '[INFO] Building HBase HA'* | '[INFO] Building hbase-ha'*) say "  ${line#\[INFO\] Building }" ;;
      'Downloaded from'* | '[INFO] Downloaded from'*)
        downloads=$((downloads + 1))
        ((downloads % 50)) || say "  $downloads files downloaded"
        ;;
    esac
  done
}
