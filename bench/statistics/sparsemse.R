# SparseMSE on R beside meldroute, the same table, in one run: see docs/statistics.md for where its source goes.
# Rscript bench/statistics/sparsemse.R SOURCE COUNTS.csv REPLICATES
args <- commandArgs(trailingOnly = TRUE)
source(args[1])
data <- as.matrix(read.csv(args[2]))
found <- estimatepopulation(data, nboot = as.integer(args[3]))
cat(sprintf("estimate %.3f  acceleration %.8f  2.5%% %.0f  97.5%% %.0f\n",
  found$popest, found$ahat, found$BCaquantiles["0.025"], found$BCaquantiles["0.975"]))
