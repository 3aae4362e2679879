import FoundationEssentials
import Postgres

/// A source and a destination as they find each other, at each connect of a link.
///
/// The source notes what it believes that the destination has, the destination its cursor; each
/// notes which database the other one is, and both the bond of their last meeting. What speaks
/// against each other here is no accident of a crash: whatever a crash takes, it leaves the source's
/// note at most as far as the cursor, and its bond among those of the cursor.
struct Meeting: Sendable {
  var source: SourceIdentity
  var destination: DestinationIdentity

  enum Decision: Equatable {
    /// They never met: with what comes from now on.
    case begin
    /// The destination was made anew, and the source still has all that it ever published.
    case beginAgain
    case goOn
    /// The destination was restored from a backup, and its cursor with it. The source still has all
    /// that it lacks, and is to forget what it believed.
    case goBack
    case refuse(LinkRefused.Reason)
  }

  var decision: Decision {
    if let objection = source.objection { return .refuse(objection) }
    guard let cursor = destination.cursor else { return beginning }
    if let objection = objection(to: cursor) { return .refuse(objection) }
    if hasGoneBack(cursor) {
      return mayLack
        ? .refuse(.destinationWentBack(retainedSince: source.retainedSince)) : .goBack
    }
    return isPromoted || isHeld(by: cursor) ? .goOn : .refuse(.copy)
  }

  /// The source was promoted, so it may have lost what was not replicated, the last bond included:
  /// what was delivered has to be looked for before anything is done.
  var isPromoted: Bool { destination.cursor.map { $0.timeline != source.timeline } ?? false }

  /// Whether the source may have emptied rows that the destination never had.
  var mayLack: Bool {
    guard source.emptied > 0 else { return false }
    guard let cursor = destination.cursor else { return source.hasGivenAnything }
    guard let known = source.known else { return source.emptied >= cursor.passed.xmin }
    guard isAcquainted(known, cursor), cursor.outbox ?? source.id == source.id else { return true }
    return cursor.passed.lacks(upTo: source.emptied, of: known.passed)
  }

  private var beginning: Decision {
    if !source.hasGivenAnything { return .begin }
    return mayLack ? .refuse(.destinationAnew(retainedSince: source.retainedSince)) : .beginAgain
  }

  /// What speaks against going on from a cursor; a changed timeline and a bond are not among it.
  private func objection(to cursor: InboxCursor) -> LinkRefused.Reason? {
    if let outbox = cursor.outbox, outbox != source.id { return .anotherDatabase }
    if source.systemIdentifier != cursor.systemIdentifier { return .anotherCluster }
    if source.timeline ?? 0 < cursor.timeline { return .wentBack }
    if source.snapshot.xmax < max(cursor.passed.xmax, cursor.target?.xmax ?? 0) { return .wentBack }
    guard let known = source.known else { return .destinationDropped }
    if !isAcquainted(known, cursor) { return .anotherDestination }
    guard let last = cursor.last else { return nil }
    if source.lastID < last.id { return .wentBack }
    if source.eventAtLast == last.eventID { return nil }
    let isEmptied = source.eventAtLast == nil && last.transaction <= source.emptied
    return isEmptied ? nil : .newestMissing(last.eventID)
  }

  /// A destination that began again and was broken off is not noted yet, but holds the bond.
  private func isAcquainted(_ known: SourceIdentity.Known, _ cursor: InboxCursor) -> Bool {
    known.inbox ?? destination.id == destination.id || isHeld(by: cursor)
  }

  private func isHeld(by cursor: InboxCursor) -> Bool { cursor.bonds.contains(source.bond) }

  /// Whether the source has met the destination since, or knows of more than it has. One that holds
  /// none of the source's bonds is of another line.
  private func hasGoneBack(_ cursor: InboxCursor) -> Bool {
    guard let known = source.known else { return false }
    return isHeld(by: cursor)
      ? cursor.passed.lacks(upTo: .max, of: known.passed)
      : known.bonds.contains(where: cursor.bonds.contains)
  }
}
