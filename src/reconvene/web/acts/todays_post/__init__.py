"""The post of a day: printed as one file, and put on the record once it has been posted."""
