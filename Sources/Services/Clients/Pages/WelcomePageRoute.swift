import Contracts
import Hummingbird
import ServiceKit

extension ClientsModule {
  /// `GET /clients/welcome?return=`: registers who is signed in by what the session says of them
  /// and goes on. To come again is harmless.
  @Sendable func welcomeClient(_ visit: Visit) async throws -> Response {
    let query = visit.query()
    let back = query.text("return", 1...2048).flatMap(ReturnAddress.init)
    try query.finish()
    _ = try await recognise(visit.caller)
    return visit.redirect(to: back?.path ?? Address.home.path)
  }
}
