import Contracts

extension Paper {
  /// The paper as one sitting has it: the same for ever, whatever version of the program runs.
  ///
  /// - Parameters:
  ///   - seed: the attempt's.
  ///   - part: the test's place in the set, from 0.
  func arranged(seed: UInt64, part: Int = 0) -> Paper {
    let seed = seed &+ UInt64(part)
    let arranged = order.options == .fixed ? questions : questions.map { $0.arranged(seed) }
    return Paper(
      title: title, introduction: introduction, limitSeconds: limitSeconds, order: order,
      questions: order.questions == .fixed ? arranged : arranged.shuffled(seed))
  }
}

extension PaperQuestion {
  fileprivate func arranged(_ seed: UInt64) -> PaperQuestion {
    // Else questions with as many options would all have the same order.
    let seed = seed ^ fnv1a(id.text.utf8)
    func arrange(_ options: [PaperOption]) -> [PaperOption] {
      options.filter { !$0.isLast }.shuffled(seed) + options.filter(\.isLast)
    }
    let arranged: Content =
      switch content {
      case .one(let options): .one(arrange(options))
      case .several(let options): .several(arrange(options))
      case .number, .text: content
      }
    return PaperQuestion(id: id, text: text, content: arranged)
  }
}

extension Array {
  /// After R. Fisher and F. Yates, from the end (D. Knuth, "The Art of Computer Programming", 3.4.2,
  /// algorithm P). The standard library's own may change with its version.
  fileprivate func shuffled(_ seed: UInt64) -> [Element] {
    var random = SplitMix64(seed: seed)
    var items = self
    for last in items.indices.dropFirst().reversed() {
      items.swapAt(last, Int(random.next().multipliedFullWidth(by: UInt64(last + 1)).high))
    }
    return items
  }
}

/// FNV-1a, 64 bits (G. Fowler, L. Noll, K.-P. Vo: RFC 9923).
private func fnv1a(_ bytes: some Sequence<UInt8>) -> UInt64 {
  bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}
