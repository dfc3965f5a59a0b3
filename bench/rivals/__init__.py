"""What the write path is measured against, each a module with `prepare()`, `Run` and nothing else."""
