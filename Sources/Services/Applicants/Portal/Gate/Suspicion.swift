import Contracts
import FoundationEssentials

/// What a form looks like that was filled in by a program.
///
/// It is never refused for that: password managers fill in fields that nobody sees, and some cats are
/// quick. It only waits behind the others.
struct Suspicion: Hashable, Sendable {
  /// How many traps it went into, 0…3.
  let count: Int

  /// - Parameters:
  ///   - trap: what the field holds that is to be left empty, and that nobody sees.
  ///   - age: of the form, in seconds.
  init(trap: String, name: String, breed: String, age: TimeInterval) {
    let isHurried = age < Ticket.unhurriedAge
    let isRepeated = !name.isEmpty && ExactText(name) == ExactText(breed)
    count = [!trap.isEmpty, isHurried, isRepeated].count { $0 }
  }
}
