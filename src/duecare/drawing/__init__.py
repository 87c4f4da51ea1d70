"""What every figure is drawn with: shapes, the width of words, a sheet around a drawing, and PNG of it."""
