import Contracts

/// The pages that headers lead to.
public struct Navigation: Sendable {
  let links: [PageLink]
  /// Who has a page at all, be it of a service that not everybody may know of.
  public let roles: Set<Role>

  /// - Parameter deployment: all services, those of other processes too.
  /// - Throws: `PageDefect` for links that cannot be used.
  public init(of deployment: [any ServiceModule.Type]) throws {
    let all = try deployment.map { service in (service, try service.pageLinks()) }
    links = all.filter { $0.0.audience.isEverybody }.flatMap { $0.1 }
    roles = all.flatMap { $0.1 }.reduce(into: []) { $0.formUnion($1.roles) }
  }

  /// Where there is nobody whom headers could lead anywhere.
  static let nowhere = Navigation(links: [], roles: [])

  private init(links: [PageLink], roles: Set<Role>) {
    self.links = links
    self.roles = roles
  }

  /// As the pages of a service have it, which lead to it even if others do not.
  func seen(from service: any ServiceModule.Type) throws -> Navigation {
    guard !service.audience.isEverybody else { return self }
    return Navigation(links: links + (try service.pageLinks()), roles: roles)
  }

  /// Where somebody begins; nil: nowhere in particular.
  func home(of caller: Caller) -> Address? {
    links.first { !$0.homeOf.isDisjoint(with: caller.roles) }?.address
  }

  /// The pages that are for somebody, where they begin first.
  func links(for caller: Caller) -> [PageLink] {
    let theirs = links.filter { !$0.roles.isDisjoint(with: caller.roles) }
    let isHome = { (link: PageLink) in !link.homeOf.isDisjoint(with: caller.roles) }
    return theirs.filter(isHome) + theirs.filter { !isHome($0) }
  }
}
