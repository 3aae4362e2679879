/// What stands where a list has nothing to show: a sentence, and what to do. The partial `empty`.
public struct EmptyState: Sendable {
  let sentence: String
  let hint: String
  let way: Way?

  struct Way {
    let path: String
    let text: String
  }

  /// - Parameters:
  ///   - hint: what to do, or what will happen.
  ///   - way: a link to where that is done, and its path.
  public init(_ sentence: String, hint: String, way: (text: String, path: String)? = nil) {
    self.sentence = sentence
    self.hint = hint
    self.way = way.map { Way(path: $0.path, text: $0.text) }
  }
}
