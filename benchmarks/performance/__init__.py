"""What `benchmarks/engine.py` measures with: material, peers, phases, the table."""
