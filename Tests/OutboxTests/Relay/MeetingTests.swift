import FoundationEssentials
import Postgres
import Testing

@testable import Outbox

/// Every way that a source and a destination can find each other, and what is made of it.
@Suite("A meeting of a source and a destination")
struct MeetingTests {
  /// Two that are as they were when they last met: events up to transaction 100 are delivered.
  private static let well = Meeting(
    source: SourceIdentity(
      incarnation: Incarnation(
        isInRecovery: false, startedAt: Date(timeIntervalSince1970: 0), database: 5, outbox: outbox),
      systemIdentifier: 7, timeline: 3, snapshot: snapshot(500), lastID: 40, retainedID: 40,
      retainedSince: nil, newest: 120, hasForeignRows: false, emptied: 0, eventAtLast: last.eventID,
      known: SourceIdentity.Known(
        passed: snapshot(101), inbox: inbox, bonds: [bond(2), bond(1), .none])),
    destination: DestinationIdentity(
      id: inbox,
      cursor: InboxCursor(
        outbox: outbox, systemIdentifier: 7, timeline: 3, passed: snapshot(101), last: last,
        bonds: [bond(2)], version: 1)))

  private static let (outbox, inbox, other) = (UUID(), UUID(), UUID())
  private static let last = EventColumns.Last(id: 35, transaction: 100, eventID: UUID())

  private static func snapshot(_ end: UInt64, _ running: UInt64...) -> PostgresSnapshot {
    PostgresSnapshot(xmin: running.first ?? end, xmax: end, running: running)
  }

  private static func bond(_ number: Int64) -> Bond { Bond(rawValue: number) }

  private func decide(_ change: (inout Meeting) -> Void) -> Meeting.Decision {
    var meeting = Self.well
    change(&meeting)
    return meeting.decision
  }

  // MARK: as it should be

  @Test("those that are as they were go on")
  func well() {
    #expect(Self.well.decision == .goOn)
    #expect(!Self.well.isPromoted && !Self.well.mayLack)
  }

  @Test("those that never met begin; and so when that was broken off")
  func begin() {
    let never = decide { ($0.source.known, $0.destination.cursor) = (nil, nil) }
    #expect(never == .begin)
    let registered = decide {
      $0.source.known = SourceIdentity.Known(passed: .beginning, inbox: nil, bonds: [.none])
      $0.destination.cursor = nil
    }
    #expect(registered == .begin)
  }

  @Test("cursors from before there were identities go on")
  func fromBefore() {
    let decision = decide {
      $0.source.known?.inbox = nil
      $0.source.known?.bonds = [.none]
      $0.destination.cursor?.outbox = nil
      $0.destination.cursor?.bonds = [.none]
    }
    #expect(decision == .goOn)
  }

  @Test("wherever agreeing on a bond is broken off, they go on")
  func brokenOff() {
    let offered = [Self.bond(3), Self.bond(2)]
    #expect(decide { $0.destination.cursor?.bonds = offered } == .goOn)
    let noted = [Self.bond(3), Self.bond(2), Self.bond(1)]
    let decision = decide {
      $0.destination.cursor?.bonds = offered
      $0.source.known?.bonds = noted
    }
    #expect(decision == .goOn)
  }

  @Test("a source that knows of less than is delivered is told the next time")
  func unreported() {
    #expect(decide { $0.source.known?.passed = Self.snapshot(50) } == .goOn)
  }

  @Test("a newest delivered event that was emptied is not missed")
  func rotated() {
    let decision = decide { ($0.source.eventAtLast, $0.source.emptied) = (nil, 100) }
    #expect(decision == .goOn)
  }

  @Test("a promoted source is looked at more closely, even if the last bond was lost with it")
  func promoted() {
    var meeting = Self.well
    meeting.source.timeline = 4
    meeting.source.known?.bonds = [Self.bond(1), .none]
    #expect(meeting.decision == .goOn)
    #expect(meeting.isPromoted)
  }

  // MARK: the destination

  @Test("a destination made anew gets everything, if everything is there")
  func anew() {
    let decision = decide {
      $0.destination = DestinationIdentity(id: Self.other, cursor: nil)
    }
    #expect(decision == .beginAgain)
    // Broken off before the source has noted it.
    let begun = decide {
      $0.destination = DestinationIdentity(
        id: Self.other, cursor: InboxCursor(at: .beginning, of: $0.source))
    }
    #expect(begun == .goBack)
  }

  @Test("a destination made anew is refused, if something was emptied")
  func anewTooLate() {
    let since = Date()
    let decision = decide {
      $0.destination = DestinationIdentity(id: Self.other, cursor: nil)
      ($0.source.emptied, $0.source.retainedSince) = (60, since)
    }
    #expect(decision == .refuse(.destinationAnew(retainedSince: since)))
  }

