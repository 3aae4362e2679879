/// A text to be searched for with SQL's `like`, in which nothing is a wildcard.
public struct LikePattern: Sendable, Hashable {
  /// Finds the text anywhere.
  public let containing: String
  /// Finds it at the beginning.
  public let starting: String

  public init(_ text: String) {
    let escaped = text.unicodeScalars.reduce(into: "") { escaped, scalar in
      if scalar == "%" || scalar == "_" || scalar == "\\" { escaped += "\\" }
      escaped.unicodeScalars.append(scalar)
    }
    containing = "%\(escaped)%"
    starting = "\(escaped)%"
  }
}
