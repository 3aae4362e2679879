import Contracts
import FoundationEssentials
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("Pages of applications are for managers")
struct ApplicationPagesAccessTests {
  private static let paths =
    [
      "/applications", "/applications/marking", "/applications/bulk?action=take",
      "/applications/bulk/done?done=1", ApplicationsBed.page(103),
      ApplicationsBed.page(103, "/photo"), ApplicationsBed.page(103, "/reject"),
      ApplicationsBed.page(103, "/tests"), ApplicationsBed.page(103, "/link/status"),
      ApplicationsBed.page(104, "/attempts/\(id(204).wire)"),
    ]
    + ManagersAct.all.map { act in
      // Where it can be done.
      let number = act == .accept ? 104 : act == .reopen ? 106 : 103
      return ApplicationsBed.page(number, "/" + act.path.joined(separator: "/"))
    }

  @Test("each page, and each form, for everybody")
  func everybody() async throws {
    try await withApplications { bed in
      let former = try await bed.hiring.formerManager()
      let others = Role.allCases.filter { $0 != .manager }
        .map { Caller(subject: "x", roles: [$0]) }
      for path in Self.paths {
        #expect(try await bed.hiring.api.browser(as: nil).get(path).status == 303, "\(path)")
        #expect(try await bed.browser().get(path).status == 200, "\(path)")
        for other in others + [former] {
          #expect(try await bed.browser(as: other).get(path).status == 403, "\(other) \(path)")
        }
      }
      for path in Self.paths.filter({ $0.contains("/") && !$0.contains("photo") }) {
        for other in others + [former] {
          let answer = try await bed.browser(as: other).submit(path)
          #expect([403, 404, 405].contains(answer.status), "\(other) \(path)")
        }
      }
      #expect(try await bed.bed.application(103).version == 2)
    }
  }
}
