"""One screen per file, its stylesheet beside it; widgets/ holds the parts that several share."""
