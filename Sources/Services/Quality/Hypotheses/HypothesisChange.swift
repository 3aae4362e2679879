import Contracts
import FoundationEssentials
import ServiceKit

typealias HypothesisChange = RowChange<Hypothesis>

extension HypothesisChange {
  /// Reads the fields that were sent.
  init(_ form: Form, isNew: Bool = false) {
    self.init()
    read(form, "title", \.title, isRequired: isNew) { $0.text($1, Hypothesis.titleLength) }
    read(form, "statement", \.statement, isRequired: isNew) { $0.text($1, Hypothesis.textLength) }
    read(form, "owner", \.owner) { $0.optionalUUID($1) }
    read(form, "effect", \.effect) { $0.optionalText($1, Hypothesis.textLength) }
    read(form, "reviews", \.reviews) { form, name in
      Set(form.uuids(name, Hypothesis.reviewCount)).sorted()
    }
    guard !isNew else { return }
    read(form, "status", \.status) {
      // What is not read is a mistake already, and changes nothing.
      $0.choice($1, HypothesisStatus.self) ?? .proposed
    }
  }
}

extension Hypothesis {
  /// What somebody begins with, who sees to it at first.
  ///
  /// - Parameter manager: nil: who is no manager that can be known, and is refused later.
  init(id: UUID, by manager: UUID?, at now: Date) {
    self.init(
      id: id, number: 0, title: "", statement: "", status: .proposed, owner: manager, effect: nil,
      reviews: [], createdAt: now, createdBy: manager ?? .zero, version: 0)
  }

  /// - Throws: 409 where it cannot go on from here to there.
  func checkWay(to other: HypothesisStatus) throws {
    guard other == status || status.next.contains(other) else {
      throw Problem.wrongStatus(self)
    }
  }
}

extension MistakeReason {
  static let noSuchReview = Self(code: "no-such-review", "there is no such review")
  static let noSuchManager = Self(code: "no-such-manager", "there is no such active manager")
}

extension Problem {
  /// 409: a hypothesis goes its way step by step.
  static func wrongStatus(_ hypothesis: Hypothesis) -> Problem {
    conflict(
      "wrong-status", "It cannot go on from here to there; `next` says where it can.",
      members: [
        "hypothesis_status": .string(hypothesis.status.rawValue),
        "next": .array(hypothesis.status.next.map { .string($0.rawValue) }),
      ])
  }
}
