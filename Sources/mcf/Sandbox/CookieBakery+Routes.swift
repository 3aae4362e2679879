import Hummingbird
import ServiceKit

extension CookieBakery {
  static let path = "/cookies"

  /// Orders at `/cookies`, which also lists them.
  func addRoutes(to router: Router<RequestScope>) {
    router.post("/cookies") { request, _ in
      let key = try request.sentKey()
      return try self.order(try await request.sentBody(), key: key)
    }
    router.get("/cookies") { _, _ in json(Page(self.cookies, nextCursor: nil)) }
  }
}
