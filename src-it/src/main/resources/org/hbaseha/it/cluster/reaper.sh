# Outlives the owner of a local site and removes what the owner left. Run as: sh -c "$(cat reaper.sh)" reaper DIRECTORY
#
# Standard input is a pipe that only the owner holds. Its end means that the owner is gone, however it went. Before
# that, the owner may write "keep" (leave logs and settings to be read) or "detach" (leave everything running).
trap '' INT TERM HUP QUIT
directory=$1
marker="-Dhbaseha.site=$directory"

keep=no
while read -r word; do
  case $word in
    keep) keep=yes ;;
    detach) exit 0 ;;
  esac
done

# By argument, never by a remembered id: this finds restarted processes too, and never a stranger.
# -x compares whole arguments, so that grep's own "-e-Dhbaseha.site=..." does not match.
marked() {
  grep --files-with-matches --no-messages --null-data --fixed-strings --line-regexp \
    "-e$marker" /proc/[0-9]*/cmdline
}

# A process that is being started has no arguments of its own yet: look until three looks in a row find nothing.
quiet=0
while [ "$quiet" -lt 3 ]; do
  quiet=$((quiet + 1))
  for file in $(marked); do
    quiet=0
    process=${file#/proc/}
    kill -KILL "${process%/cmdline}" 2>/dev/null
  done
  sleep 0.05
done

# What was made in the kernel: each line is "netns NAME" or "link NAME". Without its processes a namespace is gone at once.
if [ -f "$directory/network" ]; then
  while read -r kind name; do
    ip "$kind" delete "$name" 2>/dev/null
  done <"$directory/network"
fi

if [ "$keep" = yes ]; then
  rm -rf "$directory/data" "$directory/tmp"
else
  rm -rf "$directory"
fi
