enum PlaceholderOutboxTests {}
