#!/bin/bash
# UKdat_5 with 1,000 BCa replicates: SparseMSE on R and meldroute, whole processes, in one run.
# bench/statistics/beside.sh SOURCE_OF_SPARSEMSE.R [COUNTS.csv] [REPLICATES]
set -euo pipefail
cd "$(dirname "$0")/../.."
source_file=${1:?the source of SparseMSE: see docs/statistics.md}
counts=${2:-crates/statistics/tests/data/UKdat_5.csv}
replicates=${3:-1000}
cargo build --release --quiet --bin meldroute
timed() { local start end; start=$(date +%s.%N); "$@"; end=$(date +%s.%N); echo "  $(echo "$end - $start" | bc) s"; }
echo "SparseMSE on R, one core:"
timed Rscript bench/statistics/sparsemse.R "$source_file" "$counts" "$replicates"
for run in 1 2 3; do
  echo "meldroute, all cores, run $run:"
  timed target/release/meldroute estimate "$counts" --bootstrap "$replicates" --table --lang en > /tmp/meldroute-beside.$$ || true
  grep -E "Estimated| s$" /tmp/meldroute-beside.$$
  rm -f /tmp/meldroute-beside.$$
done
