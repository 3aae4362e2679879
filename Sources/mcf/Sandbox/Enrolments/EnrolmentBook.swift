import Contracts
import FoundationEssentials
import ServiceKit

/// A way to pay that somebody wants to add.
struct EnrolmentVisit: Hashable, Sendable {
  enum Status: Hashable, Sendable {
    case waiting, refused
    case authorised(token: ExactText, label: String)
  }

  let id: ExactText
  let key: ExactText
  /// Where the page leads back to.
  let returnURL: String
  var status = Status.waiting
}

/// A provider's sessions of enrolment. It decides and does nothing.
struct EnrolmentBook: Sendable {
  private(set) var visits: [EnrolmentVisit] = []

  /// The session of this key, a new one unless it has asked before.
  ///
  /// - Throws: a 409 problem if the key has asked for something else.
  mutating func open(
    _ key: ExactText, returningTo url: String, as id: ExactText
  ) throws -> (EnrolmentVisit, isNew: Bool) {
    if let known = visits.first(where: { $0.key == key }) {
      guard known.returnURL.utf8.elementsEqual(url.utf8) else {
        throw Problem.conflict("key-reused", "This Idempotency-Key has asked for something else.")
      }
      return (known, false)
    }
    let visit = EnrolmentVisit(id: id, key: key, returnURL: url)
    visits.append(visit)
    return (visit, true)
  }

  func visit(_ id: ExactText) -> EnrolmentVisit? { visits.first { $0.id == id } }

  /// The first decision counts, however often it is sent.
  ///
  /// - Returns: the session; nil: there is none.
  mutating func decide(_ id: ExactText, _ status: EnrolmentVisit.Status) -> EnrolmentVisit? {
    guard let index = visits.firstIndex(where: { $0.id == id }) else { return nil }
    if visits[index].status == .waiting { visits[index].status = status }
    return visits[index]
  }
}
