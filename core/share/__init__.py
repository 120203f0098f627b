"""What leaves this machine: pages and reports as files, and bundles that another one opens."""
