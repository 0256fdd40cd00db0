# shellcheck shell=bash
# Finds a Java that is new enough, before anything is started that would die of an old one with a stack trace.

readonly LEAST_JAVA=17

# What HBase's client looks into; without it, it warns with a stack trace and copies bytes one by one.
# shellcheck disable=SC2034 # for the caller
readonly JAVA_OPENS=(--add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/java.lang=ALL-UNNAMED)

# Sets JAVA to the program, or ends with one sentence.
find_java() {
  if [[ -n "${JAVA_HOME:-}" ]]; then
    JAVA="$JAVA_HOME/bin/java"
    [[ -x "$JAVA" ]] || die 1 "JAVA_HOME has no bin/java: $JAVA_HOME: set it to a JDK $LEAST_JAVA or later"
  else
    JAVA="$(command -v java)" \
      || die 1 "no java found: install a JDK $LEAST_JAVA or later, or set JAVA_HOME"
  fi
  local feature
  feature="$(java_feature "$JAVA")"
  [[ "$feature" =~ ^[0-9]+$ ]] \
    || die 1 "cannot tell the version of $JAVA: set JAVA_HOME to a JDK $LEAST_JAVA or later"
  ((feature >= LEAST_JAVA)) \
    || die 1 "Java $feature is too old ($JAVA): set JAVA_HOME to a JDK $LEAST_JAVA or later"
}

# The feature number: 8 for 1.8.0_392, 17 for 17.0.15. The release file saves starting a JVM just to ask.
java_feature() {
  local java="$1" version="" home
  home="$(dirname -- "$(dirname -- "$(readlink -f -- "$java")")")"
  if [[ -r "$home/release" ]]; then
    version="$(sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$home/release")"
  fi
  if [[ -z "$version" ]]; then
    version="$("$java" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p' | head -n 1)"
  fi
  version="${version#1.}"
  printf '%s' "${version%%[!0-9]*}"
}
