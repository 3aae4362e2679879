import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("R-180: photos of an order for eyes, by the session's cookie")
struct PhotoPageTests {
  @Test("its client, its worker and managers see them; for everybody else nothing is there")
  func everybody() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      let callers = try await Self.callers(bed, of: order)
      let seen = [303, 200, 200, 200, 404, 404, 404, 403]
      let absent = [303, 404, 404, 404, 404, 404, 404, 403]
      let differences = try await bed.api.pageDifferences(
        callers.map(\.caller),
        [
          order.photo("check-in"): seen,
          order.photo("report"): absent,
          order.photo("selfie"): absent,
          "/orders/7/photos/check-in": absent,
          "/orders/\(UUID().wire)/photos/check-in": absent,
        ])
      #expect(differences == [])
      #expect(try await bed.complete(order).status == 200)
      let completed = try await bed.api.pageDifferences(
        callers.map(\.caller), [order.photo("report"): seen])
      #expect(completed == [])
    }
  }

  @Test("what is not for somebody cannot be told from what is not there")
  func hidden() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      for who in try await Self.callers(bed, of: order)[4...6] {
        let browser = bed.api.browser(as: who.caller)
        let hidden = try await browser.get(order.photo("check-in"))
        let unknown = try await browser.get("/no/such/page")
        #expect(hidden.status == 404 && hidden.text == unknown.text)
        #expect(hidden.headers == unknown.headers)
      }
    }
  }

  @Test("a browser takes it for that picture only, and asks whether it is another by now")
  func asPicture() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      let browser = bed.api.browser(as: Who.client("c1").caller)
      // As for an `img` of a page.
      let photo = try await browser.get(
        order.photo("check-in"), headers: ["Accept": "image/avif,image/webp,image/*,*/*;q=0.8"])
      #expect(photo.status == 200 && photo.body == SampleJPEG.bytes(1))
      #expect(photo.headers[.contentType] == "image/jpeg")
      #expect(photo.headers[.xContentTypeOptions] == "nosniff")
      #expect(photo.headers[.contentSecurityPolicy] == "default-src 'none'; sandbox")
      #expect(photo.headers[.cacheControl] == "private, no-cache")
      let etag = try #require(photo.headers[.eTag])
      #expect(etag == "\"\(try Photo(cleaning: SampleJPEG.bytes(1)).sha256)\"")

      let same = try await browser.get(
        order.photo("check-in"), headers: ["If-None-Match": etag])
      #expect(same.status == 304 && same.body.isEmpty && same.headers[.eTag] == etag)
      let head = try await browser.head(order.photo("check-in"))
      #expect(head.status == 200 && head.body.isEmpty && head.headers[.eTag] == etag)
      #expect(head.headers[.contentLength] == "\(photo.body.count)")
      // Who may not see it is not told that it is the same, either.
      try await bed.addClient("c2")
      let other = try await bed.api.browser(as: Who.client("c2").caller).get(
        order.photo("check-in"), headers: ["If-None-Match": etag])
      #expect(other.status == 404)
    }
  }

  @Test("a cookie opens no address of programs, and a token none for eyes")
  func apart() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      let browser = bed.api.browser(as: Who.client("c1").caller)
      #expect(try await browser.get("\(order.path)/photos/check-in").status == 401)
      let token = try await bed.get(order.photo("check-in"), as: .client("c1"))
      #expect(token.status == 303)
    }
  }

  /// Nobody, who sees an order's photos, who sees others' only, a clerk, and who was a manager.
  private static func callers(_ bed: Testbed, of order: PlacedOrder) async throws -> [Who] {
    try await bed.addClient("c2")
    let other = try await bed.addWorkers(1)[0]
    let former = UUID.v7(at: bed.now)
    try await bed.hear(of: former, active: false)
    return [
      .nobody, .client("c1"), .worker(order.worker), .manager, .client("c2"), .worker(other),
      .role(.clerk), .roles([.manager], former),
    ]
  }
}

extension PlacedOrder {
  fileprivate func photo(_ kind: String) -> String { "/orders/\(id.wire)/photos/\(kind)" }
}
