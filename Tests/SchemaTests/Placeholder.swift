enum PlaceholderSchemaTests {}
