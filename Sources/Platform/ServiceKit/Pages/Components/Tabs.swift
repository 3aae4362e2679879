/// The parts of a list, each with how many are in it, where that is worth counting. The partial
/// `tabs`.
public struct Tabs: Sendable {
  public struct Tab: Sendable {
    let path: String
    let text: String
    let count: String?
    let isCurrent: Bool

    /// - Parameter count: nil: nobody counts them.
    public init(_ text: String, count: Int?, path: String, isCurrent: Bool) {
      self.path = path
      self.text = text
      self.count = count.map { "\($0)" }
      self.isCurrent = isCurrent
    }
  }

  let tabs: [Tab]

  public init(_ tabs: [Tab]) { self.tabs = tabs }
}
