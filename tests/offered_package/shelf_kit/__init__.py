"""One reader, encoder, fusion, loss and benchmark workload for Triptych, a module each."""
