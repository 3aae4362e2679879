import Contracts

/// That a page is kept up to date, and as of when it is; `live.js` says the first. The partial
/// `live-mark`, which is in a page once.
public struct LiveMark: Sendable {
  let asOf: String
  let stream: String?
  let until: String?

  /// - Parameters:
  ///   - time: of the clock on the wall, such as `10:02`.
  ///   - stream: where `live.js` learns of changes; nil where it shall not.
  ///   - until: what the last row sorts by, if there are more after it.
  public init(
    asOf time: String, _ texts: LocalTexts, stream: String? = nil, until: String? = nil
  ) {
    asOf = texts.text("as_of", ["time": time])
    self.stream = stream
    self.until = until
  }

  public static let example = LiveMark(
    asOf: "10:02", LocalTexts(language: .english, texts: [:]), stream: "/stream", until: "x")
}
