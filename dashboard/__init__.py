"""The app's rooms: pages lay out, queries ask, components and charts draw, text holds every word shown."""
