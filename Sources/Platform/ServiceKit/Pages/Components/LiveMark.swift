/// That a page is kept up to date, and as of when it is; `live.js` says the first. The partial
/// `live-mark`, which is in a page once.
public struct LiveMark: Sendable {
  let asOf: String

  /// - Parameter time: of the clock on the wall, such as `10:02`.
  public init(asOf time: String, _ texts: LocalTexts) {
    asOf = texts.text("as_of", ["time": time])
  }

  /// For the example of a page.
  public static let example = LiveMark(asOf: "10:02", LocalTexts(language: .english, texts: [:]))
}
