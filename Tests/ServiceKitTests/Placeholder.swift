enum PlaceholderServiceKitTests {}
