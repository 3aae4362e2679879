import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit

extension CookieBakery {
  /// Orders at `/cookies`, which also lists them; `/cookies/behaviour` tells and changes how well
  /// it works.
  func addRoutes(to router: Router<BasicRequestContext>) {
    router.post("/cookies") { request, _ in
      guard let name = HTTPField.Name("Idempotency-Key"), let key = request.headers[name] else {
        throw Problem(
          .badRequest, "idempotency-key-missing", title: "Idempotency-Key is required")
      }
      return try self.order(try await Self.body(of: request), key: key)
    }
    router.get("/cookies") { _, _ in
      json(Page(self.cookies, nextCursor: nil))
    }
    router.get("/cookies/behaviour") { _, _ in json(self.behaviour) }
    router.patch("/cookies/behaviour") { request, _ in
      let form = try Form(JSONValue(parsing: try await Self.body(of: request)))
      self.behave(try self.behaviour.changed(by: form))
      return json(self.behaviour)
    }
  }

  private static func body(of request: Request) async throws -> [UInt8] {
    Array(buffer: try await request.body.collect(upTo: BodyLimit.form))
  }
}
