//# --json
