/// The parts of a list, each with how many are in it. The partial `tabs`.
public struct Tabs: Sendable {
  public struct Tab: Sendable {
    let path: String
    let text: String
    let count: Int
    let isCurrent: Bool

    public init(_ text: String, count: Int, path: String, isCurrent: Bool) {
      self.path = path
      self.text = text
      self.count = count
      self.isCurrent = isCurrent
    }
  }

  let tabs: [Tab]

  public init(_ tabs: [Tab]) { self.tabs = tabs }
}
