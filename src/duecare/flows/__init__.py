"""Reads logs of network flows as a stream of Arrow batches: Zeek, Suricata EVE, CSV and Parquet."""
