"""The five steps of a new file: block, units, rules, table, forms."""
