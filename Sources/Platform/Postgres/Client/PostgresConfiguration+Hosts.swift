extension PostgresConfiguration {
  /// The hosts that the connection string names, by name or address; sockets of this machine aside.
  public var hosts: [String] {
    ["host", "hostaddr"].flatMap { keyword in
      (ConnectionString(url)?[keyword] ?? "").split(separator: ",").map(String.init)
    }.filter { !$0.hasPrefix("/") && !$0.hasPrefix("@") }
  }
}
