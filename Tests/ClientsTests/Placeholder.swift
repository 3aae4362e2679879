enum PlaceholderClientsTests {}
