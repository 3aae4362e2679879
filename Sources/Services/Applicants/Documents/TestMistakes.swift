import Contracts
public import ServiceKit

/// What is to be changed before a test is in order: at least one mistake, each with its place.
public struct TestMistakes: Error {
  /// From the top of the document to its end.
  public let all: [Mistake]

  init(_ all: [Mistake]) { self.all = all }
}

extension JSONValue {
  /// - Throws: every mistake that the reading found, unknown fields among them.
  func readTest<Value>(_ read: (Form) -> Value) throws(TestMistakes) -> Value {
    guard case .object(let members) = self else {
      throw TestMistakes([Mistake("", .noObject)])
    }
    let form = Form(ofObject: members)
    let value = read(form)
    let mistakes = form.mistakes
    guard mistakes.isEmpty else { throw TestMistakes(inOrder(mistakes)) }
    return value
  }

  /// Mistakes by their place in this document; what is missing comes with what should have it.
  private func inOrder(_ mistakes: [Mistake]) -> [Mistake] {
    var places: [ExactText: Int] = [:]
    note(&places, at: "")
    func place(_ pointer: String) -> Int {
      let parent = pointer.utf8.lastIndex(of: UInt8(ascii: "/")).map { pointer[..<$0] } ?? ""
      return places[ExactText(pointer)] ?? places[ExactText(String(parent))] ?? 0
    }
    return mistakes.enumerated().map { (order: (place($1.pointer), $0), mistake: $1) }
      .sorted { $0.order < $1.order }.map(\.mistake)
  }

  private func note(_ places: inout [ExactText: Int], at pointer: String) {
    places[ExactText(pointer)] = places.count
    switch self {
    case .object(let members):
      for member in members {
        member.value.note(&places, at: "\(pointer)/\(escapedPointer(member.name.text))")
      }
    case .array(let items):
      for (index, item) in items.enumerated() { item.note(&places, at: "\(pointer)/\(index)") }
    default: break
    }
  }
}
