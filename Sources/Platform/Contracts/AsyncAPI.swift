import FoundationEssentials

/// The AsyncAPI 3 document of all published events: what they hold, who publishes and who takes
/// them.
public enum AsyncAPI {
  /// As YAML.
  public static let document = String(decoding: PackageResources.asyncapi_yaml, as: UTF8.self)
}
