enum PlaceholderOrders {}
