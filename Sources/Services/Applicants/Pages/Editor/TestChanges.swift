import Contracts
import ServiceKit

/// What a document changes of the one before it: what a manager looks at before publishing.
struct TestChanges: Sendable {
  enum Part: String, CaseIterable, Sendable {
    case title, introduction, order
    case startValue = "start_value"
    case pass
  }

  /// Of what is not among the questions.
  let parts: [Part]
  /// From and to, in seconds; nil: it stays.
  let limit: (from: Int, to: Int)?
  /// The most points; nil: they stay.
  let points: (from: Int, to: Int)?
  /// Ids of questions.
  let added: [ExactText]
  let removed: [ExactText]
  /// Those that are asked otherwise.
  let asked: [ExactText]
  /// Those to which answers are worth something else.
  let scored: [ExactText]
  /// Whether those that stay are in another order.
  let isReordered: Bool

  /// - Parameter before: nil: there was none, of which nothing is changed.
  init(from before: TestDocument?, to after: TestDocument) {
    let before = before ?? after
    let (old, new) = (before.json, after.json)
    parts = Part.allCases.filter { old[$0.rawValue] != new[$0.rawValue] }
    limit = Self.change(before.paper.limitSeconds, after.paper.limitSeconds)
    points = Self.change(before.scoring.greatest, after.scoring.greatest)
    let (ids, newIDs) = (before.paper.questions.map(\.id), after.paper.questions.map(\.id))
    added = newIDs.filter { !ids.contains($0) }
    removed = ids.filter { !newIDs.contains($0) }
    let kept = newIDs.filter(ids.contains)
    isReordered = kept != ids.filter(newIDs.contains)
    asked = kept.filter { before.paper.json(of: $0) != after.paper.json(of: $0) }
    scored = kept.filter { before.scoring.json(of: $0) != after.scoring.json(of: $0) }
  }

  private static func change(_ from: Int, _ to: Int) -> (from: Int, to: Int)? {
    from == to ? nil : (from, to)
  }

  func words(_ texts: LocalTexts) -> [String] {
    func list(_ key: String, _ ids: [ExactText]) -> String? {
      guard !ids.isEmpty else { return nil }
      let names = ids.map(\.text).joined(separator: ", ")
      return texts.text("change_\(key)", ["count": "\(ids.count)", "names": names])
    }
    func step(_ key: String, _ change: (from: String, to: String)?) -> String? {
      change.map { texts.text("change_\(key)", ["from": $0.from, "to": $0.to]) }
    }
    func minutes(_ seconds: Int) -> String {
      SheetFormat.minutes.words(for: .number("\(seconds)"))
    }
    return [
      list("added", added), list("removed", removed), list("asked", asked),
      list("scored", scored), isReordered ? texts.text("change_reordered") : nil,
      step("limit", limit.map { (minutes($0.from), minutes($0.to)) }),
      step("points", points.map { ("\($0.from)", "\($0.to)") }),
    ].compactMap(\.self) + parts.map { texts.text("change_\($0.rawValue)") }
  }
}

extension Paper {
  fileprivate func json(of question: ExactText) -> JSONValue? {
    questions.first { $0.id == question }?.json
  }
}

extension Scoring {
  fileprivate func json(of question: ExactText) -> JSONValue? {
    questions.first { $0.id == question }?.json
  }
}
