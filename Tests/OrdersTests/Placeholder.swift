enum PlaceholderOrdersTests {}
