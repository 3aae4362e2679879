/// What a service says of its REST interface, with what all of them say put before it: the version
/// of OpenAPI, where tokens come from, and the components that it refers to.
public enum OpenAPIDocument {
  private static let shared = String(decoding: PackageResources.shared_yaml, as: UTF8.self)

  /// As YAML.
  ///
  /// - Throws: `DocumentDefect`.
  public static func text(of service: any ServiceModule.Type) throws -> String {
    do {
      return try DocumentParts(service.openAPI).text(sharing: DocumentParts(shared))
    } catch {
      throw DocumentDefect("the OpenAPI document of \(service.name): \(error)")
    }
  }
}
