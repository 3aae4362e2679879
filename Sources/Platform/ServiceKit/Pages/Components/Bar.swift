/// How much of a whole there is, in words and as a bar beside them. The partial `bar`.
public struct Bar: Sendable {
  let text: String
  /// Of a hundred.
  let part: String

  /// - Parameters:
  ///   - text: says the same; whoever does not see the bar misses nothing.
  ///   - percent: of the whole; below 0 is 0, above 100 is 100.
  public init(_ text: String, percent: Int) {
    self.text = text
    part = "\(min(max(percent, 0), 100))"
  }

  public static var example: Bar { Bar("620.00 more paid until 6 %", percent: 62) }
}
