import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Notifications

@Suite("Who may see mails, and do something about them")
struct AccessTests {
  static let matrix = AccessMatrix(
    of: NotificationsModule.self,
    columns: ["nobody", "deactivated manager", "manager", "others"],
    rows: [
      "GET /api/notifications/summary": [401, 403, 200, 403],
      "GET /api/notifications/mails?q=murka": [401, 403, 200, 403],
      "GET /api/notifications/mails/{id}": [401, 403, 200, 403],
      #"POST /api/notifications/mails/{id}/resend {"why": "lost"}"#: [401, 403, 201, 403],
      "GET /api/notifications/suppressed": [401, 403, 200, 403],
      #"POST /api/notifications/suppressed {"address": "a@b.example", "reason": "asked"}"#:
        [401, 403, 200, 403],
      #"POST /api/notifications/suppressed/lift {"address": "a@b.example"}"#: [401, 403, 204, 403],
    ])

  private static let manager = Caller(subject: "boss", roles: [.manager])

  @Test("each operation for everybody")
  func everybody() async throws {
    try await withNotifications { bed in
      let former = try await bed.dismissManager()
      try await bed.accept(bed.order())
      try await bed.round()
      let id = try await bed.id()
      let replica = try bed.replica()
      try await withAPI([replica]) { api in
        let differences = try await Self.matrix.differences(
          api, callers: [nil, former, Self.manager],
          refusals: ["deactivated manager": "manager-deactivated"],
          parameters: { _ in ["id": id.wire] })
        #expect(differences == [])
      }
    }
  }

  @Test("pages are for managers")
  func pages() async throws {
    try await withNotifications { bed in
      try await bed.accept(bed.order())
      let page = "/mails/\(try await bed.id().wire)"
      let (replica, former) = (try bed.replica(), try await bed.dismissManager())
      let others = Role.allCases.filter { $0 != .manager }
        .map { Caller(subject: "x", roles: [$0]) }
      let callers: [Caller?] = [nil, Self.manager, former] + others.map(Optional.some)
      let refused = Array(repeating: 403, count: others.count + 1)
      try await withAPI([replica]) { api in
        let differences = try await api.pageDifferences(
          callers,
          [
            "/mails": [303, 200] + refused, "/mails/suppressed": [303, 200] + refused,
            page: [303, 200] + refused, "\(page)/resend": [303, 200] + refused,
            "\(page)/suppress": [303, 200] + refused,
          ])
        #expect(differences == [])
        for other in others + [former] {
          let browser = api.browser(as: other)
          for path in ["\(page)/resend", "\(page)/suppress", "/mails/suppressed/lift"] {
            #expect(try await browser.submit(path).status == 403, "\(other) \(path)")
          }
        }
      }
      #expect(try NotificationsModule.pageLinks().map(\.roles) == [[.manager]])
    }
  }

  @Test("it says what waits, for how long, and how many are not written to")
  func summary() async throws {
    try await withNotifications { bed in
      bed.office.set(Fixture.client, .putOff)
      bed.office.set("tom@cats.example", .unknown)
      try await bed.accept(bed.order())
      try await bed.accept(bed.order(email: "tom@cats.example"))
      try await bed.round()
      let (replica, time) = (try bed.replica(), bed.time)
      time.advance(by: 59)
      try await withAPI([replica]) { api in
        let answer = try await api.send(
          .get, "/api/notifications/summary", as: Self.manager)
        #expect(
          try answer.json == [
            "waiting": 2, "queued": 1, "sending": 0, "oldest_seconds": 60,
            "late_seconds": 0, "suppressed": 1,
          ])
      }
    }
  }
}
