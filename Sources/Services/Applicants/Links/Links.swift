import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// Makes the links by which applicants come to what is theirs.
struct Links: Sendable {
  private let tokens: LinkTokens
  private let seal: LinkSeal

  init(_ configuration: ApplicantsConfiguration) {
    tokens = PortalKeys(configuration.portalKeys).links
    seal = LinkSeal(configuration.linkSealKeys)
  }

  /// A link that is good once its statement is committed.
  ///
  /// - Parameters:
  ///   - invitation: what the link leads to; nil: the application's state.
  ///   - manager: who had it made for a cat whose mail does not arrive; nil: a mail has it.
  /// - Throws: `CryptoKitError`, of no input that there is.
  func mint(
    of application: UUID, invitation: (id: UUID, until: Date)? = nil, by manager: ExactText? = nil,
    at now: Date
  ) throws -> MintedLink {
    let kind: LinkKind = invitation == nil ? .status : .invitation
    let token = tokens.mint(
      until: kind.expiry(issuedAt: now, invitationUntil: invitation?.until))
    return MintedLink(
      token: token,
      insertion: InsertLink(
        token: token, application: application, kind: kind, invitation: invitation?.id,
        manager: manager, now: now),
      sealed: try seal.seal(token.text, of: application, kind, until: token.expiresAt))
  }
}

/// A link that was made just now.
struct MintedLink: Sendable {
  /// As the address has it: for whoever is to have the link, and never logged.
  let token: LinkToken
  /// Without it the link leads nowhere.
  let insertion: InsertLink
  /// As events have it.
  let sealed: SealedLink
}

struct InsertLink: Statement {
  static let sql = """
    insert into applicants.link
           (token_hash, application_id, kind, invitation_id, expires_at, created_by, created_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    """

  let token: LinkToken
  let application: UUID
  let kind: LinkKind
  let invitation: UUID?
  let manager: ExactText?
  let now: Date

  var bindings: Bindings {
    [token.hash, application, kind.rawValue, invitation, token.expiresAt, manager, now]
  }
}
