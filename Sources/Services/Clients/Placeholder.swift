enum PlaceholderClients {}
