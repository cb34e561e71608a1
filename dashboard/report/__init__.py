"""The monthly report of one place for a meeting: the same content as a web page and as a printed one."""
