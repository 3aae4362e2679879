import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Outbox

@Suite("The identity of a destination")
struct DestinationIdentityTests {
  @Test("one made anew gets all that was ever published, what waited included")
  func madeAnew() async throws {
    try await withDelivered { bed in
      try await bed.publish(4)
      try await withDatabase(.of("packing")) { packing in
        let anew = try await bed.to(packing)
        try await anew.withRelay { try await anew.settle() }
        // And is known from then on.
        try await anew.publish(5)
        try await anew.withRelay { try await anew.settle() }
      }
      try await bed.expectRefusal(.anotherDestination)
    }
  }

  @Test("one made anew after a rotation is refused, until a person gives up what is gone")
  func madeAnewTooLate() async throws {
    try await withDelivered { bed in
      try await bed.age(days: 3)
      #expect(try await bed.rotate(.outbox) == .truncated)
      try await bed.publish(4)
      try await withDatabase(.of("packing")) { packing in
        let anew = try await bed.to(packing)
        guard case .destinationAnew? = try await anew.refusal() else {
          Issue.record("not refused")
          return
        }
        #expect(try await anew.received() == 0)
        #expect(try await anew.doubts().isEmptied)
        #expect(try await anew.reanchored() == 1)
        try await anew.publish(5)
        try await anew.withRelay { try await anew.settle() }
      }
    }
  }

  @Test(
    "one restored from a backup gets what it lacks, once and in order, from a relay at work too")
  func restored() async throws {
    try await withDelivered { bed in
      try await bed.backUp()
      try await bed.withRelay {
        for key in 0..<4 { try await bed.publish(key) }
        try await bed.settle()
        try await eventually("everything is reported") { try await bed.isReported() }
        try await bed.restore()
        try await bed.publish(1)
        try await bed.settle()
      }
      try await bed.backUp()
      // They only meet meanwhile.
      try await bed.withRelay {
        try await bed.publish(5); try await bed.settle()
      }
      try await bed.restore()
      try await bed.withRelay { try await bed.settle() }
    }
  }

  @Test("cursors from before there were identities go on, and have them from then on")
  func fromBefore() async throws {
    try await withDelivered { bed in
      try await bed.sourceAdmin.query(
        "update clients.outbox_destination set inbox = null, bonds = '{0}'")
      try await bed.destinationAdmin.query(
        "update packing.inbox_cursor set outbox = null, bonds = '{0}'")
      try await bed.publish(4)
      try await bed.withRelay { try await bed.settle() }
      let isKnown = try await bed.destinationAdmin.query(
        "select outbox is not null and bonds[1] <> 0 from packing.inbox_cursor", as: Bool.self)
      #expect(isKnown == [true])
    }
  }

  @Test("one restored from a backup is refused when what it lacks is gone")
  func restoredTooLate() async throws {
    try await withDelivered { bed in
      try await bed.backUp()
      try await bed.withRelay {
        try await bed.publish(4)
        try await bed.settle()
        try await eventually("everything is reported") { try await bed.isReported() }
      }
      try await bed.age(days: 3)
      #expect(try await bed.rotate(.outbox) == .truncated)
      try await bed.restore()
      guard case .destinationWentBack? = try await bed.refusal() else {
        Issue.record("not refused")
        return
      }
      #expect(try await bed.doubts().isEmptied)
      #expect(try await bed.reanchored() == 0)
      try await bed.publish(5)
      try await bed.withRelay {
        try await eventually { try await bed.received() == 4 }
      }
    }
  }

  @Test("rotation keeps what a restored destination lacks from when it is back")
  func rotation() async throws {
    try await withDelivered { bed in
      try await bed.backUp()
      try await bed.withRelay {
        try await bed.publish(4)
        try await bed.settle()
        try await eventually("everything is reported") { try await bed.isReported() }
      }
      try await bed.age(days: 3)
      try await bed.restore()
      // It is believed to have everything, until it connects.
      #expect(try await bed.refusal() == nil)
      #expect(try await bed.rotate(.outbox) == .isNeeded)
      try await bed.withRelay { try await bed.settle() }
    }
  }

  @Test("two that are swapped are refused")
  func swapped() async throws {
    try await withDelivered { bed in
      try await withDelivered { other in
        var swapped = bed
        (swapped.destinationURL, swapped.destinationAdmin) = (
          other.destinationURL, other.destinationAdmin
        )
        // The cursor says first that it follows another source.
        try await swapped.expectRefusal(.anotherDatabase)
        try await other.destinationAdmin.query("update packing.inbox_cursor set outbox = null")
        try await swapped.expectRefusal(.anotherDestination)
        #expect(try await other.received() == 3)
      }
    }
  }

  @Test("what an inbox no longer tells is counted, not delivered, and believed of the source")
  func doubts() async throws {
    try await withDelivered { bed in
      try await bed.publish(4)
      #expect(try await bed.doubts().isEmpty)
      // Three were delivered and emptied, and one waits that is as old.
      try await bed.destinationAdmin.query("truncate packing.inbox")
      try await bed.destinationAdmin.query("update packing.inbox_identity set emptied = now()")
      let believed = try await bed.doubts()
      #expect(believed.untold == 1 && !believed.isEmptied)
      try await bed.sourceAdmin.query("update clients.outbox_destination set passed = '3:3:'")
      let doubts = try await bed.doubts()
      #expect(doubts.untold == 4)
      let said = doubts.sentences(source: "clients", destination: "packing")
      #expect(said.count == 1 && said[0].hasPrefix("4 events that clients retains, from "))
      #expect(try await bed.reanchored() == 0)
      #expect(try await bed.received() == 0)
    }
  }

  @Test("old events that an inbox would know are delivered, however old they are")
  func old() async throws {
    try await withDelivered { bed in
      try await bed.publish(4)
      try await bed.age(days: 9)
      #expect(try await bed.doubts().isEmpty)
      #expect(try await bed.reanchored() == 1)
    }
  }
}

/// A bed where three events were delivered and reported.
private func withDelivered(_ body: (RelayBed) async throws -> Void) async throws {
  try await withRelayBed { bed in
    try await bed.withRelay {
      try await bed.waitUntilStarted()
      for key in 0..<3 { try await bed.publish(key) }
      try await bed.settle()
      try await eventually("everything is reported") { try await bed.isReported() }
    }
    try await body(bed)
  }
}

extension RelayBed {
  private static let tables = ["inbox", "inbox_cursor", "inbox_slot"]

  /// Keeps what the destination has of the relay's.
  fileprivate func backUp() async throws {
    for table in Self.tables {
      try await destinationAdmin.query("drop table if exists \(unescaped: table)_backup")
      try await destinationAdmin.query(
        "create table \(unescaped: table)_backup as table packing.\(unescaped: table)")
    }
  }

  /// Brings the destination back to what it had, all at once.
  fileprivate func restore() async throws {
    try await destinationAdmin.withTransaction { transaction in
      for table in Self.tables {
        try await transaction.query("delete from packing.\(unescaped: table)")
        try await transaction.query(
          "insert into packing.\(unescaped: table) table \(unescaped: table)_backup")
      }
    }
  }
}
