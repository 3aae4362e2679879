/// A query with its question mark, or nothing if there are no fields.
public func queryString(_ fields: [(String, String)]) -> String {
  guard !fields.isEmpty else { return "" }
  return "?"
    + fields.map { "\(percentEncoded($0.0))=\(percentEncoded($0.1))" }.joined(separator: "&")
}

/// A text as a query's value: all but letters, digits and `-._~` of ASCII escaped (RFC 3986, 2.3).
private func percentEncoded(_ text: String) -> String {
  let unreserved = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
  return text.utf8.reduce(into: "") { encoded, byte in
    if unreserved.contains(byte) {
      encoded.unicodeScalars.append(Unicode.Scalar(byte))
    } else {
      encoded += "%" + hex([byte]).uppercased()
    }
  }
}
