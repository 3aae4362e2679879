"""The pages in Chromium, with and without JavaScript, of one `mcf up` a worker of pytest."""
