import FoundationEssentials
import ServiceKit

// The life of a review: what a manager may do with one that stands so.
extension Review {
  /// In a manager's hand.
  ///
  /// - Parameter most: how many one may have.
  /// - Throws: 409 for who has ended the order while there are others, and for who has too many.
  func taken(
    by manager: ActingManager, of order: KnownOrder, most: Int
  ) throws(Problem) -> Review {
    guard state == .open else {
      throw assignee == manager.id ? .inHandAlready : .wrongState(state)
    }
    let isOwnAct = try manager.ownAct(order)
    guard manager.inHand < most else { throw .tooManyInHand(manager.inHand, most) }
    var taken = self
    taken.state = .taken
    taken.assignee = manager.id
    taken.takenAt = manager.now
    taken.isOwnAct = isOwnAct
    return taken
  }

  /// For others to take, with what is filled in so far.
  ///
  /// - Throws: 412 unless it is as it was read, and 400 for who takes it out of another's hand without
  ///   a reason.
  func putBack(
    by manager: ActingManager, _ precondition: Precondition, reason: String?
  ) throws -> Review {
    guard state == .taken else { throw Problem.wrongState(state) }
    // Somebody else may have it by now than whom the reason is about.
    try precondition.check(version)
    guard assignee == manager.id || reason != nil else {
      throw Problem.badInput([Mistake("/reason", .required)])
    }
    var open = self
    open.state = .open
    open.assignee = nil
    open.takenAt = nil
    open.isOwnAct = false
    return open
  }

  /// - Throws: 409 unless the manager has it in hand, 412 unless it is as it was read. What is closed
  ///   stays so, whatever is read again.
  func check(isHeldBy manager: ActingManager, _ precondition: Precondition) throws {
    guard state != .closed else { throw Problem.wrongState(state) }
    try precondition.check(version)
    guard state == .taken, assignee == manager.id else { throw Problem.notInHand }
  }

  /// Done.
  func closed(by manager: ActingManager, isOwnAct: Bool) -> Review {
    var closed = self
    closed.state = .closed
    closed.assignee = nil
    closed.closedAt = manager.now
    closed.closedBy = manager.id
    closed.isOwnAct = isOwnAct
    return closed
  }
}

extension ActingManager {
  /// Whether the manager has ended that order.
  ///
  /// - Throws: 409 if so, unless nobody else could look at it.
  func ownAct(_ order: KnownOrder) throws(Problem) -> Bool {
    let isOwn = order.wasEnded(by: id)
    if isOwn, !isAlone { throw .ownAct }
    return isOwn
  }
}
