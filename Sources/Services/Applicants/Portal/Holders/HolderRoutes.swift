import Hummingbird
import ServiceKit

extension ApplicantsPortalModule {
  /// What the holders of links see and do, below `/portal/{token}`.
  func addHolderRoutes(to router: ServiceRouter) {}

  /// The link of the request's address.
  ///
  /// - Throws: 404, the same for whatever is wrong with it.
  func link(_ context: RequestScope) throws -> LinkToken {
    let text = context.parameters.get("token") ?? ""
    guard let link = desk.keys.links.token(text[...], at: desk.clock.now()) else {
      throw Problem.deadLink
    }
    return link
  }

  /// What the database says of a link.
  ///
  /// - Throws: 404 where it knows nothing of it, which counts as a bad link of its sender.
  func found<Row>(_ row: Row?, _ context: RequestScope) throws -> Row {
    guard let row else {
      desk.noteUnknownLink(from: SenderAddress(bytes: context.sender))
      throw Problem.deadLink
    }
    return row
  }
}

extension Problem {
  /// 404: the link is forged, expired, revoked, or what it led to is erased.
  static var deadLink: Problem {
    Problem(
      .notFound, "dead-link", title: "This link leads nowhere",
      detail: "It is mistyped or too old, or what it led to is gone.")
  }
}
