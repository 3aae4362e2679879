/// What a service says of its REST interface, with what all of them say put before it: the version
/// of OpenAPI, where tokens come from, and the components that it refers to.
public enum OpenAPIDocument {
  private static let shared = String(decoding: PackageResources.shared_yaml, as: UTF8.self)

  /// For whom nobody sends a token.
  private static let withoutTokens = shared.replacing("security:\n  - bearer: []\n", with: "")

  /// As YAML.
  ///
  /// - Throws: `DocumentDefect`.
  public static func text(of service: any ServiceModule.Type) throws -> String {
    do {
      return try DocumentParts(service.openAPI)
        .text(sharing: DocumentParts(service.isPublic ? withoutTokens : shared))
    } catch {
      throw DocumentDefect("the OpenAPI document of \(service.name): \(error)")
    }
  }

  /// What a service documents that can be called, such as `GET /api/cats/{id}`.
  ///
  /// - Throws: `DocumentDefect`.
  public static func operations(of service: any ServiceModule.Type) throws -> [String] {
    let document = try YAMLReader.read(service.openAPI)
    return DocumentView(openAPI: document).entries.compactMap { entry in
      entry.method.map { "\($0) \(entry.name)" }
    }
  }
}
