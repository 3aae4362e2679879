/// What the AsyncAPI 3 document says of all events; of each, its ``EventPayload/message``.
public enum AsyncAPI {
  /// The title, the attributes of every event, and the schemas that several share, as YAML.
  public static let shared = String(decoding: PackageResources.asyncapi_yaml, as: UTF8.self)
}
