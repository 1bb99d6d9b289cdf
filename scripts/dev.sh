#!/usr/bin/env bash
# The practice municipality while you work: its data is kept, and a changed file builds and starts it
# again. What does not build leaves the last good one running. Ctrl-C ends all.
set -u
cd "$(dirname "$0")/.."

demo=""
stop() {
  if [ -n "$demo" ]; then kill "$demo" 2>/dev/null; wait "$demo" 2>/dev/null; fi
  demo=""
}
trap 'stop; exit 0' INT TERM
trap stop EXIT

watched() {
  find crates policies assets Cargo.toml Cargo.lock \
    \( -name node_modules -o -name dist -o -name tests -o -name testkit \) -prune -o -type f -newer "$1" -print -quit
}

stamp=$(mktemp)
while true; do
  touch "$stamp"
  if make --no-print-directory assets && cargo build --bin meldroute; then
    stop
    ./target/debug/meldroute demo "$@" &
    demo=$!
  else
    echo "--- that does not build; what ran before goes on"
  fi
  # Saved while it was being built counts too. A look takes a few milliseconds.
  while [ -z "$(watched "$stamp")" ]; do
    sleep 1 &
    wait $!
    if [ -n "$demo" ] && ! kill -0 "$demo" 2>/dev/null; then
      echo "--- the demo stopped (is its port taken?); it starts again when a file changes"
      demo=""
    fi
  done
  echo "--- changed: $(watched "$stamp")"
done
