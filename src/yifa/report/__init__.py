"""The annual report on law-based government (法治政府建设年度报告): sentences of the packs with figures of the log."""
