/// What has to be known before anything else on the page, for as long as it is so. The partial
/// `banner`.
public struct Banner: Sendable {
  let text: String
  let look: String
  let way: CardView.Way?

  /// - Parameters:
  ///   - isWarning: whether something goes wrong if nobody does anything.
  ///   - way: a link to what can be done about it.
  public init(_ text: String, isWarning: Bool = false, way: CardView.Way? = nil) {
    self.text = text
    look = isWarning ? "warn" : "info"
    self.way = way
  }

  /// With all that there can be.
  public static var example: Banner {
    Banner("The report is late.", isWarning: true, way: .init("Send it", path: "/jobs"))
  }
}
