"""The law language: Markdown with rule blocks in, frozen declarations out, every mistake placed and told."""