  @Test("a destination restored from a backup gets what it lacks, if that is there")
  func restored() {
    #expect(decide { $0.destination.cursor?.passed = Self.snapshot(81) } == .goBack)
    // What it lacks is not emptied, but what it has is.
    let decision = decide {
      $0.destination.cursor?.passed = Self.snapshot(81)
      $0.source.emptied = 80
    }
    #expect(decision == .goBack)
    // Nothing was delivered since the backup, but they met.
    #expect(decide { $0.destination.cursor?.bonds = [Self.bond(1)] } == .goBack)
  }

  @Test("a destination restored from a backup is refused, if what it lacks may be gone")
  func restoredTooLate() {
    var meeting = Self.well
    meeting.destination.cursor?.passed = Self.snapshot(81)
    meeting.source.emptied = 81
    #expect(meeting.decision == .refuse(.destinationWentBack(retainedSince: nil)))
    #expect(meeting.mayLack)
    // One that was in progress at the backup, and has committed and been emptied since.
    meeting.destination.cursor?.passed = Self.snapshot(81, 70)
    meeting.source.emptied = 80
    #expect(meeting.decision == .refuse(.destinationWentBack(retainedSince: nil)))
    // One that is in progress still was not.
    meeting.source.known?.passed = Self.snapshot(101, 70)
    #expect(meeting.decision == .goBack)
  }

  @Test("another destination in its place is refused")
  func anotherDestination() {
    let decision = decide {
      $0.destination.id = Self.other
      $0.destination.cursor?.bonds = [Self.bond(9)]
    }
    #expect(decision == .refuse(.anotherDestination))
  }

  @Test("a destination that was dropped is refused")
  func dropped() {
    var meeting = Self.well
    meeting.source.known = nil
    #expect(meeting.decision == .refuse(.destinationDropped))
    #expect(!meeting.mayLack)
    meeting.source.emptied = 101
    #expect(meeting.mayLack)
  }

  // MARK: the source

  @Test("a source made anew, or another deployment's, is refused")
  func anotherSource() {
    let decision = decide {
      $0.source.incarnation.outbox = Self.other
      $0.source.known = nil
    }
    #expect(decision == .refuse(.anotherDatabase))
  }

  @Test("a source on another cluster is refused")
  func moved() {
    #expect(decide { $0.source.systemIdentifier = 8 } == .refuse(.anotherCluster))
  }

  @Test("a source restored from a dump has another cluster's transactions, and is refused")
  func dump() {
    #expect(decide { $0.source.newest = 500 } == .refuse(.foreignTransactions))
    #expect(decide { $0.source.hasForeignRows = true } == .refuse(.foreignTransactions))
  }

  @Test("a source that is a standby is refused")
  func standby() {
    let decision = decide { ($0.source.incarnation.isInRecovery, $0.source.timeline) = (true, nil) }
    #expect(decision == .refuse(.standby))
  }

  @Test("a source whose sequence is behind its rows is refused")
  func sequenceBehind() {
    #expect(decide { $0.source.lastID = 39 } == .refuse(.sequenceBehind))
  }

  @Test("a source restored from a backup is refused by whatever shows it")
  func wentBack() {
    let earlier = decide { ($0.source.snapshot, $0.source.newest) = (Self.snapshot(100), 90) }
    #expect(earlier == .refuse(.wentBack))
    #expect(decide { ($0.source.lastID, $0.source.retainedID) = (34, 34) } == .refuse(.wentBack))
    #expect(decide { $0.source.timeline = 2 } == .refuse(.wentBack))
    let missing = LinkRefused.Reason.newestMissing(Self.last.eventID)
    #expect(decide { $0.source.eventAtLast = UUID() } == .refuse(missing))
    // Younger rows alone do not say that it was emptied.
    #expect(decide { ($0.source.eventAtLast, $0.source.emptied) = (nil, 99) } == .refuse(missing))
  }

  @Test("a copy of a source is refused, although it has all that was delivered")
  func copy() {
    let before = decide { $0.source.known?.bonds = [Self.bond(1), .none] }
    #expect(before == .refuse(.copy))
    // It has met another copy of the destination since, and told it more.
    let apart = decide {
      $0.source.known?.bonds = [Self.bond(9), Self.bond(1), .none]
      $0.source.known?.passed = Self.snapshot(110)
    }
    #expect(apart == .refuse(.copy))
  }

  // MARK: what is said

  @Test(
    "each refusal names both sides and the command that mends it",
    arguments: [
      .anotherDatabase, .anotherCluster, .wentBack, .copy, .newestMissing(UUID()),
      .missing([UUID()]),
      .destinationDropped, .anotherDestination, .destinationAnew(retainedSince: nil),
      .destinationWentBack(retainedSince: Date()),
    ] as [LinkRefused.Reason])
  func advice(_ reason: LinkRefused.Reason) {
    let refused = LinkRefused(source: "orders", destination: "packing", reason: reason)
    #expect(refused.description.contains("`mcf outbox reanchor orders --to packing`"))
  }
}
