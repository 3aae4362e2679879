enum PlaceholderContractsTests {}
