"""Indicators (指标): every figure with its definition and the cases it counts; derived from the log."""
