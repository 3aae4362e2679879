/// Addresses that only this machine reaches.
public enum Loopback {
  public static func contains(_ host: String) -> Bool {
    host == "localhost" || host == "::1" || host.hasPrefix("127.")
  }
}
