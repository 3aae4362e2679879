import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsModule {
  private static let signatureLength = 1...100

  /// `GET /api/applications/{id}/photo`: for managers, and for whoever was given the signed path,
  /// as the register of workers is when somebody is accepted.
  @Sendable func showApplicantsPhoto(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let query = request.query()
    let signature = query.text("signature", Self.signatureLength)
    let expiry = query.int("expires", 0...Int(UInt32.max))
    let id = try context.id()
    if query.sent("signature") == nil { try context.require(.manager) }
    try query.finish()
    if let signature {
      guard let expiry, photoLinks.isGood(signature, of: id, until: expiry, at: clock.now())
      else { throw Problem.notFound }
    }
    guard let digest = try await findApplication(id).photoSHA256 else { throw Problem.notFound }
    return try await photos.response(showing: digest, to: request, context)
  }
}
