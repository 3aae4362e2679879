import Contracts
import Testing

@testable import Orders

@Suite("The life of an order, as a table")
struct OrderLifeTests {
  /// The table "Order life", written out a second time.
  static let table: Set<String> = [
    "accepted client client_request cancelled", "started client client_request cancelled",
    "accepted manager client_request cancelled", "started manager client_request cancelled",
    "accepted worker worker_cannot_come failed", "accepted manager worker_cannot_come failed",
    "accepted sweeper worker_no_show failed",
    "started worker client_absent cancelled", "started manager client_absent cancelled",
    "started worker client_refused cancelled", "started manager client_refused cancelled",
    "started worker not_done failed", "started manager not_done failed",
    "started sweeper report_missing failed",
    "started worker - completed", "started manager - completed",
  ]

  @Test("R-133: an order ends by these ways and no others")
  func endings() {
    var ways: Set<String> = []
    for outcome in OrderOutcome.allCases {
      for actor in Actor.allCases {
        for ending in OrderLife.endings(outcome, by: actor) {
          for status in ending.from {
            let reason = ending.reason?.rawValue ?? "-"
            ways.insert("\(status) \(actor) \(reason) \(ending.outcome)")
          }
        }
      }
    }
    #expect(ways == Self.table)
  }

  @Test("R-133: what the worker caused has failed, what the client caused is cancelled")
  func outcomes() {
    let failed: [Reason] = [.workerCannotCome, .workerNoShow, .notDone, .reportMissing]
    for reason in Reason.allCases {
      #expect(OrderLife.outcome(of: reason) == (failed.contains(reason) ? .failed : .cancelled))
    }
  }

  @Test("An ended order stays ended")
  func endedStaysEnded() {
    for ending in OrderLife.endings {
      #expect(ending.from.filter { !$0.isOpen }.isEmpty)
      #expect(!ending.outcome.status.isOpen)
    }
  }
}
