/// Addresses that only this machine reaches.
public enum Loopback {
  public static func contains(_ host: String) -> Bool {
    // A name that begins like an address is a name, and may lead anywhere.
    guard let bytes = IPAddress(host)?.bytes else { return host == "localhost" }
    return bytes.count == 4 ? bytes[0] == 127 : bytes == Array(repeating: 0, count: 15) + [1]
  }
}
