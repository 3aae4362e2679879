enum PlaceholderWorkersTests {}
