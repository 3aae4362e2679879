/// One configuration value, described so that `mcf serve --help` lists it.
public struct Setting: Sendable, Hashable {
  /// The environment variable's name, such as `MCF_PORT`.
  public var name: String
  /// What holds when it is not set; `nil`: it must be set.
  public var `default`: String?
  public var meaning: String
  /// A secret is never printed or logged.
  public var secret: Bool

  public init(_ name: String, default: String?, _ meaning: String, secret: Bool = false) {
    self.name = name
    self.default = `default`
    self.meaning = meaning
    self.secret = secret
  }
}
