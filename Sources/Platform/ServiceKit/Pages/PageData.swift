/// What a template shows as `page`: its type says which template that is, and gives an example.
///
/// ``Pages`` holds every name in the template against the example, so that a misspelt one is a
/// ``PageDefect`` at start and in every test that adds the routes. Otherwise Mustache would render it
/// as nothing.
public protocol PageData: SendableMetatype {
  /// The template's name.
  static var template: String { get }
  /// Something in every list and every optional: what is shown of them can be checked only so.
  static var example: Self { get }
  /// Names of the scripts and style sheets that each such page has: the service's own or shared ones.
  /// A page that is kept up to date has ``Visit/live``.
  static var files: [String] { get }
}

extension PageData {
  public static var files: [String] { [] }
}
