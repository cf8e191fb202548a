// What a page can do more with a script: everything works without it.
