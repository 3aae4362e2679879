import Contracts
import FoundationEssentials
import ServiceKit

/// A manager who does something with applications.
struct ActingManager: Sendable {
  let subject: ExactText
  /// Whether to act also on what another manager has, who has it no more then.
  var takesOver = false
  let now: Date
  /// By which it is known what a bulk has done already, if it was broken off; nil: it is no bulk.
  var bulk: String?

  /// Makes an application the manager's, and changes it.
  ///
  /// - Returns: the step to be recorded, which says who had it before.
  /// - Throws: 409 while another manager has it, unless it is taken over; what `change` throws.
  func change(
    _ application: inout Application,
    _ change: (inout Application) throws -> ApplicationStep
  ) throws -> ApplicationStep {
    let holder = try application.claim(for: subject, takingOver: takesOver)
    var step = try change(&application)
    step.tell(takenFrom: holder)
    if let bulk { step.tell("bulk", .string(bulk)) }
    return step
  }
}

extension ApplicationStep {
  /// Says who had the application until whoever acts took it over; nil: nobody else had it.
  mutating func tell(takenFrom holder: ExactText?) {
    if let holder { tell("taken_from", .string(holder.text)) }
  }

  /// Adds a fact.
  mutating func tell(_ name: String, _ value: JSONValue) {
    facts = JSONValue(having: (name, value)).merging(facts ?? .object([]))
  }
}
