/// Where something is on MCF's site: a path from its root, without a query.
///
/// What one service links to in another, or the program in any, stands in `Address+Linked.swift`; a
/// service's own addresses are beside its routes.
public struct Address: Sendable, Hashable, CustomStringConvertible {
  public let path: String

  public init(_ path: String) { self.path = path }

  /// A part of it, as a path goes on.
  public func below(_ parts: String...) -> Address {
    Address(([path] + parts).joined(separator: "/"))
  }

  /// As it is reached from outside the site.
  ///
  /// - Parameter origin: of the site, without a slash behind: `https://mcf.example`.
  public func url(on origin: String) -> String { origin + path }

  public var description: String { path }
}
