public import Hummingbird
import NIOCore

/// What a route knows of the request besides the request itself.
public struct RequestScope: RequestContext {
  public var coreContext: CoreRequestContextStorage
  /// Who calls: nobody, a token that is not good, or a verified caller.
  public var authentication: Authentication = .none
  /// Who is signed in by the session's cookie, which does not count below `/api`; nil: nobody.
  var visitor: Result<Visitor?, Problem> = .success(nil)
  /// How long what the caller showed stays good.
  var goodFor: Duration = .seconds(3_600)
  /// The caller's address: the peer's, or what a trusted proxy says; IPv6 as RFC 5952 spells it.
  public var address: String?
  /// The same in bytes, 4 or 16; none: the connection has none.
  public var sender: [UInt8] = []
  /// What this request may take; nil outside routes.
  var allowance: RequestAllowance?
  let channel: any Channel
  let outcome = RequestOutcome()
  /// What services have said of who asks.
  let admitted = AdmittedCallers()

  public init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }

  /// How the token check went.
  public enum Authentication: Sendable {
    case none
    case refused(Problem)
    case verified(Caller)
  }

  /// The verified caller, if there is one.
  public var caller: Caller? {
    guard case .verified(let caller) = authentication else { return nil }
    return caller
  }

  /// The caller, who must have at least one of the roles; no roles named: any verified caller.
  ///
  /// - Throws: a 401 problem without a good token, a 403 problem with the wrong role.
  @discardableResult
  public func require(_ roles: Role...) throws -> Caller {
    switch authentication {
    case .none: throw Problem.unauthorized("Send a token: Authorization: Bearer …")
    case .refused(let problem): throw problem
    case .verified(let caller):
      guard roles.isEmpty || roles.contains(where: caller.has) else { throw Problem.forbidden }
      return caller
    }
  }
}
