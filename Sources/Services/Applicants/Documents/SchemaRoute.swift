import Hummingbird
import ServiceKit

extension ApplicantsModule {
  /// `GET /api/tests/schema.json`: what a test's document is, for editors that help to write one.
  @Sendable
  func showSchema(_ request: Request, _ context: RequestScope) throws -> Response {
    try context.require(.manager)
    return StoredAnswer(
      status: .ok, contentType: "application/schema+json", body: PackageResources.schema_json
    ).response()
  }
}
