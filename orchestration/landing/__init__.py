"""Raw files → landing tables. Every file under raw/ ends as one accounted row, read or refused with a reason."""
