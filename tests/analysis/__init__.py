"""The numbers of a class, held against formulas written out."""
