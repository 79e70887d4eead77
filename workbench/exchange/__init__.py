"""Importers and exporters: between bytes and domain values, one module per format."""
